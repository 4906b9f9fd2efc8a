"""A picture at its address, and the page on which its owner covers parts of it or takes it away."""

import hmac
import re
from collections.abc import Mapping

from flask import Response, flash, make_response, render_template, request

from forum.access import Permission, can, ensure
from forum.access.guard import GUEST
from forum.accounts.queries import acting, actor
from forum.core import web
from forum.core.errors import Conflict, Invalid, NotVisible, Refused
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.markup import UNSEEN
from forum.core.pictures import Box, redraw
from forum.core.ports import backends
from forum.threads import actions
from forum.threads.actions.uploading import store
from forum.threads.models import Upload
from forum.threads.queries.uploads import upload as load
from forum.threads.views.room import CLICK, blueprint, me

FOR_EVER = "private, max-age=31536000, immutable"
"""Browsers keep what everybody may see; proxies don't, so that a hidden picture is gone at once."""

SEALED = "sandbox; default-src 'none'"
LOOK = "600 per minute"
BOXES = 8
SIDES = ("x", "y", "w", "h")
PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")


@blueprint.get("/u/<picture_key>")
@limiter.limit(LOOK)
def picture(picture_key: str) -> Response:
    """Send a picture."""
    return send(picture_key, small=False)


@blueprint.get("/u/<picture_key>/small")
@limiter.limit(LOOK)
def picture_small(picture_key: str) -> Response:
    """Send a picture's small copy."""
    return send(picture_key, small=True)


def send(picture_key: str, *, small: bool) -> Response:
    """Ask whoever reads the post; a picture that waits or is gone has another in its place. Private: our pages only."""
    upload, who = load(picture_key), actor()
    allowed = can(Permission.PICTURE_READ, upload, who) and upload.state != "removed"
    if not allowed and not (upload.post is not None and can(Permission.POST_READ, upload.post, who)):
        raise NotVisible
    public = allowed and can(Permission.PICTURE_READ, upload, GUEST)
    if not public and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise Refused
    data = backends().files.get(upload.files[small]) if allowed else None
    if data is None:
        return sealed(make_response(stand_in(upload)), "image/svg+xml")
    answer = sealed(make_response(data), "image/webp")
    if public:
        answer.headers["Cache-Control"] = FOR_EVER
    return answer


def sealed(answer: Response, kind: str) -> Response:
    """Let browsers take it for a picture and nothing else."""
    answer.mimetype = kind
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def stand_in(upload: Upload) -> str:
    """Draw what stands in a picture's place."""
    words = _(UNSEEN.get(upload.state, UNSEEN["removed"]))
    return render_template("threads/_stand_in.html", words=words, width=upload.width, height=upload.height)


@blueprint.get("/u/<picture_key>/cover")
@web.members_only
@web.private
def cover_form(picture_key: str) -> web.Answer:
    """Show one's own picture with the rectangles that shall cover it."""
    return cover_page(mine(picture_key))


def mine(picture_key: str) -> Upload:
    """Give the asker's own picture; raises NotVisible and Refused."""
    upload = load(picture_key)
    ensure(Permission.PICTURE_CHANGE, upload, actor())
    if upload.state == "removed":
        raise NotVisible
    return upload


def cover_page(
    upload: Upload, typed: Mapping[str, str] | None = None, error: str = "", status: int = 200
) -> web.Answer:
    """Show the page with what was typed."""
    back = f"/p/{upload.post_id}" if upload.post_id else ""
    words = {"typed": typed or {}, "error": error, "boxes": range(1, BOXES + 1), "sides": SIDES}
    return web.page("threads/cover.html", status, upload=upload, back=back, **words)


@blueprint.post("/u/<picture_key>/cover")
@limiter.limit("20 per minute")
@web.members_only
@web.private
def cover(picture_key: str) -> web.Answer:
    """Burn rectangles in: the picture is drawn anew without what is below them, and the old files go."""
    upload = mine(picture_key)
    try:
        boxes = typed_boxes(request.form)
        drawn = redraw(backends().files.get(upload.files[0]) or b"", upload.purpose, boxes)
    except Invalid as wrong:
        return cover_page(upload, request.form, _(next(iter(wrong.fields.values()))), 422)
    before, name = upload.name, store(drawn)
    with acting() as who:
        upload = load(picture_key)
        ensure(Permission.PICTURE_CHANGE, upload, who.actor)
        if not hmac.compare_digest(upload.name, before):
            raise Conflict("Somebody changed this picture meanwhile. Please look at it again.")
        actions.cover(upload, name, me(who))
        now = upload.key
    flash(_("Covered for good. Nobody can take the bars off, and the uncovered picture is deleted."), "ok")
    return web.see_other(f"/u/{now}/cover")


def typed_boxes(form: Mapping[str, str]) -> list[Box]:
    """Read the rectangles, in per cent of the picture; empty ones are left out. Raises Invalid on `boxes`."""
    found = []
    for number in range(1, BOXES + 1):
        texts = [form.get(f"{side}{number}", "").strip() for side in SIDES]
        if not any(texts):
            continue
        if not all(PERCENT.fullmatch(text) for text in texts):
            raise Invalid({"boxes": "Please give all four numbers of a bar, from 0 to 100."})
        left, top, wide, high = (min(float(text.replace(",", ".")), 100) / 100 for text in texts)
        if wide and high:
            found.append((left, top, wide, high))
    if not found:
        raise Invalid({"boxes": "Please draw at least one bar over what nobody shall see."})
    return found


@blueprint.post("/u/<picture_key>/remove")
@limiter.limit(CLICK)
@web.members_only
def remove_picture(picture_key: str) -> web.Answer:
    """Take one's own picture away for good."""
    with acting() as who:
        upload = load(picture_key)
        ensure(Permission.PICTURE_CHANGE, upload, who.actor)
        actions.remove_upload(upload)
        back = f"/p/{upload.post_id}" if upload.post_id else "/settings/picture"
    flash(_("The picture is deleted."), "ok")
    return web.see_other(back)
