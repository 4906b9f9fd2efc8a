"""Which question is asked when, and everything that is no question: table talk, announcements, the team's workshop."""

from collections import defaultdict
from datetime import datetime, timedelta

from forum.demo import texts
from forum.demo.cast import HELPER, REGULAR, Person
from forum.demo.material import slots_for
from forum.demo.rhythm import ZURICH, awake, office, storm
from forum.demo.spin import luck, spin
from forum.demo.stage import Stage
from forum.demo.talk import Talk, begin, begin_with, discuss, say
from forum.demo.texts import Sheet
from forum.demo.topics import Seed, Topic

DISCUSSIONS, WORKSHOP = 0.019, 0.0054
FEW = 16


class Repertoire:
    """Chooses what a question is about: by category, then by season."""

    def __init__(self, stage: Stage) -> None:
        """Sort the topics by category."""
        self.stage = stage
        self.weights = {one.slug: one.weight for one in stage.content.subjects if one.weight}
        self.by_category: dict[str, list[Topic]] = defaultdict(list)
        for topic in stage.content.topics:
            if topic.kind == "question" and not topic.mood:
                self.by_category[topic.category].append(topic)
        self.angry = [topic for topic in stage.content.topics if topic.mood]

    def choose(self, at: datetime, *, angry: bool) -> Topic:
        """Choose a topic for an instant."""
        rng, month = self.stage.rng, at.astimezone(ZURICH).month
        if angry:
            return rng.choice(self.angry)
        weights = [self._pull(slug, month) for slug in self.weights]
        topics = self.by_category[rng.choices(list(self.weights), weights)[0]]
        return rng.choices(topics, [topic.weight(month) for topic in topics])[0]

    def _pull(self, slug: str, month: int) -> float:
        topics = self.by_category[slug]
        seeds = sum(len(topic.seeds) for topic in topics)
        return self.weights[slug] * (0.4 + 0.6 * sum(topic.weight(month) for topic in topics) / seeds)


def sheet_for(stage: Stage, topic: Topic, at: datetime, author: Person) -> Sheet:
    """Take a new sheet: the topic's least asked question and this thread's words."""
    slots = slots_for(stage.rng, at.astimezone(ZURICH), stage.content.words) | {"selbst": author.handle}
    return Sheet(topic, stage.pen.seed(topic), slots)


def questions(stage: Stage, asked: list[tuple[datetime, Person]]) -> list[Talk]:
    """Play all questions, in time order."""
    repertoire, talks = Repertoire(stage), []
    start, end = storm(stage.rhythm.now)
    for at, asker in asked:
        stormy = start <= at < end
        topic = repertoire.choose(at, angry=stormy and luck(stage.rng, 0.62))
        talk = begin(stage, asker, at, sheet_for(stage, topic, at, asker), "question")
        talk.slow = 3.0 if stormy else 1.0
        talk.popular *= 2.0 if topic.mood else 1.0
        discuss(stage, talk)
        talks.append(talk)
    return talks


def how_many_others(threads: int) -> tuple[int, int]:
    """Tell how many discussions at the table and in the workshop there are among so many threads."""
    return max(1, round(threads * DISCUSSIONS)), round(threads * WORKSHOP)


def tables(stage: Stage, count: int, category: str) -> list[Talk]:
    """Play discussions: at the table by those who are often here, in the workshop by staff."""
    topics = [topic for topic in stage.content.topics if topic.category == category]
    talks = []
    for _ in range(count):
        at = stage.rhythm.draw(stage.rng, stage.rhythm.start + timedelta(days=3), stage.rhythm.now)
        topic = stage.rng.choices(topics, [len(topic.seeds) for topic in topics])[0]
        at, guests = _guests(stage, at, category)
        talk = begin(stage, guests[0], at, sheet_for(stage, topic, at, guests[0]), "discussion")
        talk.popular *= 1.4
        _table_talk(stage, talk, guests[1:])
        talks.append(talk)
    return talks


def _guests(stage: Stage, at: datetime, category: str) -> tuple[datetime, list[Person]]:
    team = category == "werkstatt"
    if team:
        at = office(at, 0.5)
    some = stage.staff if team else [one for one in stage.people if one.part in {HELPER, REGULAR}]
    there = [one for one in some if one.here(at) and one.role != "admin"] or [stage.manager()]
    return at, stage.rng.sample(there, min(len(there), stage.rng.choice((3, 4, 4) if team else (5, 6, 7, 8, 10))))


def _table_talk(stage: Stage, talk: Talk, guests: list[Person]) -> None:
    at = talk.opening.at
    for guest in guests:
        at = stage.after(at, 2.5)
        at = office(at, 0.1) if guest.part == "staff" else awake(stage.rng, at)
        if guest.here(at):
            say(stage, talk, guest, at, texts.chat(stage.pen, talk.sheet))


def announcements(stage: Stage, most: int) -> list[Talk]:
    """Play the announcements whose day falls into the span: those about a year each year, the others once."""
    topic = stage.content.announcements
    years = range(stage.rhythm.start.year, stage.rhythm.now.year + 1)
    dated = [
        (_on(year, seed.day), seed)
        for number, seed in enumerate(topic.seeds)
        for year in years
        if "$" in seed.titles[0] or (number + year) % 2 == 0
    ]
    begin_at = stage.rhythm.start + timedelta(days=1)
    due = [(at, seed) for at, seed in dated if begin_at < at < stage.rhythm.now]
    return [_announce(stage, topic, seed, at) for at, seed in sorted(due, key=lambda pair: pair[0])[-most:]]


def _on(year: int, day: str) -> datetime:
    month, number = (int(part) for part in day.split("-"))
    at = datetime(year, month, number, 9, 12 + number, tzinfo=ZURICH)
    return office(at, 0)


def _announce(stage: Stage, topic: Topic, seed: Seed, at: datetime) -> Talk:
    manager = stage.manager()
    sheet = Sheet(topic, seed, slots_for(stage.rng, at, stage.content.words))
    title, body = (spin(text, stage.rng, sheet.slots) for text in (seed.titles[0], seed.bodies[0]))
    talk = begin_with(stage, manager, at, sheet, kind="announcement", title=title, body=body)
    talk.popular = 3.0
    for _ in range(stage.rng.randrange(1, 7)):
        when = awake(stage.rng, stage.after(at, 9.0))
        reader = stage.answerer(when, topic.category, [said.author for said in talk.answers])
        if reader is not None:
            _react(stage, talk, reader, when)
    return talk


def _react(stage: Stage, talk: Talk, reader: Person, at: datetime) -> None:
    extra = stage.content.phrases["announce"]["react"]
    body = stage.pen.unique([stage.pen.phrase("announce", "react", talk.sheet.slots)], extra, talk.sheet.slots)
    say(stage, talk, reader, at, body)
    if body.endswith("?") and luck(stage.rng, 0.7):
        extra = stage.content.phrases["announce"]["staff"]
        reply = stage.pen.unique([stage.pen.phrase("announce", "staff", talk.sheet.slots)], extra, talk.sheet.slots)
        say(stage, talk, talk.opening.author, office(at, 0.5 + stage.rng.random() * 3), reply)
