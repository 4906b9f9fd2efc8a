"""A member's metrics as stages and badges ask for them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from forum.accounts.models import Member, Standing
from forum.core import clock
from forum.core.db import session
from forum.reputation.engine.measures import EVERYWHERE
from forum.reputation.engine.stages import success_rate
from forum.reputation.models import Award, Tally

LASTING_DAYS = 365
COMPUTED = {"points", "success_rate", "days_member", "days_active", "category_solutions", "lasting_solutions"}


def metrics(member_id: int, path: str, names: Collection[str]) -> dict[str, int]:
    """Give the asked metrics of a member on a path; one statement for the stored ones, one each for the others."""
    wanted = set(names)
    stored = wanted - COMPUTED
    if "success_rate" in wanted:
        stored |= {"good_answers", "answers"}
    values = _stored(member_id, path, stored) if stored else {}
    found = {name: values.get(name, 0) for name in stored}
    if "success_rate" in wanted:
        found["success_rate"] = success_rate(found["good_answers"], found["answers"])
    for name in wanted & COMPUTED.difference({"success_rate"}):
        found[name] = _COMPUTE[name](member_id, path)
    return found


def _stored(member_id: int, path: str, names: Collection[str]) -> Mapping[str, int]:
    mine = (Tally.member_id == member_id, Tally.path.in_((path, "")), Tally.name.in_(sorted(names)))
    rows = session().execute(select(Tally.name, Tally.path, Tally.value).where(*mine, Tally.a == 0, Tally.b == 0))
    return {name: value for name, way, value in rows if (way == "") == (name in EVERYWHERE)}


def _points(member_id: int, path: str) -> int:
    mine = select(Standing.points).where(Standing.member_id == member_id, Standing.path == path)
    return session().scalar(mine) or 0


def _days_member(member_id: int, path: str) -> int:
    del path
    joined = session().scalar(select(Member.created_at).where(Member.id == member_id))
    return days_since(joined) if joined else 0


def days_since(joined: datetime) -> int:
    """Give the whole Zurich days from an instant until today."""
    return (clock.today() - clock.day_of(joined)).days


def _days_active(member_id: int, path: str) -> int:
    del path
    mine = (Tally.member_id == member_id, Tally.path == "", Tally.name == "active_day", Tally.value > 0)
    return session().scalar(select(func.count()).where(*mine)) or 0


def _category_solutions(member_id: int, path: str) -> int:
    mine = (Tally.member_id == member_id, Tally.path == path, Tally.name == "category")
    return session().scalar(select(func.max(Tally.value)).where(*mine)) or 0


def _lasting_solutions(member_id: int, path: str) -> int:
    return lasting_solutions([member_id], path).get(member_id, 0)


def lasting_solutions(members: Collection[int], path: str) -> Mapping[int, int]:
    """Count, for each of these members, solutions that have stood for a year; those without any are left out."""
    theirs = (Award.member_id.in_(members), Award.subject_kind == "solution_accepted", Award.path == path)
    long_ago = Award.day <= clock.today() - timedelta(days=LASTING_DAYS)
    counts = select(Award.member_id, func.count()).where(*theirs, Award.off == 0, long_ago).group_by(Award.member_id)
    return dict(session().execute(counts).all())


_COMPUTE = {
    "points": _points,
    "days_member": _days_member,
    "days_active": _days_active,
    "category_solutions": _category_solutions,
    "lasting_solutions": _lasting_solutions,
}


def main_category(member_id: int, path: str) -> int | None:
    """Give the category in which a member solved most on a path (ties: the lower id), or none."""
    mine = (Tally.member_id == member_id, Tally.path == path, Tally.name == "category", Tally.value > 0)
    return session().scalar(select(Tally.a).where(*mine).order_by(Tally.value.desc(), Tally.a).limit(1))
