"""Follow a thread, or stop."""

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import switch
from forum.threads.queries.places import path_of
from forum.threads.views.room import CLICK, blueprint, me, signed_in


@blueprint.post("/t/<id:thread_id>/follow")
@limiter.limit(CLICK)
@signed_in
def follow(thread_id: int) -> web.Answer:
    """Follow (`on` = 1) or stop following (0)."""
    act = actions.follow if switch("on") else actions.unfollow
    with acting() as who:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_FOLLOW, thread, who.actor)
        act(me(who).id, thread.id)
        path = path_of(thread)
    return web.see_other(path)
