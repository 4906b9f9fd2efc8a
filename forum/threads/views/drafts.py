"""Unsent text: kept while typing (a script asks) or by a button, listed, thrown away."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask import flash, g, get_template_attribute, jsonify, render_template, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, actor
from forum.core import web
from forum.core.errors import Conflict, Invalid
from forum.core.fragments import fills
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import short, text, version_typed
from forum.threads.models import Draft
from forum.threads.views.room import CLICK, blueprint, me, sign_in

PLACE = re.compile(r"ask(?::[2-9])?|(?:reply|edit|comment):[1-9][0-9]{0,17}")
KEPT = ("title", "body", "category", "tags", "kind", "language", "seen_revision")


@blueprint.get("/drafts")
@web.members_only
@web.private
def drafts() -> str:
    """List what the reader typed and did not send."""
    return render_template("threads/drafts.html", drafts=queries.drafts_of(actor()), nav="mine")


@blueprint.post("/drafts")
@limiter.limit("60 per minute")
@web.private
def save_draft() -> web.Answer:
    """Keep a form's fields. Scripts get JSON: the new version, or (409) what was kept meanwhile."""
    if actor().id is None:
        return sign_in("/drafts")
    place, typed = place_named(short("place")), {name: text(name) for name in KEPT if name in request.form}
    try:
        version = keep(place, typed, version_typed())
    except Conflict as late:
        web.forget_person()
        return late_answer(queries.draft_at(actor(), place), place, typed, late.code)
    except Invalid as wrong:
        said = " ".join(_(message) for message in wrong.fields.values())
        return (jsonify(error=said), 422) if scripted() else web.failure(422, said)
    if scripted():
        return jsonify(version=version)
    flash(_("Your draft is kept. You find it here, on every device."), "ok")
    return web.see_other("/drafts")


def keep(place: str, typed: Mapping[str, str], seen: int) -> int:
    """Keep it in one transaction; give the version."""
    with acting() as who:
        ensure(Permission.DRAFT_KEEP, None, who.actor)
        return actions.save_draft(member_id=me(who).id, place=place, fields=typed, seen=seen)


def late_answer(present: Draft | None, place: str, typed: Mapping[str, str], code: str) -> web.Answer:
    """Show what was kept meanwhile beside what was typed: nothing is overwritten unseen (409)."""
    other: dict[str, Any] = present.fields if present is not None else {}
    version = present.version if present is not None else 0
    if scripted():
        return jsonify(version=version, fields=other), 409
    return web.page(
        "threads/draft_late.html", 409, place=place, typed=typed, other=other, version=version, code=code, nav="mine"
    )


@blueprint.post("/drafts/<id:draft_id>/discard")
@limiter.limit(CLICK)
def discard_draft(draft_id: int) -> web.Answer:
    """Throw a draft away."""
    if actor().id is None:
        return sign_in("/drafts")
    with acting() as who:
        ensure(Permission.DRAFT_KEEP, None, who.actor)
        done = actions.discard_draft(me(who).id, draft_id)
    if done:
        flash(_("The draft is deleted."), "ok")
    return web.back("/drafts")


def unsent_remarks(post_ids: Sequence[int]) -> Mapping[int, Draft]:
    """Give the reader's unsent comments on this page; one statement where the page knows of any, once a page."""
    if "remarks" not in g:
        g.remarks = queries.drafts_of_remarks(actor(), post_ids) if g.get("remarked") else {}
    return cast("Mapping[int, Draft]", g.remarks)


@fills("remark")
def open_remarks(post_ids: Sequence[int]) -> Mapping[int, str]:
    """Open the form of each comment that waits, with its words."""
    unsent = unsent_remarks(post_ids)
    form = get_template_attribute("threads/_remark.html", "remark_form") if unsent else None
    return {key: str(form(key, draft.fields.get("body", ""), draft.version)) for key, draft in unsent.items() if form}


def scripted() -> bool:
    """Tell whether a script asks, rather than a form."""
    return bool(request.accept_mimetypes.best == "application/json")


def place_named(typed: str) -> str:
    """Check a place; raises Invalid for what is none."""
    if PLACE.fullmatch(typed) is None:
        raise Invalid({"": "This form did not arrive whole. Please send it again."})
    return typed
