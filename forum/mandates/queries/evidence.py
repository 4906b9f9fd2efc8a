"""What speaks for a nominated member: numbers with their denominators, no share below five cases."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, tuple_

from forum.core import clock
from forum.core.db import session
from forum.moderation.queries import against
from forum.reputation.models import Award, Tally
from forum.threads.models import Endorsement, Post

LEAST = 5
RECENT_DAYS = 30
ON_PATH = ("accepted_answers", "thankers", "thank_days")
EVERYWHERE = ("good_answers", "answers")
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers as of now. `good` of `answers` were found helpful, `confirmed` of them by experts; `hidden` stand."""

    solutions: int = 0
    recent: int = 0
    thankers: int = 0
    thank_days: int = 0
    good: int = 0
    answers: int = 0
    confirmed: int = 0
    hidden: int = 0

    def share(self, count: int) -> int | None:
        """Give whole percents of the shown answers, none below five of them."""
        return round(100 * count / self.answers) if self.answers >= LEAST else None


def evidence(keys: Iterable[Key]) -> dict[Key, Evidence]:
    """Give the evidence by (member id, path); four statements for any number."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    members = sorted({member_id for member_id, _ in wanted})
    numbers, recent, confirmed, hidden = _tallies(members), _recent(wanted), _confirmed(members), against(members)
    found = {}
    for member_id, path in wanted:
        good, answers = (numbers.get((member_id, "", name), 0) for name in EVERYWHERE)
        solutions, thankers, days = (numbers.get((member_id, path, name), 0) for name in ON_PATH)
        all_hidden, lifted = hidden.get(member_id, (0, 0))
        found[member_id, path] = Evidence(
            solutions=solutions,
            recent=recent.get((member_id, path), 0),
            thankers=thankers,
            thank_days=days,
            good=good,
            answers=answers,
            confirmed=confirmed.get(member_id, 0),
            hidden=all_hidden - lifted,
        )
    return found


def _tallies(members: Collection[int]) -> Mapping[tuple[int, str, str], int]:
    rows = session().execute(
        select(Tally.member_id, Tally.path, Tally.name, Tally.value).where(
            Tally.member_id.in_(members), Tally.name.in_((*ON_PATH, *EVERYWHERE)), Tally.a == 0, Tally.b == 0
        )
    )
    return {(member_id, path, name): value for member_id, path, name, value in rows}


def _recent(wanted: Collection[Key]) -> Mapping[Key, int]:
    since = clock.today() - timedelta(days=RECENT_DAYS)
    rows = session().execute(
        select(Award.member_id, Award.path, func.count(func.distinct(Award.post_id)))
        .where(tuple_(Award.member_id, Award.path).in_(list(wanted)), Award.subject_kind == "solution_accepted")
        .where(Award.off == 0, Award.day > since)
        .group_by(Award.member_id, Award.path)
    )
    return {(member_id, path): count for member_id, path, count in rows}


def _confirmed(members: Collection[int]) -> Mapping[int, int]:
    rows = session().execute(
        select(Post.author_id, func.count(func.distinct(Post.id)))
        .join(Endorsement, Endorsement.post_id == Post.id)
        .where(Post.author_id.in_(members), Post.kind == "answer", Post.state == "shown", Endorsement.active)
        .group_by(Post.author_id)
    )
    return dict(rows.all())
