"""A member's own data: take everything along, or leave."""

from flask import Response, request

from forum.accounts.actions import erase, owe_mail
from forum.accounts.export import archive, collect
from forum.accounts.forms import Fields
from forum.accounts.queries import person
from forum.accounts.views.room import blueprint
from forum.accounts.views.security import prove, proven
from forum.accounts.views.settings import settings_page
from forum.accounts.views.signin import signed_out
from forum.core import audit, web
from forum.core.errors import Invalid, Refused
from forum.core.limits import limiter

SURE = "Please tick this if you are sure."


@blueprint.post("/settings/export")
@limiter.limit("6/hour")
@web.members_only
def export() -> web.Answer:
    """Give everything of theirs as a ZIP of JSON files, and tell them by mail that it was taken."""
    try:
        known = prove("export_password")
    except Invalid as wrong:
        return settings_page(422, wrong)
    with proven(known) as member:
        owe_mail("exported", member_id=member.id)
        audit.note("exported", member=member.id)
    packed = archive(collect(member.id))
    answer = Response(packed, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="stube.zip"'
    return answer


@blueprint.post("/settings/erase")
@limiter.limit("10/hour")
@web.members_only
def leave() -> web.Answer:
    """Erase the account; texts stay without a name or go, as chosen."""
    try:
        known = prove("erase_password")
        fields = Fields(request.form)
        texts = fields.choice("texts", ("anonymise", "delete"), "anonymise")
        fields.ticked("sure", SURE)
        fields.done()
        with proven(known) as member:
            erase(member, texts)
    except Invalid as wrong:
        return settings_page(422, wrong)
    except Refused as refused:
        return settings_page(403, Invalid({"sure": refused.code}))
    return signed_out("/goodbye")


@blueprint.get("/goodbye")
def goodbye() -> web.Answer:
    """Say good-bye."""
    if person().member is not None:
        return web.see_other("/")
    return web.page("accounts/goodbye.html")
