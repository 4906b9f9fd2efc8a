"""A member's page: the effect of their help first, then paths and finds, as far as the reader may see."""

from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from forum.access import Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import Person, by_handle, person
from forum.accounts.queries.authors import authors
from forum.core.page_cache import shared_page
from forum.reputation import parts
from forum.reputation import queries as game
from forum.threads import queries as threads

blueprint = Blueprint("profile", __name__)


@blueprint.get("/m/<handle>")
@shared_page(special=lambda handle: handle == getattr(person().member, "handle", None))
def profile(handle: str) -> str | Response:
    """Show a profile. Staff and members who switched the game off show no stage, badge or point."""
    member = by_handle(handle)
    who = person()
    ensure(Permission.MEMBER_READ, member, who.actor)
    if member.handle != handle:
        return redirect(f"/m/{member.handle}", code=301)
    own = who.member is not None and who.member.id == member.id
    return render_template("pages/profile.html", **shared(member, who), **played(member, who, own), own=own)


def shared(member: Member, who: Person) -> dict[str, Any]:
    """Give what every profile shows: byline, counts and thanks from what the reader may see."""
    own = who.member is not None and who.member.id == member.id
    return {
        "nav": "me" if own else "",
        "person": authors([member.id])[member.id],
        "member": member,
        "given": threads.given(member.id, who.actor),
        "thanks": threads.thanks(member.id, who.actor),
        "answered": threads.answered(member.id, who.actor),
        "thanked_by": game.thanked_by(member.id),
    }


def played(member: Member, who: Person, own: bool) -> dict[str, Any]:
    """Give the game's part: one's own points, others' stages only."""
    if member.is_staff or not member.plays:
        return {"routes": [], "entries": [], "stages": [], "finds": []}
    finds = game.finds(member.id)
    return {
        "routes": parts.routes(member) if own else [],
        "entries": parts.latest(member, who.actor) if own else [],
        "stages": game.stages(member.id),
        "finds": finds if own else [find for find in finds if find.at is not None],
    }
