"""The picture beside one's own name."""

from forum.accounts.queries import person
from forum.core import web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.threads.queries.uploads import avatar_of
from forum.threads.views.receiving import receive
from forum.threads.views.room import blueprint

PAGE = "/settings/picture"


@blueprint.get(PAGE)
@web.members_only
@web.private
def avatar() -> web.Answer:
    """Show the picture beside one's name, or the initials, and the form for another."""
    return avatar_page()


def avatar_page(error: str = "", status: int = 200) -> web.Answer:
    """Show the page with what was wrong."""
    member = person().member
    return web.page("threads/avatar.html", status, member=member, upload=avatar_of(person().actor.id or 0), error=error)


@blueprint.post(PAGE)
@limiter.limit("10 per minute")
@web.members_only
@web.private
def save_avatar() -> web.Answer:
    """Take a picture in the place of the one before."""
    try:
        receive("avatar")
    except Invalid as wrong:
        web.forget_person()
        why = next(iter(wrong.fields.values()))
        return avatar_page(_(why), 422)
    return web.see_other(PAGE)
