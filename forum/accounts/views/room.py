"""The blueprint of accounts and what its views share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from flask import Blueprint, Response, current_app, g, make_response, request

from forum.access import Permission, ensure
from forum.accounts.actions.seen import note_seen
from forum.accounts.models import KeptDraft, Member, WebSession
from forum.accounts.queries import acting, kept_draft, person
from forum.accounts.queries.links import KEPT
from forum.config import Settings
from forum.core import web
from forum.core.errors import Invalid, Refused
from forum.core.i18n import gettext

blueprint = Blueprint("accounts", __name__)
EXCERPT = 220


def me() -> Member:
    """Give the signed-in member; raises Refused for a guest."""
    found = person().member
    if found is None:
        raise Refused
    return found


def my_session() -> WebSession:
    """Give this browser's session; raises Refused for a guest."""
    found = person().web_session
    if found is None:
        raise Refused
    return found


@contextmanager
def changing_mine() -> Iterator[Member]:
    """Begin a transaction in which the member changes their own account; raises Refused."""
    with acting() as who:
        ensure(Permission.ACCOUNT_MANAGE, me(), who.actor)
        yield me()


def house() -> Settings:
    """Give the settings."""
    return cast("Settings", current_app.extensions["forum.settings"])


def brand() -> tuple[str, ...]:
    """Give the names of the house, which nobody else may use."""
    return house().brand_name, house().brand_short, house().community_name


def said(wrong: Invalid | None) -> dict[str, str]:
    """Translate what is wrong, by field."""
    return {name: gettext(text) for name, text in wrong.fields.items()} if wrong else {}


def wanted_next() -> str:
    """Give the path to go on to, from the form or the address; empty when it is not one of ours."""
    return web.safe_path(request.form.get("next") or request.args.get("next"), "")


def kept_here() -> KeptDraft | None:
    """Give what was kept; a link from a mail (`?kept=`) brings it to this browser."""
    token = web.one("kept")
    found = kept_draft(token)
    if found is not None and token:
        web.send_cookie(KEPT, token, days=7)
    return found


def shown(draft: KeptDraft | None) -> Mapping[str, object] | None:
    """Describe a kept draft for the panel beside a form."""
    if draft is None:
        return None
    typed = draft.fields
    excerpt = str(typed.get("excerpt") or typed.get("body") or "")
    return {
        "kind": draft.kind,
        "title": str(typed.get("title") or ""),
        "excerpt": excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …",
        "audience": str(typed.get("audience") or "public"),
        "at": draft.created_at,
        "page": web.safe_path(str(typed.get("page") or ""), "/ask"),
    }


def no_referrer(answer: web.Answer) -> Response:
    """Keep the token in this page's address from travelling on."""
    response = make_response(answer)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.after_app_request
def _seen(response: Response) -> Response:
    """Notice who was here, where that was asked anyway."""
    who = g.get("person")
    if who is not None and who.web_session is not None:
        note_seen(who.web_session)
    return response
