"""The life of one question: answered, asked back, thanked, solved, confirmed, corrected."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from forum.demo import texts
from forum.demo.cast import Person
from forum.demo.rhythm import awake, office
from forum.demo.spin import luck
from forum.demo.stage import Stage
from forum.demo.steps import Accept, Answer, Ask, Comment, EditPost, Endorse, WithdrawAcceptance
from forum.demo.texts import Sheet

HOW_MANY = (1,) * 31 + (2,) * 31 + (3,) * 19 + (4,) * 10 + (5,) * 5 + (6,) * 2 + (7, 8)
SOLVED, LEFT_OPEN, LEFT_OPEN_LATELY = 0.67, 0.034, 0.18
LATELY = timedelta(days=12)


@dataclass(slots=True)
class Said:
    """A post in the talk."""

    post: int
    author: Person
    at: datetime


@dataclass(slots=True)
class Talk:
    """A thread and what was said in it so far; `popular` scales its votes, `slow` the waiting."""

    thread: int
    opening: Said
    sheet: Sheet
    kind: str = "question"
    popular: float = 1.0
    slow: float = 1.0
    answers: list[Said] = field(default_factory=list)

    @property
    def category(self) -> str:
        """Give the slug of its category."""
        return self.sheet.topic.category


def begin(stage: Stage, author: Person, at: datetime, sheet: Sheet, kind: str) -> Talk:
    """Let somebody begin a thread."""
    title, body = texts.question(stage.pen, sheet)
    return begin_with(stage, author, at, sheet, kind=kind, title=title, body=body)


def begin_with(stage: Stage, author: Person, at: datetime, sheet: Sheet, *, kind: str, title: str, body: str) -> Talk:
    """Begin a thread with a given text; two or three of the topic's keywords stick to it."""
    thread, post = stage.number(), stage.number()
    tags = sheet.topic.tags
    tags = tuple(stage.rng.sample(tags, min(len(tags), stage.rng.choice((1, 2, 2, 3)))))
    opened = Ask(
        at=at, thread=thread, post=post, author=author.handle, category=sheet.topic.category, kind=kind, title=title,
        body=body, tags=tags,
    )  # fmt: skip
    stage.add(opened)
    talk = Talk(thread, Said(post, author, at), sheet, kind, stage.rng.lognormvariate(-0.1, 0.6))
    if luck(stage.rng, 0.03):
        note = stage.pen.phrase("edit", "note", sheet.slots)
        stage.add(EditPost(at=stage.after(at, 0.4), post=post, by=author.handle, body=f"{body}\n\n{note}"))
    return talk


def discuss(stage: Stage, talk: Talk) -> None:
    """Let a question be asked back, answered, thanked for and solved."""
    rng, at = stage.rng, talk.opening.at
    chance = LEFT_OPEN_LATELY if stage.rhythm.now - at < LATELY else LEFT_OPEN
    if luck(rng, chance):
        return
    if luck(rng, 0.13):
        _ask_back(stage, talk)
    _answers(stage, talk)
    _expert(stage, talk)
    talk.answers.sort(key=lambda said: said.at)
    for said in talk.answers:
        _remarks(stage, talk, said)
    if talk.answers:
        _solve(stage, talk)


def _answers(stage: Stage, talk: Talk) -> None:
    at = talk.opening.at
    for index in range(stage.rng.choice(HOW_MANY)):
        at = awake(stage.rng, stage.after(at, (0.62 if index == 0 else 2.6) * talk.slow))
        avoid = [talk.opening.author, *(said.author for said in talk.answers)]
        author = stage.answerer(at, talk.category, avoid)
        if author is not None:
            body = texts.answer(stage.pen, talk.sheet, first=index == 0, asker=talk.opening.author.handle)
            say(stage, talk, author, at, body)


def say(stage: Stage, talk: Talk, author: Person, at: datetime, body: str) -> Said:
    """Let somebody answer (or reply); a few correct themselves soon after."""
    said = Said(stage.number(), author, at)
    stage.add(Answer(at=at, thread=talk.thread, post=said.post, author=author.handle, body=body))
    talk.answers.append(said)
    if luck(stage.rng, 0.035):
        note = stage.pen.phrase("edit", "note", talk.sheet.slots)
        stage.add(EditPost(at=stage.after(at, 0.5), post=said.post, by=author.handle, body=f"{body}\n\n{note}"))
    return said


def _expert(stage: Stage, talk: Talk) -> None:
    at = office(talk.opening.at, 0.4 + stage.rng.expovariate(1 / 2.8) * talk.slow)
    expert = stage.expert(talk.category, at)
    if expert is None:
        return
    near = next(one.health_near for one in stage.content.subjects if one.slug == talk.category)
    if luck(stage.rng, 0.5 if near or not talk.answers else 0.33):
        asker = talk.opening.author.handle
        body = texts.expert(stage.pen, talk.sheet, me=expert.handle, title=expert.title, asker=asker)
        say(stage, talk, expert, at, body)
    if luck(stage.rng, 0.3):
        _endorse(stage, talk, expert, at)


def _endorse(stage: Stage, talk: Talk, expert: Person, at: datetime) -> None:
    good = [said for said in talk.answers if said.author.role == "member"]
    if not good:
        return
    said = stage.rng.choice(good)
    at = office(max(at, said.at), 0.2 + stage.rng.expovariate(1 / 3))
    until = date(at.year + stage.rng.choice((0, 1, 1)), 12, 31) if luck(stage.rng, 0.5) else None
    if until is not None and until.year == at.year and at.month == 12:  # noqa: PLR2004 - December
        until = date(at.year + 1, 12, 31)
    stage.add(Endorse(at=at, expert=expert.handle, post=said.post, valid_until=until))


def remark(stage: Stage, talk: Talk, parent: int, *, author: Person, at: datetime, body: str) -> int:
    """Let somebody comment on a post; give the comment's number."""
    post = stage.number()
    stage.add(Comment(at=at, thread=talk.thread, parent=parent, post=post, author=author.handle, body=body))
    return post


def _ask_back(stage: Stage, talk: Talk) -> None:
    at = awake(stage.rng, stage.after(talk.opening.at, 0.5))
    asker = talk.opening.author
    other = stage.answerer(at, talk.category, [asker])
    if other is None:
        return
    remark(stage, talk, talk.opening.post, author=other, at=at, body=texts.clarify(stage.pen, talk.sheet))
    if luck(stage.rng, 0.75):
        back = awake(stage.rng, stage.after(at, 0.6))
        remark(stage, talk, talk.opening.post, author=asker, at=back, body=texts.clarified(stage.pen, talk.sheet))


def _remarks(stage: Stage, talk: Talk, said: Said) -> None:
    if not luck(stage.rng, 0.16):
        return
    at = awake(stage.rng, stage.after(said.at, 3.0))
    other = stage.answerer(at, talk.category, [said.author, talk.opening.author])
    if other is not None:
        remark(stage, talk, said.post, author=other, at=at, body=texts.remark(stage.pen, talk.sheet))


def _solve(stage: Stage, talk: Talk) -> None:
    rng, asker = stage.rng, talk.opening.author
    first = talk.answers[: rng.choice((1, 2, 2, 3))]
    best = rng.choices(first, [1.4 if one.author.part in {"helper", "staff"} else 1.0 for one in first])[0]
    at = awake(rng, stage.after(first[-1].at, 2.2, 1.4))
    if luck(rng, 0.52):
        remark(
            stage, talk, best.post, author=asker, at=at, body=texts.thanks(stage.pen, talk.sheet, best.author.handle)
        )
    if luck(rng, 0.09):
        day = awake(rng, at + timedelta(days=2 + rng.expovariate(1 / 7)))
        remark(stage, talk, best.post, author=asker, at=day, body=texts.later(stage.pen, talk.sheet))
    if luck(rng, SOLVED):
        stage.add(Accept(at=at + timedelta(seconds=40), thread=talk.thread, post=best.post, by=asker.handle))
        _second_thoughts(stage, talk, best, at)


def _second_thoughts(stage: Stage, talk: Talk, best: Said, at: datetime) -> None:
    rng, by = stage.rng, talk.opening.author.handle
    others = [said for said in talk.answers if said is not best]
    turn = at + timedelta(hours=3 + rng.expovariate(1 / 30))
    if others and luck(rng, 0.04):
        other = rng.choice(others)
        turn = max(turn, other.at + timedelta(minutes=9))
        stage.add(Accept(at=turn, thread=talk.thread, post=other.post, by=by))
        if luck(rng, 0.25):
            stage.add(Accept(at=turn + timedelta(hours=5), thread=talk.thread, post=best.post, by=by))
    elif luck(rng, 0.012):
        stage.add(WithdrawAcceptance(at=turn, thread=talk.thread, by=by))
