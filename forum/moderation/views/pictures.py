"""The page on which newcomers' pictures are looked at."""

from flask import flash, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, person
from forum.core import web
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.moderation import actions
from forum.moderation.models import PICTURE_REASONS
from forum.moderation.queries import pictures
from forum.moderation.views.room import CLICK, blueprint, me
from forum.threads.queries.uploads import upload as load

PAGE = "/moderation/pictures"


@blueprint.get(PAGE)
@web.members_only
def waiting() -> web.Answer:
    """Show the pictures that wait for a look, or (`show=decided`) those that got one."""
    who = person().actor
    ensure(Permission.MODERATION_LOG, None, who)
    decided = web.one("show") == "decided"
    rows = pictures(who, decided=decided, cursor=web.one("after") or None)
    return web.page("moderation/pictures.html", rows=rows, decided=decided, reasons=PICTURE_REASONS)


@blueprint.post("/u/<picture_key>/release")
@limiter.limit(CLICK)
@web.members_only
def release(picture_key: str) -> web.Answer:
    """Show a picture to everybody who sees its post."""
    with acting() as who:
        upload = load(picture_key)
        ensure(Permission.PICTURE_DECIDE, upload, who.actor)
        actions.release_picture(by=me(who), upload=upload)
    flash(_("The picture is shown now."), "ok")
    return web.back(PAGE)


@blueprint.post("/u/<picture_key>/refuse")
@limiter.limit(CLICK)
@web.members_only
def refuse(picture_key: str) -> web.Answer:
    """Refuse a picture with a reason."""
    with acting() as who:
        upload = load(picture_key)
        ensure(Permission.PICTURE_DECIDE, upload, who.actor)
        actions.refuse_picture(by=me(who), upload=upload, reason=request.form.get("reason", ""))
    flash(_("The picture is not shown. Its owner gets the reason by mail."), "ok")
    return web.back(PAGE)
