"""Find a post helpful, or take it back."""

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import switch
from forum.threads.queries.places import place
from forum.threads.views.room import CLICK, blueprint, me, signed_in


@blueprint.post("/p/<id:post_id>/vote")
@limiter.limit(CLICK)
@signed_in
def vote(post_id: int) -> web.Answer:
    """Set the vote to `value` (1 or 0); the same click twice is one."""
    value = int(switch("value"))
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.POST_VOTE, post, who.actor)
        actions.vote(voter=me(who), post=post, value=value)
        path = place(post, who.actor)
    return web.see_other(path)
