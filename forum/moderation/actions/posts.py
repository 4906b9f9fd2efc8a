"""Hide and show posts; the caller asked the guard for POST_HIDE."""

from typing import Any

from sqlalchemy import or_, select

from forum.access import Permission
from forum.access.predicates import LEADING
from forum.accounts.models import Mandate, Member
from forum.core import clock, shield
from forum.core.db import publish, session
from forum.core.errors import Conflict, Invalid, Refused
from forum.moderation.events import PostHidden, PostShown
from forum.moderation.models import HIDE_REASONS, MAX_TEXT, SHOW_REASONS, ModerationAction, Statement
from forum.moderation.queries import answered_in, standing_hide
from forum.threads.actions import remove_post, restore_post
from forum.threads.models import Post


def hide_post(*, by: Member, post: Post, reason: str, text: str = "") -> ModerationAction:
    """Hide a post (its whole thread, when it is the opening) and write the log and the sentence to the author.

    Publishes PostHidden. Raises Invalid for an unknown reason or a missing sentence, Refused for a mandate holder who
    answered in the thread, Conflict when the post is not shown any more.
    """
    text = _judged(reason, text, HIDE_REASONS)
    ensure_impartial(by, post)
    if not remove_post(by=by, post=post, how="hidden"):
        raise Conflict("Somebody was faster: this post is hidden already.")
    action = _log("hide", by=by, post=post, reason=reason, text=text)
    publish(PostHidden(**_fact(action)))
    return action


def show_post(*, by: Member, post: Post, reason: str, text: str = "") -> ModerationAction:
    """Show a hidden post again; its awards come back. Publishes PostShown; raises as `hide_post` does."""
    text = _judged(reason, text, SHOW_REASONS)
    ensure_impartial(by, post)
    lifted = standing_hide(post.id)
    if not restore_post(by=by, post=post, how="hidden"):
        raise Conflict("Somebody was faster: this post is shown again already.")
    action = _log("show", by=by, post=post, reason=reason, text=text, lifts_id=lifted)
    publish(PostShown(**_fact(action)))
    return action


def _judged(reason: str, text: str, reasons: tuple[str, ...]) -> str:
    text = text.strip()
    wrong = {}
    if reason not in reasons:
        wrong["reason"] = "Please choose a reason."
    if reason == "other" and not text:
        wrong["text"] = "Please say in a sentence why."
    if len(text) > MAX_TEXT or "\x00" in text:
        wrong["text"] = "Please keep it to 1000 characters."
    if wrong:
        raise Invalid(wrong)
    shield.refuse(text, "text")
    return text


def ensure_impartial(by: Member, post: Post) -> None:
    """Raise Refused for a mandate holder who answered in the post's thread."""
    if by.role not in LEADING and answered_in(by.id, post.thread_id):
        raise Refused("You answered in this thread, so somebody else decides.")


def _log(kind: str, *, by: Member, post: Post, reason: str, text: str, lifts_id: int | None = None) -> ModerationAction:
    action = ModerationAction(
        kind=kind,
        post_id=post.id,
        thread_id=post.thread_id,
        category_id=post.category_id,
        actor_id=by.id,
        author_id=post.author_id,
        reason=reason,
        role=by.role,
        mandate_id=mandate_of(by, post.category_id),
        lifts_id=lifts_id,
        at=clock.now(),
    )
    session().add(action)
    session().flush()
    if text:
        session().add(Statement(action_id=action.id, text=text))
    return action


def mandate_of(by: Member, category_id: int | None) -> int | None:
    """Give the mandate by which somebody may hide in a category; none for the leading, whose role does."""
    if by.role in LEADING:
        return None
    here = or_(Mandate.category_id == category_id, Mandate.category_id.is_(None))
    right = select(Mandate.grant_id).where(Mandate.member_id == by.id, Mandate.source == "mandate", here)
    right = right.where(Mandate.permission == Permission.POST_HIDE.value).order_by(Mandate.id).limit(1)
    return session().scalar(right)


def _fact(action: ModerationAction) -> dict[str, Any]:
    names = ("at", "post_id", "thread_id", "category_id", "actor_id", "author_id", "reason", "mandate_id")
    return {"action_id": action.id, **{name: getattr(action, name) for name in names}}
