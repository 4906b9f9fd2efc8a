"""What was typed into a form that did not get through: shown again, ready to be sent."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO, cast

from flask import current_app, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Field, File, MultipartDecoder, NeedData

from forum.core import problems

WRITTEN = ("title", "body", "text", "reason", "note", "bio", "signature")
"""Fields that people write into."""

SECRET = ("password", "token")
SHIELD = "shield"
PIECE = 64_000
AHEAD = 600_000
"""Bytes in front of a file that is too big, in which the text of its form is looked for."""

MOST = 60_000_000
"""Bytes that are read and thrown away, so that the browser gets to see the answer."""


def kept_text(*, personal: bool = False) -> Sequence[tuple[str, str]]:
    """Give (field, text) of this request's form when there is something to lose and no secret; `personal`: anything."""
    if problems.wanted():
        return ()
    try:
        fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    except RequestEntityTooLarge:
        fields = ahead_of_file()
        request.form = ImmutableMultiDict(fields)  # the page that shows them asks again
    fields = [(name, text) for name, text in fields if not name.startswith(SHIELD)]
    if any(word in name for name, _text in fields for word in SECRET):
        return ()
    return fields if any((name in WRITTEN or personal) and text.strip() for name, text in fields) else ()


def ahead_of_file() -> list[tuple[str, str]]:
    """Give the fields that stand in front of the first file of a body that is too big; read the rest past."""
    stream = cast("BinaryIO", request.environ["wsgi.input"])
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary.isascii():
        return []
    left = min(request.content_length or 0, MOST)
    head = stream.read(min(AHEAD, left))
    left -= len(head)
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
    found = fields_of(head, boundary.encode())
    return [(name, text) for name, text in found.items(multi=True) if name != "csrf_token"]


def fields_of(head: bytes, boundary: bytes) -> MultiDict[str, str]:
    """Read whole fields from the beginning of a multipart body, as far as they are there."""
    decoder, found = MultipartDecoder(boundary, AHEAD, max_parts=100), MultiDict[str, str]()
    name, texts = "", list[bytes]()
    try:
        decoder.receive_data(head)
        while not isinstance(event := decoder.next_event(), NeedData | File):
            if isinstance(event, Field):
                name, texts = event.name, []
            elif isinstance(event, Data):
                texts.append(event.data)
                if not event.more_data:
                    found.add(name, b"".join(texts).decode("utf-8", "replace"))
    except (ValueError, HTTPException):
        return found
    return found


def form_page() -> str:
    """Give the address of the page with this request's form, if it can be asked for; else nothing."""
    try:
        current_app.url_map.bind("localhost").match(request.path, method="GET")
    except HTTPException:
        return ""
    return request.path


def errors_of(typed: Sequence[tuple[str, str]], wrong: Mapping[str, str]) -> dict[str, str]:
    """Give what is wrong by field; what is said of the whole form belongs to each."""
    return {name: wrong.get(name, wrong.get("", "")) for name, _text in typed}
