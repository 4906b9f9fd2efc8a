"""Readers for whom pages can be shared: members, with marks for what is their own."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote

from markupsafe import escape

from forum.access import Actor
from forum.accounts.models import Member
from forum.accounts.queries.current import Person
from forum.core.fragments import mark
from forum.core.page_cache import Blank

NO_ID = 0
"""An id that no member has: nothing is theirs."""


def blank_of(who: Person) -> Blank | None:
    """Give the blank reader for a member: with the same rights, without anything of their own.

    None for staff and for whoever has not confirmed the address: few, and shown more.
    """
    member, actor = who.member, who.actor
    if member is None or actor.role != "member" or not actor.confirmed or actor.suspended:
        return None
    path, _stage, points = who.best or ("", 0, 0)
    avatar = mark("avatar") if member.avatar else None
    plays = member.plays and points > 0
    words = {"language": member.language, "address": member.address, "theme": member.theme}
    person = Person(
        actor=replace(actor, id=NO_ID),
        member=cast("Member", _member(plays=member.plays, avatar=avatar, **words)),
        best=(path, 1, 1) if plays else None,
    )
    own = {"name": str(escape(member.display_name)), "handle": quote(member.handle, safe="/")}
    own["avatar"] = member.avatar or ""
    key = (*words.values(), avatar or "", str(member.plays), path if plays else "", *_rights(actor))
    return Blank(person, key, own | {"initials": str(escape(member.initials))})


def _rights(actor: Actor) -> list[str]:
    return sorted(f"{right.permission} {right.category_id} {right.mandate}" for right in actor.rights)


def _member(**columns: Any) -> SimpleNamespace:
    """Give what layouts read of a member; anything else fails loudly."""
    marks = {"handle": mark("handle"), "display_name": mark("name"), "initials": mark("initials")}
    state = {"id": NO_ID, "role": "member", "is_staff": False, "staff_title": "", "email_confirmed_at": True}
    return SimpleNamespace(**state, **marks, **columns)
