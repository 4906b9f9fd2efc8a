"""Reactions to what happens in the conversation, to people, and to time."""

from forum.accounts.actions.told import revoke_rights_of
from forum.accounts.events import MemberErased
from forum.core import clock
from forum.core.events import Event
from forum.core.schedule import DayClosed
from forum.reputation import actions
from forum.reputation.actions.activity import count_answer, count_post_again, count_renewal, count_thread_again
from forum.reputation.actions.find import look_at_anniversaries
from forum.reputation.actions.move import rerank
from forum.reputation.actions.rise import look_again
from forum.reputation.engine import Shift
from forum.threads import events as told


def pay(event: Event) -> None:
    """Votes, solutions, endorsements, returns, proposals, removals, joining: book what follows."""
    actions.pay(event)


def count(event: told.PostCreated) -> None:
    """An answer by a member counts in the success rate and as an active day; it pays nothing."""
    if event.author_role == "member":
        count_answer(event.author_id, event.post_kind, event.at, +1)


def count_removed(event: told.PostRemoved) -> None:
    """A removed answer counts no more."""
    count_post_again(event.post_id, -1)


def count_restored(event: told.PostRestored) -> None:
    """A restored answer counts again."""
    count_post_again(event.post_id, +1)


def count_thread_removed(event: told.ThreadRemoved) -> None:
    """The answers of a removed thread count no more."""
    count_thread_again(event.thread_id, -1)


def count_thread_restored(event: told.ThreadRestored) -> None:
    """The answers of a restored thread count again."""
    count_thread_again(event.thread_id, +1)


def count_edit(event: told.PostEdited) -> None:
    """An old answer that its author brings up to date counts once."""
    if event.actor_id == event.author_id and event.post_kind == "answer":
        count_renewal(event.post_id, event.author_id, event.at)


def move(event: told.ThreadMoved) -> None:
    """Leaderboards follow a thread into its new category."""
    rerank(Shift(what="thread", id=event.thread_id, gone=False, at=event.at), event.category_id)


def forget(event: MemberErased) -> None:
    """Nobody stands behind the account: no rights any more. The ledger keeps ids; everyone else's numbers stay."""
    revoke_rights_of(event.member_id, source="rule")


def close_day(event: DayClosed) -> None:
    """What only time moves: stages that wait for days, badges for years. Live and replay see the same clock."""
    with clock.shifted(event.at):
        version = actions.rules_in_force().at(event.at)
        look_again(version)
        look_at_anniversaries(event.day, version)
