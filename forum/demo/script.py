"""The script of the demo community: a pure, seeded stream of steps in time order."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from forum.demo import cast, episodes, extras, scenes
from forum.demo.budget import spread_questions
from forum.demo.days import Days, with_visits
from forum.demo.material import material
from forum.demo.reads import reads
from forum.demo.rhythm import Rhythm
from forum.demo.sieve import Sieve
from forum.demo.stage import Stage
from forum.demo.steps import SignUp, Step
from forum.demo.talk import Talk
from forum.demo.votes import applaud

MONTH = timedelta(days=30.44)


def plan(*, members: int = 400, threads: int = 1500, months: int = 24, seed: int = 7, now: datetime) -> Iterator[Step]:
    """Give the whole history up to `now`, in time order: same arguments, same steps.

    `members` without the staff; about as many `threads` as asked for.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    rng = Random(seed)  # noqa: S311 - a play, no secret
    rhythm = Rhythm(now - MONTH * months, now)
    content = material()
    stage = Stage(rng, rhythm, content, cast.crowd(rng, rhythm, content, members), cast.house(rhythm, content))
    talks = _play(stage, threads)
    _sign_ups(stage)
    read = reads(stage, talks)
    history = sorted((step for step in stage.steps if step.at < now), key=lambda step: step.at)
    return with_visits(Sieve().through(history), Days([*stage.people, *stage.staff], rng, now, read))


def _play(stage: Stage, threads: int) -> list[Talk]:
    talks = _talks(stage, threads)
    asked = [talk for talk in talks if talk.kind == "question"]
    episodes.ring(stage, asked)
    episodes.troll(stage, asked)
    for talk in talks:
        applaud(stage, talk)
    episodes.regrets(stage, asked)
    extras.follow(stage, talks)
    extras.tidy(stage, asked)
    extras.listed(stage)
    return talks


def _talks(stage: Stage, threads: int) -> list[Talk]:
    at_table, in_workshop = scenes.how_many_others(threads)
    others = scenes.announcements(stage, max(1, threads // 20))
    others += scenes.tables(stage, at_table, "stubentisch")
    others += scenes.tables(stage, in_workshop, "werkstatt")
    asked = spread_questions(stage, threads - len(others))
    return scenes.questions(stage, asked) + others


def _sign_ups(stage: Stage) -> None:
    for one in (*stage.staff, *stage.people):
        words = {"staff_title": one.title, "demo": one.demo, "bio": one.bio}
        stage.add(SignUp(at=one.joined, handle=one.handle, role=one.role, fields=one.fields, **words))
