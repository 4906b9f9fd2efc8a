"""The log with its cases, hide, show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import flash, render_template, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, person
from forum.core import web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.pagination import Page
from forum.core.shield.finding import NAMES
from forum.core.shield.form import clean
from forum.moderation import actions
from forum.moderation.models import ModerationAction
from forum.moderation.queries import FILTERS, Case, LogRow, case, log, maskings, waiting_pictures
from forum.moderation.views.room import CLICK, blueprint
from forum.threads.queries import post as load_post

FIRST = ("all", "standing", "lifted", "mine")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a decision, and what is wrong with it."""

    reason: str = ""
    text: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@blueprint.get("/moderation")
@web.members_only
def overview() -> web.Answer:
    """Show the log and one case: the asked one (`post`), else the newest."""
    ensure(Permission.MODERATION_LOG, None, person().actor)
    return show(_number("post"))


@blueprint.get("/moderation/masked")
def masked() -> str:
    """Show what the sweep masked in old posts: by ids and kinds, without any text."""
    ensure(Permission.DASHBOARD_READ, None, person().actor)
    return render_template("moderation/masked.html", rows=maskings(), kinds=NAMES)


@blueprint.post("/p/<id:post_id>/hide")
@limiter.limit(CLICK)
@web.members_only
def hide(post_id: int) -> web.Answer:
    """Hide somebody's post, with a reason."""
    return decide(post_id, actions.hide_post, _("Hidden. The author reads your reason, and the log keeps it."))


@blueprint.post("/p/<id:post_id>/show")
@limiter.limit(CLICK)
@web.members_only
def show_again(post_id: int) -> web.Answer:
    """Show somebody's hidden post again, with a reason."""
    return decide(post_id, actions.show_post, _("It is shown again, and the log keeps your reason."))


def decide(post_id: int, verb: Callable[..., ModerationAction], done: str) -> web.Answer:
    """Ask the guard and act in one transaction; bad input shows the case again with what was typed."""
    typed = Typed(request.form.get("reason", ""), clean(request.form.get("text", "")))
    try:
        with acting() as who:
            post = load_post(post_id)
            ensure(Permission.POST_HIDE, post, who.actor)
            verb(by=who.member, post=post, reason=typed.reason, text=typed.text)
    except Invalid as wrong:
        web.forget_person()
        errors = {name: _(text) for name, text in wrong.fields.items()}
        return show(post_id, Typed(typed.reason, typed.text, errors), 422)
    flash(done, "ok")
    return web.back(f"/p/{post_id}")


def show(post_id: int | None, typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Render the log beside a case."""
    actor = person().actor
    kind = web.one("show") if web.one("show") in FILTERS else "all"
    mandate_id = _number("mandate")
    rows: Page[LogRow] = log(actor, kind=kind, mandate_id=mandate_id, cursor=web.one("after") or None)
    if post_id is None and rows.items:
        post_id = rows.items[0].action.post_id
    chosen: Case | None = None if post_id is None else case(post_id, actor)
    mandate = f"&mandate={mandate_id}" if mandate_id is not None else ""
    return web.page(
        "moderation/log.html",
        status,
        rows=rows,
        filters=FIRST,
        kind=kind,
        query=f"?show={kind}{mandate}",
        mandate=mandate,
        chosen=chosen,
        post_id=post_id,
        typed=typed or Typed(),
        pictures=waiting_pictures(actor),
    )


def _number(name: str) -> int | None:
    text = web.one(name, 18)
    return int(text) if text.isascii() and text.isdecimal() else None
