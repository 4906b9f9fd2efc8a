"""Nominations and mandates as their page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.core.pagination import Page, decode, page
from forum.mandates.models import RUNNING, Approval, Grant, Nomination
from forum.mandates.queries.evidence import Evidence, evidence
from forum.moderation.queries import interventions
from forum.reputation.models import Promotion
from forum.threads.models import Category

OPEN_MOST = 20
SIZE = 50
Scope = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A nomination with its evidence. `scope`: permission → category names (empty: everywhere)."""

    nomination: Nomination
    member: Author
    joined: datetime
    reached: datetime | None
    evidence: Evidence
    scope: Scope
    categories: Sequence[str]
    approvals: Sequence[tuple[Author, Approval]]


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A mandate with its holder. `interventions`: hidings, and how many of them were lifted."""

    mandate: Grant
    member: Author
    scope: Scope
    categories: Sequence[str]
    interventions: tuple[int, int]
    ended_by: Author | None


def open_nominations() -> list[NominationRow]:
    """Nominations that the leading has to decide, oldest first, at most twenty. Twelve statements at any length."""
    rows = select(Nomination).where(Nomination.state == "nominated").order_by(Nomination.id).limit(OPEN_MOST)
    return _nominations(session().scalars(rows).all())


def nominations_of(member_id: int) -> Sequence[Nomination]:
    """A member's nominations, newest first, at most twenty."""
    mine = select(Nomination).where(Nomination.member_id == member_id)
    return session().scalars(mine.order_by(Nomination.id.desc()).limit(OPEN_MOST)).all()


def running(cursor: str | None = None, size: int = SIZE) -> Page[MandateRow]:
    """Mandates that are not over, newest first. Six statements at any length."""
    rows = select(Grant).where(Grant.state.in_(RUNNING))
    key = decode(cursor, (int,))
    if key is not None:
        rows = rows.where(Grant.id < key[0])
    found = session().scalars(rows.order_by(Grant.id.desc()).limit(size + 1)).all()
    return page(_mandates(found), size, lambda row: (row.mandate.id,))


def mandates_of(member_id: int) -> list[MandateRow]:
    """A member's mandates, newest first, ended ones included, at most twenty."""
    mine = select(Grant).where(Grant.member_id == member_id).order_by(Grant.id.desc()).limit(OPEN_MOST)
    return _mandates(session().scalars(mine).all())


def mandate_row(mandate: Grant) -> MandateRow:
    """Give one mandate as a list shows it."""
    return _mandates([mandate])[0]


def totals() -> Mapping[str, int]:
    """Give how many mandates are active and how many rest; one statement."""
    rows = session().execute(select(Grant.state, func.count()).where(Grant.state.in_(RUNNING)).group_by(Grant.state))
    return dict.fromkeys(RUNNING, 0) | dict(rows.all())


def category_names(ids: Iterable[int | None]) -> Mapping[int, str]:
    """Give names by category id; one statement."""
    wanted = sorted({each for each in ids if each is not None})
    rows = session().execute(select(Category.id, Category.name).where(Category.id.in_(wanted)))
    return dict(rows.all())


def scope_of(rights: Sequence[tuple[str, int | None]]) -> Scope:
    """Give permission → category names (empty: everywhere) of rights; one statement."""
    return _scope(rights, category_names(category_id for _, category_id in rights))


def _scope(rights: Iterable[tuple[str, int | None]], names: Mapping[int, str]) -> Scope:
    scope: dict[str, list[str]] = {}
    for permission, category_id in rights:
        held = scope.setdefault(permission, [])
        if category_id is not None:
            held.append(names.get(category_id, "?"))
    return scope


def _categories(scope: Scope) -> Sequence[str]:
    return list(dict.fromkeys(name for held in scope.values() for name in held))


def _nominations(found: Sequence[Nomination]) -> list[NominationRow]:
    ids = [each.id for each in found]
    given = session().scalars(select(Approval).where(Approval.nomination_id.in_(ids)).order_by(Approval.id)).all()
    people = authors([each.member_id for each in found] + [each.by_id for each in given])
    members = [each.member_id for each in found]
    joined = dict(session().execute(select(Member.id, Member.created_at).where(Member.id.in_(members))).all())
    proof = evidence((each.member_id, each.path) for each in found)
    names = category_names(category for each in found for _, category in each.rights)
    reached = _reached(members)
    return [
        NominationRow(
            nomination=each,
            member=people[each.member_id],
            joined=joined[each.member_id],
            reached=reached.get((each.member_id, each.path, each.stage)),
            evidence=proof[each.member_id, each.path],
            scope=(scope := _scope(each.rights, names)),
            categories=_categories(scope),
            approvals=[(people[one.by_id], one) for one in given if one.nomination_id == each.id],
        )
        for each in found
    ]


def _reached(members: Sequence[int]) -> Mapping[tuple[int, str, int], datetime]:
    columns = (Promotion.member_id, Promotion.path, Promotion.stage, Promotion.at)
    rows = session().execute(select(*columns).where(Promotion.member_id.in_(members)))
    return {(member_id, path, stage): at for member_id, path, stage, at in rows}


def _mandates(found: Sequence[Grant]) -> list[MandateRow]:
    people = authors([each.member_id for each in found] + [each.ended_by for each in found if each.ended_by])
    names = category_names(category for each in found for _, category in each.rights)
    counts = interventions(each.id for each in found)
    return [
        MandateRow(
            mandate=each,
            member=people[each.member_id],
            scope=(scope := _scope(each.rights, names)),
            categories=_categories(scope),
            interventions=counts.get(each.id, (0, 0)),
            ended_by=people.get(each.ended_by) if each.ended_by else None,
        )
        for each in found
    ]
