"""Four small steps for newcomers, told by what they did: no points, no hurry, gone when done or not wanted."""

from datetime import timedelta

from sqlalchemy import BindParameter, bindparam, literal, select, union_all

from forum.accounts.models import Member, WelcomeStep
from forum.core import clock
from forum.core.db import session
from forum.core.i18n import gettext as _
from forum.threads.models import CategoryFollow, MemberFollow, Post, TagFollow

DAYS = timedelta(days=14)
Step = tuple[str, str, str, bool]


def steps(member: Member) -> list[Step]:
    """Give the steps of a newcomer: (code, label, address, done); none after 14 days, when done, and for staff.

    One statement for newcomers, none for the others.
    """
    if member.is_staff or clock.now() - member.created_at > DAYS:
        return []
    did = _did(member.id)
    found = [
        ("profile", _("Say something about yourself, if you like"), "/settings#profile", bool(member.bio)),
        ("topics", _("Choose topics you want to see more of"), "/following#topics", "topics" in did),
        ("rules", _("Read how we treat each other"), "/rules", "rules" in did),
        ("hello", _("Ask something, or say hello"), "/ask", "hello" in did),
    ]
    return [] if "done" in did or all(done for *_rest, done in found) else found


_ME: BindParameter[int] = bindparam("me")
_FOLLOWED = [
    select(literal("topics").label("step")).where(table.member_id == _ME).limit(1)
    for table in (CategoryFollow, TagFollow, MemberFollow)
]
_WROTE = select(literal("hello").label("step")).where(Post.author_id == _ME, Post.state != "deleted").limit(1)
_SAID = select(WelcomeStep.step).where(WelcomeStep.member_id == _ME)
_DID = union_all(*(select(each.subquery().c.step) for each in (*_FOLLOWED, _WROTE, _SAID)))
"""Built once: it stands on the first page of every newcomer."""


def _did(member_id: int) -> set[str]:
    return set(session().connection().scalars(_DID, {"me": member_id}))
