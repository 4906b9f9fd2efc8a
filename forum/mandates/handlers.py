"""Reactions: a stage nominates, and what happens to people ends mandates; time does too."""

from forum.accounts.events import MemberErased, MemberSuspended, RoleChanged
from forum.accounts.queries import by_id
from forum.core.schedule import DayClosed
from forum.mandates.actions import end_lapsed, end_probation, expire, forget_texts, nominate
from forum.reputation.events import Promoted


def nominate_promoted(event: Promoted) -> None:
    """Nominate for the rights of a new stage that people decide about."""
    decided = [right for right in event.rights if right.approvals]
    if decided:
        nominate(
            member=by_id(event.member_id),
            path=event.path,
            stage=event.stage,
            rights=[(right.permission, right.category_id) for right in decided],
            approvals=max(right.approvals for right in decided),
        )


def end_of_erased(event: MemberErased) -> None:
    """Nobody stands behind the account any more."""
    end_lapsed(event.member_id)
    forget_texts(event.member_id)


def end_of_staff(event: RoleChanged) -> None:
    """Staff hold rights by their role, not by a mandate."""
    if event.new != "member":
        end_lapsed(event.member_id)


def end_of_suspended(event: MemberSuspended) -> None:
    """Who is shut out is not trusted meanwhile."""
    end_lapsed(event.member_id)


def pass_day(event: DayClosed) -> None:
    """End the probations and mandates whose last day ended."""
    end_probation(event.day)
    expire(event.day)
