"""What the member does: accept the charter or say no, rest, wake, hand back."""

from collections.abc import Callable
from typing import Any

from flask import flash, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.errors import Conflict
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.mandates import actions
from forum.mandates.views.overview import Typed, show
from forum.mandates.views.room import CLICK, blueprint, charter, mandate, me, nomination


@blueprint.post("/mandates/nominations/<id:nomination_id>/accept")
@limiter.limit(CLICK)
@web.members_only
def accept(nomination_id: int) -> web.Answer:
    """Accept the charter that was shown; the mandate begins at once."""
    version = request.form.get("charter", "")
    if request.form.get("agreed") != "1":
        return show(Typed("accept", {}, {"agreed": _("Please say yes to the charter first.")}), 422)
    if version != charter().version:
        raise Conflict("The charter has changed meanwhile. Please read it again.")
    with acting() as who:
        found = nomination(nomination_id, who.actor)
        ensure(Permission.MANDATE_HOLD, found, who.actor)
        actions.accept(by=me(who), nomination=found, charter=version)
    flash(_("Thank you. Your mandate holds from now on."), "ok")
    return web.see_other("/mandates")


@blueprint.post("/mandates/nominations/<id:nomination_id>/refuse")
@limiter.limit(CLICK)
@web.members_only
def refuse(nomination_id: int) -> web.Answer:
    """Say no to a nomination."""
    with acting() as who:
        found = nomination(nomination_id, who.actor)
        ensure(Permission.MANDATE_HOLD, found, who.actor)
        actions.refuse(by=me(who), nomination=found)
    flash(_("That is fine. Your stage and your points stay."), "ok")
    return web.see_other("/mandates")


@blueprint.post("/mandates/<id:mandate_id>/rest")
@limiter.limit(CLICK)
@web.members_only
def rest(mandate_id: int) -> web.Answer:
    """Let one's mandate rest."""
    return change(mandate_id, actions.rest, _("Your mandate rests. Wake it whenever you like."))


@blueprint.post("/mandates/<id:mandate_id>/wake")
@limiter.limit(CLICK)
@web.members_only
def wake(mandate_id: int) -> web.Answer:
    """Take one's resting mandate up again."""
    return change(mandate_id, actions.wake, _("Welcome back. Your mandate holds again."))


@blueprint.post("/mandates/<id:mandate_id>/hand-back")
@limiter.limit(CLICK)
@web.members_only
def hand_back(mandate_id: int) -> web.Answer:
    """Give one's mandate back."""
    return change(mandate_id, actions.hand_back, _("Thank you for your time. Your stage and your points stay."))


def change(mandate_id: int, verb: Callable[..., Any], done: str) -> web.Answer:
    """Ask the guard and act in one transaction."""
    with acting() as who:
        found = mandate(mandate_id, who.actor)
        ensure(Permission.MANDATE_HOLD, found, who.actor)
        verb(by=me(who), mandate=found)
    flash(done, "ok")
    return web.see_other("/mandates")
