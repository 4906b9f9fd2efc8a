"""A thread moves between categories: health-near ones never rank, so its awards enter or leave the leaderboards."""

from dataclasses import replace

from sqlalchemy import select, update

from forum.core.db import session
from forum.reputation import engine
from forum.reputation.actions.roll import move_months, move_tallies
from forum.reputation.engine import Shift
from forum.reputation.engine.measures import Tick, month_moves, ticks
from forum.reputation.engine.state import Change
from forum.reputation.models import Award
from forum.reputation.queries.live import for_end
from forum.threads.models import Category


def rerank(shift: Shift, category_id: int) -> None:
    """Put a thread's awards into a category; points stay, leaderboards follow."""
    awards = for_end(shift).awards
    if not awards:
        return
    ill = bool(session().scalar(select(Category.health_near).where(Category.id == category_id)))
    before = [_as(award, "reversal", shift) for award in awards if award.live]
    moved = [replace(award, category_id=category_id, ranked=not ill) for award in awards]
    after = [_as(award, "restore", shift) for award in moved if award.live]
    results = move_tallies(_sum([*ticks(before), *ticks(after)]))
    move_months(month_moves([*before, *after], results))
    mine = update(Award).where(Award.thread_id == shift.id)
    session().execute(mine.values(category_id=category_id, ranked=not ill))


def _as(award: engine.Award, kind: str, shift: Shift) -> Change:
    amount = -award.amount if kind == "reversal" else award.amount
    return Change(kind=kind, award=award, amount=amount, wanted=amount, cause="thread", at=shift.at)


def _sum(every: list[Tick]) -> list[Tick]:
    totals = {tick.tally: 0 for tick in every}
    for tick in every:
        totals[tick.tally] += tick.by
    return [Tick(tally, by) for tally, by in totals.items() if by]
