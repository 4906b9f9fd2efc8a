"""Small kindnesses: following, pointing out duplicates, proposing better tags, saying yes to public lists."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from forum.demo.cast import HELPER, REGULAR, Person
from forum.demo.rhythm import awake, office
from forum.demo.spin import luck
from forum.demo.stage import Stage
from forum.demo.steps import Decide, Follow, OptIn, Suggest
from forum.demo.talk import Talk

TIDY = 0.2  # share of questions that somebody tidies up after


def follow(stage: Stage, talks: Sequence[Talk]) -> None:
    """Let readers follow some threads."""
    for talk in talks:
        if luck(stage.rng, 0.22):
            at = stage.after(talk.opening.at, 20.0)
            reader = stage.voter(at, (talk.opening.author,))
            if reader is not None:
                stage.add(Follow(at=at, member=reader.handle, thread=talk.thread))


def tidy(stage: Stage, talks: Sequence[Talk]) -> None:
    """Let the tidy ones point out what was asked before, and propose tags; experts of the field decide."""
    asked: dict[str, list[Talk]] = defaultdict(list)
    for talk in sorted(talks, key=lambda one: one.opening.at):
        before = asked[talk.sheet.seed.titles[0]]
        if luck(stage.rng, TIDY):
            _suggest(stage, talk, before)
        before.append(talk)


def _suggest(stage: Stage, talk: Talk, before: Sequence[Talk]) -> None:
    at = awake(stage.rng, stage.after(talk.opening.at, 6.0))
    author = _tidy_one(stage, talk, at)
    if author is None:
        return
    key = stage.number()
    if before and luck(stage.rng, 0.6):
        of = stage.rng.choice(before).thread
        stage.add(Suggest(at=at, key=key, thread=talk.thread, author=author.handle, kind="duplicate", of=of))
    else:
        tags = talk.sheet.topic.tags[:3]
        stage.add(Suggest(at=at, key=key, thread=talk.thread, author=author.handle, kind="tags", tags=tags))
    decided = office(at, 0.5 + stage.rng.expovariate(1 / 9))
    expert = stage.expert(talk.category, decided)
    if expert is not None and luck(stage.rng, 0.94):
        stage.add(Decide(at=decided, key=key, by=expert.handle, accepted=luck(stage.rng, 0.78)))


def _tidy_one(stage: Stage, talk: Talk, at: datetime) -> Person | None:
    tidy_ones = [one for one in stage.people if one.part in {HELPER, REGULAR}][6::5]
    tidy_ones = [one for one in tidy_ones if one.here(at) and one is not talk.opening.author]
    if not tidy_ones:
        return None
    return tidy_ones[0] if luck(stage.rng, 0.55) else stage.rng.choice(tidy_ones)


def listed(stage: Stage) -> None:
    """Let many of those who help say yes to the public lists, some weeks after joining."""
    for one in stage.people:
        share = {HELPER: 0.88, REGULAR: 0.62}.get(one.part, 0.12)
        if luck(stage.rng, share):
            at = awake(stage.rng, one.joined + timedelta(days=4 + stage.rng.expovariate(1 / 20)))
            stage.add(OptIn(at=at, member=one.handle))
