"""How the leading and the members treat nominations: approve, accept the charter, rest, hand back, revoke."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from forum.access import Permission
from forum.accounts.models import Mandate, Member, Standing
from forum.accounts.queries import by_id
from forum.core import clock
from forum.core.db import session, transaction
from forum.demo.rhythm import office
from forum.mandates import actions
from forum.mandates.models import OPEN, Grant, Nomination
from forum.moderation.queries import answered_in
from forum.pages.texts import text
from forum.threads.models import Post, Thread

CHARTER = text("charter", "de").version
APPROVE = "Hilft seit Monaten verlässlich, freundlich und mit Quellen. Gern."
SECOND = "Einverstanden, auch im Ton immer fair."
REVOKE = "Zwei Eingriffe ohne Rücksprache trotz Hinweis. Wir reden in einem halben Jahr nochmals darüber."
AFTER_H, ACCEPT_H = 9.0, 5.0  # business hours until the leading decide, until the member answers
REFUSED, HANDED_BACK, RESTING, REVOKED = 4, 5, 7, 9  # which nomination or mandate, counted from 1
LASTS = timedelta(days=45)
PATH, STAGE = "ratgeben", 4
TRIED = 20  # members who are thought of until one can be nominated


class Trust:
    """Decides once a day about what waits; who is `steady` always accepts and keeps the mandate."""

    def __init__(self, leading: Sequence[int], steady: int | None) -> None:
        """Take the ids of the managers and of the demo's super-user."""
        self.leading, self.steady = leading, steady

    def day(self, at: datetime) -> None:
        """Let everybody decide what is due at an instant."""
        with clock.shifted(at), transaction():
            for nomination in self._waiting("nominated", at - timedelta(days=1)):
                if office(nomination.at, AFTER_H) <= at:
                    self._approve(nomination)
            for nomination in self._waiting("approved", at):
                if nomination.decided_at and office(nomination.decided_at, ACCEPT_H) <= at:
                    self._answer(nomination)
            self._changes_of_mind(at)

    def _waiting(self, state: str, since: datetime) -> list[Nomination]:
        waiting = select(Nomination).where(Nomination.state == state, Nomination.at <= since)
        return list(session().scalars(waiting.order_by(Nomination.id)))

    def _approve(self, nomination: Nomination) -> None:
        reasons = [APPROVE, SECOND]
        for manager, reason in zip(self.leading[: nomination.approvals_needed], reasons, strict=False):
            actions.approve(by=by_id(manager), nomination=nomination, reason=reason)

    def _answer(self, nomination: Nomination) -> None:
        member = by_id(nomination.member_id)
        session().refresh(nomination)
        if nomination.id == REFUSED and member.id != self.steady:
            actions.refuse(by=member, nomination=nomination)
        else:
            actions.accept(by=member, nomination=nomination, charter=CHARTER)

    def _changes_of_mind(self, at: datetime) -> None:
        running = select(Grant).where(Grant.state == "active", Grant.since <= at - LASTS).order_by(Grant.id)
        running = running.where(Grant.id.in_((HANDED_BACK, RESTING, REVOKED)))
        for mandate in session().scalars(running).all():
            member = by_id(mandate.member_id)
            if member.id == self.steady:
                continue
            if mandate.id == HANDED_BACK:
                actions.hand_back(by=member, mandate=mandate)
            elif mandate.id == RESTING:
                actions.rest(by=member, mandate=mandate)
            else:
                actions.revoke(by=by_id(self.leading[0]), mandate=mandate, reason=REVOKE)

    def ensure_steady(self, at: datetime) -> None:
        """See to it that the super-user holds a mandate at the end of history.

        A small community lifts nobody high enough, and in a large one the renewal may be waiting just then: a manager
        decides at once.
        """
        if self.steady is None:
            return
        with clock.shifted(at), transaction():
            held = select(Grant.id).where(Grant.member_id == self.steady, Grant.state == "active")
            if session().scalar(held.limit(1)) is None:
                self._entrust(by_id(self.steady))

    def _entrust(self, member: Member) -> None:
        waits = select(Nomination).where(Nomination.member_id == member.id, Nomination.state.in_(OPEN))
        nomination = session().scalar(waits.order_by(Nomination.id.desc()).limit(1))
        if nomination is None:
            rights = [(Permission.POST_HIDE.value, home(member.id))]
            by = by_id(self.leading[0])
            nomination = actions.nominate(member=member, path=PATH, stage=STAGE, rights=rights, approvals=1, by=by)
        if nomination is None:
            return
        if nomination.state == "nominated":
            self._approve(nomination)
            session().refresh(nomination)
        actions.accept(by=member, nomination=nomination, charter=CHARTER)

    def leave_one_waiting(self, at: datetime) -> None:
        """See to it that a nomination waits for the leading at the end of history: who rose highest and holds none."""
        rising = select(Standing.member_id).where(Standing.path == PATH, Standing.member_id != (self.steady or 0))
        rising = rising.order_by(Standing.stage.desc(), Standing.points.desc(), Standing.member_id)
        with clock.shifted(at), transaction():
            if session().scalar(select(Nomination.id).where(Nomination.state == "nominated").limit(1)) is not None:
                return
            for member_id in session().scalars(rising.limit(TRIED)).all():
                rights: list[tuple[str, int | None]] = [(Permission.POST_HIDE.value, home(member_id))]
                member, by = by_id(member_id), by_id(self.leading[0])
                made = actions.nominate(member=member, path=PATH, stage=STAGE, rights=rights, approvals=1, by=by)
                if made is not None:
                    return


def home(member_id: int) -> int | None:
    """Give the category in which a member answered most."""
    mine = select(Thread.category_id).join(Post, Post.thread_id == Thread.id).where(Post.author_id == member_id)
    return session().scalar(mine.group_by(Thread.category_id).order_by(func.count().desc(), Thread.category_id))


def who_hides(post: Post, otherwise: int) -> Member:
    """Give a mandate holder who may hide this post, with nothing of their own in the thread; else a manager."""
    here = (Mandate.category_id == post.category_id) | Mandate.category_id.is_(None)
    right = select(Mandate.member_id).where(Mandate.permission == Permission.POST_HIDE.value, here)
    for member_id in session().scalars(right.order_by(Mandate.id)):
        if member_id != post.thread.author_id and not answered_in(member_id, post.thread_id):
            return by_id(member_id)
    return by_id(otherwise)
