"""Who finds what helpful: most within days, the rest over months as readers find the thread."""

from datetime import datetime, timedelta

from forum.demo.cast import HELPER, Person
from forum.demo.spin import luck
from forum.demo.stage import Stage
from forum.demo.steps import Unvote, Vote
from forum.demo.talk import Said, Talk

ANSWER, OPENING, REPLY = 2.75, 0.7, 1.9  # votes a post of middling popularity gets


def applaud(stage: Stage, talk: Talk) -> None:
    """Let readers vote on a thread."""
    _on_post(stage, talk, talk.opening, OPENING)
    for place, said in enumerate(talk.answers):
        base = ANSWER if talk.kind == "question" else REPLY
        _on_post(stage, talk, said, base * _quality(said) * (1.15 if place == 0 else 0.92))
    if talk.answers and luck(stage.rng, 0.45):
        said = stage.rng.choice(talk.answers)
        _vote(stage, talk.opening.author, said, stage.after(said.at, 3.0))


def _quality(said: Said) -> float:
    return {HELPER: 1.35, "staff": 1.1, "regular": 0.95}.get(said.author.part, 0.6)


def _on_post(stage: Stage, talk: Talk, said: Said, expected: float) -> None:
    for _ in range(_count(stage, expected * talk.popular)):
        at = _when(stage, said.at)
        voter = stage.voter(at, (said.author,)) if at < stage.rhythm.now else None
        if voter is not None:
            _vote(stage, voter, said, at)


def _count(stage: Stage, expected: float) -> int:
    share = stage.rng.gammavariate(2.0, expected / 2.0)
    return int(share) + luck(stage.rng, share % 1)


def _when(stage: Stage, after: datetime) -> datetime:
    hours = stage.rng.expovariate(1 / 14) if luck(stage.rng, 0.62) else stage.rng.expovariate(1 / 1100)
    return after + timedelta(hours=hours, minutes=1)


def _vote(stage: Stage, voter: Person, said: Said, at: datetime) -> None:
    if voter is said.author:
        return
    stage.add(Vote(at=at, voter=voter.handle, post=said.post))
    if luck(stage.rng, 0.008):
        stage.add(Unvote(at=at + timedelta(minutes=1 + stage.rng.randrange(240)), voter=voter.handle, post=said.post))
