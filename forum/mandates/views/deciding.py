"""What the leading does: nominate by hand, approve, decline, revoke."""

from collections.abc import Callable

from flask import flash, request

from forum.access import Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import acting, by_handle
from forum.core import web
from forum.core.errors import Invalid, NotVisible
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.shield.form import clean
from forum.mandates import actions
from forum.mandates.views.overview import Typed, show, show_one
from forum.mandates.views.room import CLICK, blueprint, mandate, me, nomination


@blueprint.post("/mandates/nominations")
@limiter.limit(CLICK)
@web.members_only
def nominate() -> web.Answer:
    """Nominate a member by hand for what a reached stage brings (`bundle`: path-stage)."""
    values = {name: clean(request.form.get(name, "").strip()[:100]) for name in ("handle", "bundle")}
    try:
        with acting() as who:
            ensure(Permission.MANDATE_DECIDE, None, who.actor)
            path, stage = parse_bundle(values["bundle"])
            actions.nominate_by_hand(by=me(who), member=find(values["handle"]), path=path, stage=stage)
    except Invalid as wrong:
        return again(wrong, "hand", values)
    flash(_("Nominated."), "ok")
    return web.see_other("/mandates")


def parse_bundle(text: str) -> tuple[str, int]:
    """Read `path-stage`; raises Invalid."""
    path, _dash, stage = text.rpartition("-")
    if len(stage) != 1 or stage not in "123456789":
        raise Invalid({"bundle": "Please choose a stage."})
    return path, int(stage)


def find(handle: str) -> Member:
    """Give a person by handle; raises Invalid."""
    try:
        return by_handle(handle)
    except NotVisible:
        raise Invalid({"handle": "There is nobody with this pseudonym."}) from None


@blueprint.post("/mandates/nominations/<id:nomination_id>/approve")
@limiter.limit(CLICK)
@web.members_only
def approve(nomination_id: int) -> web.Answer:
    """Approve a nomination, with a reason."""
    return decide(nomination_id, actions.approve, _("Approved. The member decides now."))


@blueprint.post("/mandates/nominations/<id:nomination_id>/decline")
@limiter.limit(CLICK)
@web.members_only
def decline(nomination_id: int) -> web.Answer:
    """Decline a nomination, with a reason."""
    return decide(nomination_id, actions.decline, _("Declined. The member reads your reason."))


@blueprint.post("/mandates/<id:mandate_id>/revoke")
@limiter.limit(CLICK)
@web.members_only
def revoke(mandate_id: int) -> web.Answer:
    """Take a mandate away, with a reason; it is over on the holder's next click."""
    reason = clean(request.form.get("reason", ""))
    try:
        with acting() as who:
            found = mandate(mandate_id, who.actor)
            ensure(Permission.MANDATE_DECIDE, found, who.actor)
            actions.revoke(by=me(who), mandate=found, reason=reason)
    except Invalid as wrong:
        return again(wrong, f"m{mandate_id}", {"reason": reason}, lambda typed: show_one(mandate_id, typed, 422))
    flash(_("Revoked. It is over on the member's next click."), "ok")
    return web.see_other(f"/mandates/{mandate_id}")


def decide(nomination_id: int, verb: Callable[..., object], done: str) -> web.Answer:
    """Ask the guard and act in one transaction; a missing reason shows the page again."""
    reason = clean(request.form.get("reason", ""))
    try:
        with acting() as who:
            found = nomination(nomination_id, who.actor)
            ensure(Permission.MANDATE_DECIDE, found, who.actor)
            complete = verb(by=me(who), nomination=found, reason=reason)
    except Invalid as wrong:
        return again(wrong, f"n{nomination_id}", {"reason": reason})
    flash(_("Approved. Another person has to approve too.") if complete is False else done, "ok")
    return web.see_other("/mandates")


def again(
    wrong: Invalid, about: str, values: dict[str, str], page: Callable[[Typed], web.Answer] | None = None
) -> web.Answer:
    """Show the page again with what was typed and what is wrong."""
    web.forget_person()
    typed = Typed(about, values, {name: _(text) for name, text in wrong.fields.items()})
    return page(typed) if page else show(typed, 422)
