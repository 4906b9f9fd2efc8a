"""What stands on `/mandates`: everything for the leading, one's own for a member."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forum.access import Permission, can, ensure
from forum.accounts.queries import person
from forum.core import web
from forum.mandates import queries
from forum.mandates.views.room import blueprint, charter, language, mandate


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed where (`about`: `n7`, `m3`, `hand` or `accept`), and what is wrong with it."""

    about: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def of(self, about: str) -> "Typed":
        """Give this for the form it belongs to, else nothing."""
        return self if self.about == about else Typed()


@blueprint.get("/mandates")
@web.members_only
def overview() -> web.Answer:
    """Show nominations and running mandates, or one's own."""
    return show()


@blueprint.get("/mandates/<id:mandate_id>")
@web.members_only
def one(mandate_id: int) -> web.Answer:
    """Show one mandate to the leading."""
    return show_one(mandate_id)


def show(typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Render the page that fits who looks."""
    actor, typed = person().actor, typed or Typed()
    common: dict[str, Any] = {"charter": charter(), "typed": typed}
    if can(Permission.MANDATE_LIST, None, actor):
        bundles = queries.bundles(language())
        return web.page(
            "mandates/overview.html",
            status,
            nominations=queries.open_nominations(),
            running=queries.running(web.one("after") or None),
            totals=queries.totals(),
            bundles=bundles,
            **common,
        )
    invitation = queries.open_invitation(actor.id or 0)
    return web.page(
        "mandates/own.html",
        status,
        mandates=queries.mandates_of(actor.id or 0),
        invitation=invitation,
        scope=queries.scope_of(invitation.rights) if invitation else {},
        nominations=queries.nominations_of(actor.id or 0),
        **common,
    )


def show_one(mandate_id: int, typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Render one mandate for the leading."""
    actor = person().actor
    found = mandate(mandate_id, actor)
    ensure(Permission.MANDATE_LIST, None, actor)
    return web.page("mandates/one.html", status, row=queries.mandate_row(found), typed=typed or Typed())
