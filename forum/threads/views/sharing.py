"""Say that one has the same question, or take it back."""

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import switch
from forum.threads.queries.places import path_of
from forum.threads.views.room import CLICK, blueprint, me, signed_in


@blueprint.post("/t/<id:thread_id>/me-too")
@limiter.limit(CLICK)
@signed_in
def me_too(thread_id: int) -> web.Answer:
    """Say it (`on` = 1) or take it back (0); the same click twice is one."""
    on = switch("on")
    with acting() as who:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_ME_TOO, thread, who.actor)
        actions.me_too(me(who).id, thread, on=on)
        path = path_of(thread)
    return web.see_other(path)
