"""What no community is spared: a troll, a vote ring with honest friends, posts taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from forum.demo.cast import REGULAR, RING, TROLL, Person
from forum.demo.rhythm import awake
from forum.demo.spin import luck, spin
from forum.demo.stage import Stage
from forum.demo.steps import DeletePost, HidePost, RestorePost, Suspend, Vote
from forum.demo.talk import Said, Talk, remark, say

RANTS, RING_POSTS = 15, 44


def troll(stage: Stage, talks: Sequence[Talk]) -> None:
    """Let the troll rant for some weeks; most of it is hidden, then they are suspended, twice."""
    for one in (person for person in stage.people if person.part == TROLL):
        weeks = min(timedelta(weeks=6), (stage.rhythm.now - one.joined) / 2)
        one.leaves = one.joined + weeks * 1.5
        near = [talk for talk in talks if talk.answers and one.joined < talk.answers[-1].at < one.joined + weeks]
        for talk in stage.rng.sample(near, min(RANTS, len(near))):
            _rant(stage, talk, one)
        manager = stage.manager().handle
        stage.add(Suspend(at=one.joined + weeks, member=one.handle, by=manager, days=14))
        stage.add(Suspend(at=one.joined + weeks * 1.5, member=one.handle, by=manager, days=365))


def _rant(stage: Stage, talk: Talk, one: Person) -> None:
    said = stage.rng.choice(talk.answers)
    at = awake(stage.rng, stage.after(said.at, 1.5))
    more = stage.content.phrases["troll"]["rant"]
    body = stage.pen.unique([stage.pen.phrase("troll", "rant", talk.sheet.slots)], more, talk.sheet.slots)
    if luck(stage.rng, 0.5):
        post = say(stage, talk, one, at, body).post
        talk.answers.pop()
    else:
        post = remark(stage, talk, said.post, author=one, at=at, body=body)
    if luck(stage.rng, 0.85):
        reason = stage.pen.phrase("moderation", "reason", {})
        hidden = awake(stage.rng, stage.after(at, 3.0))
        stage.add(HidePost(at=hidden, post=post, by=stage.manager().handle, reason=reason))


def ring(stage: Stage, talks: Sequence[Talk]) -> None:
    """Let four accounts push each other's thin posts for some weeks; two honest friends vote along at times."""
    four = [one for one in stage.people if one.part == RING]
    if not four:
        return
    span = stage.rhythm.now - stage.rhythm.start
    begin = stage.rhythm.now - min(timedelta(days=190), span / 2)
    end = begin + min(timedelta(days=60), span / 3)
    for number, one in enumerate(four):
        one.joined, one.leaves = begin + timedelta(hours=7 * number), end + timedelta(days=30)
    friends = [one for one in stage.people if one.part == REGULAR and one.here(begin) and one.here(end)][:2]
    near = [talk for talk in talks if talk.kind == "question" and begin < talk.opening.at < end]
    for talk in stage.rng.sample(near, min(RING_POSTS, len(near))):
        _push(stage, _thin_post(stage, talk, stage.rng.choice(four)), four, friends)


def _thin_post(stage: Stage, talk: Talk, one: Person) -> Said:
    at = awake(stage.rng, stage.after(max(talk.opening.at, one.joined), 5.0))
    kind = "filler" if talk.answers and luck(stage.rng, 0.6) else "answer"
    more = [*stage.content.phrases["ring"]["filler"], *stage.content.phrases["answer"]["hint"]]
    body = stage.pen.unique([spin(stage.rng.choice(stage.content.phrases["ring"][kind]), stage.rng, {})], more, {})
    if kind == "filler":
        after = max(at, talk.answers[0].at + timedelta(minutes=8))
        return Said(remark(stage, talk, talk.answers[0].post, author=one, at=after, body=body), one, after)
    said = say(stage, talk, one, at, body)
    talk.answers.pop()
    return said


def _push(stage: Stage, said: Said, four: Sequence[Person], friends: Sequence[Person]) -> None:
    for voter in (*four, *friends):
        if voter is not said.author and luck(stage.rng, 0.85 if voter.part == RING else 0.2):
            at = max(said.at, voter.joined) + timedelta(minutes=2 + stage.rng.expovariate(1 / 45))
            stage.add(Vote(at=at, voter=voter.handle, post=said.post))


def regrets(stage: Stage, talks: Sequence[Talk]) -> None:
    """Let authors take some posts back; some come again."""
    for said in (said for talk in talks for said in talk.answers):
        if not luck(stage.rng, 0.009) or said.author.role != "member":
            continue
        at = _later(stage, said.at)
        stage.add(DeletePost(at=at, post=said.post, by=said.author.handle))
        if luck(stage.rng, 0.45):
            back = at + timedelta(minutes=4 + stage.rng.randrange(2000))
            stage.add(RestorePost(at=back, post=said.post, by=said.author.handle))


def _later(stage: Stage, at: datetime) -> datetime:
    return awake(stage.rng, stage.after(at, 30.0))
