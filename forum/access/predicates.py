"""Pure questions about an actor and a subject; each is one line of the rule table.

A subject is any object that carries the attributes a predicate reads; threads and posts carry all of them. A missing
attribute is a programming error and raises: a silent "denied" would hide bugs.
"""

from typing import Any

from forum.access.guard import Actor
from forum.access.permissions import Permission

STAFF = frozenset({"expert", "manager", "admin"})
LEADING = frozenset({"manager", "admin"})


def anyone(_actor: Actor, _subject: Any) -> bool:
    """Everybody, guests included."""
    return True


def signed_in(actor: Actor, _subject: Any) -> bool:
    """A member or staff with a session, not suspended."""
    return actor.id is not None and not actor.suspended


def confirmed(actor: Actor, _subject: Any) -> bool:
    """Signed in, and the e-mail address is confirmed."""
    return actor.id is not None and not actor.suspended and actor.confirmed


def staff(actor: Actor, _subject: Any) -> bool:
    """Expert, manager or administrator."""
    return actor.role in STAFF and not actor.suspended


def leading(actor: Actor, _subject: Any) -> bool:
    """Community manager or administrator."""
    return actor.role in LEADING and not actor.suspended


def not_staff(actor: Actor, _subject: Any) -> bool:
    """A member, not staff."""
    return actor.role == "member"


def is_self(actor: Actor, subject: Any) -> bool:
    """The subject is the actor's own account."""
    return actor.id is not None and bool(subject.id == actor.id)


def somebody_else(actor: Actor, subject: Any) -> bool:
    """The subject is another person's account."""
    return bool(subject.id != actor.id) and subject.kind == "person"


def holder(actor: Actor, subject: Any) -> bool:
    """The nomination or mandate is about the actor."""
    return actor.id is not None and bool(subject.member_id == actor.id)


def author(actor: Actor, subject: Any) -> bool:
    """The actor wrote it."""
    return actor.id is not None and bool(subject.author_id == actor.id)


def not_author(actor: Actor, subject: Any) -> bool:
    """Somebody else wrote it."""
    return bool(subject.author_id != actor.id)


def thread_author(actor: Actor, subject: Any) -> bool:
    """The actor began the thread."""
    return actor.id is not None and bool(subject.thread_author_id == actor.id)


def not_thread_author(actor: Actor, subject: Any) -> bool:
    """Somebody else began the thread: nobody moderates their own."""
    return bool(subject.thread_author_id != actor.id)


def in_audience(actor: Actor, subject: Any) -> bool:
    """The actor belongs to the category's audience."""
    return sees_audience(actor, subject.audience)


def for_everybody(_actor: Actor, subject: Any) -> bool:
    """Guests belong to the category's audience too."""
    return bool(subject.audience == "public")


def sees_audience(actor: Actor, audience: str) -> bool:
    """Tell whether a category with this audience (`public`, `members`, `team`) shows itself to the actor."""
    if audience == "public":
        return True
    if audience == "members":
        return actor.id is not None and not actor.suspended
    return staff(actor, None)


def may_write_in(actor: Actor, subject: Any) -> bool:
    """The category lets this kind of person write."""
    return subject.who_may_write == "members" or staff(actor, None)


def visible(_actor: Actor, subject: Any) -> bool:
    """It is neither hidden, held nor deleted, nor is the thread it stands in."""
    return bool(subject.shown)


def still_there(_actor: Actor, subject: Any) -> bool:
    """It is hidden or held at most, not deleted."""
    return bool(subject.state != "deleted" and subject.thread_state != "deleted")


def placed(_actor: Actor, subject: Any) -> bool:
    """The picture stands in a post, or beside a name."""
    return bool(subject.placed)


def still_used(_actor: Actor, subject: Any) -> bool:
    """The picture's post is there and its text has it."""
    return bool(subject.still_used)


def is_question(_actor: Actor, subject: Any) -> bool:
    """The thread asks something."""
    return bool(subject.kind == "question")


def open_for_answers(_actor: Actor, subject: Any) -> bool:
    """The thread is not closed."""
    return not subject.closed


def expert_of_field(actor: Actor, subject: Any) -> bool:
    """An expert whose fields include the category."""
    return actor.role == "expert" and not actor.suspended and subject.category_id in actor.fields


def holds(right: Permission) -> Any:
    """Make a predicate: the actor holds this right for the subject's category, or everywhere."""

    def holds_right(actor: Actor, subject: Any) -> bool:
        return not actor.suspended and actor.holds(right, subject.category_id)

    return holds_right


def holds_any(actor: Actor, _subject: Any) -> bool:
    """The actor holds at least one mandate."""
    return not actor.suspended and any(right.mandate for right in actor.rights)
