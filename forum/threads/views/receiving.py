"""Take a picture out of a form: looked at and drawn anew first, then written down in one transaction."""

from typing import Any, cast

from flask import current_app, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, person
from forum.config import Settings
from forum.core.errors import Refused
from forum.core.i18n import gettext as _
from forum.core.pictures import MAX_BYTES, redraw
from forum.threads.actions.uploading import Quota, add_upload, store
from forum.threads.models import Upload
from forum.threads.views.room import blueprint, me

FIELD = "picture"
MOST = 25_000_000
"""Bytes of a request that may carry a picture: one that is too big is told so, with the typed text still there."""


TAKING = frozenset({"threads.ask", "threads.reply", "threads.edit", "threads.save_avatar"})


@blueprint.url_value_preprocessor
def allow_pictures(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let requests of the forms with a picture be big, before anything of their body is read."""
    if endpoint in TAKING:
        request.max_content_length = MOST


def sent() -> bool:
    """Tell whether the form carries a file."""
    file = request.files.get(FIELD)
    return file is not None and bool(file.filename)


def receive(purpose: str = "post") -> Upload:
    """Take the form's picture in; raises Invalid on `picture`. Its file name is never looked at, stored or logged."""
    if person().actor.id is None:
        raise Refused("Please sign in first.")
    file = request.files.get(FIELD)
    data = file.stream.read(MAX_BYTES + 1) if file is not None else b""
    drawn = redraw(data, purpose)
    name = store(drawn)
    with acting() as who:
        ensure(Permission.PICTURE_ADD, None, who.actor)
        owner = me(who)
        return add_upload(owner=owner, name=name, drawn=drawn, received=len(data), quota=quota(), purpose=purpose)


def quota() -> Quota:
    """Give what a member may bring along a day."""
    settings = cast("Settings", current_app.extensions["forum.settings"])
    return Quota(settings.pictures_per_day, settings.picture_megabytes)


def markdown(upload: Upload) -> str:
    """Give what stands for a picture in a text."""
    word = _("Picture")
    return f"![{word}](/u/{upload.key})"


def with_picture(body: str) -> str:
    """Give a text with the form's picture at its end, if it carries one; raises Invalid on `picture`."""
    if not sent():
        return body
    gap = "\n\n" if body.strip() else ""
    return f"{body.rstrip()}{gap}{markdown(receive())}\n"
