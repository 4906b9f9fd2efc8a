"""Experts confirm answers of members, optionally until a day."""

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.errors import Invalid
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import Typed, day, short
from forum.threads.queries.places import place
from forum.threads.views.posts import post_again
from forum.threads.views.room import CLICK, blueprint, me, signed_in


@blueprint.post("/p/<id:post_id>/endorse")
@limiter.limit(CLICK)
@signed_in
def endorse(post_id: int) -> web.Answer:
    """Confirm an answer; `valid_until` is a day or empty."""
    try:
        until = day("valid_until")
        with acting() as who:
            post = queries.post(post_id)
            ensure(Permission.POST_ENDORSE, post, who.actor)
            actions.endorse(expert=me(who), post=post, valid_until=until)
            path = place(post, who.actor)
    except Invalid as wrong:
        return post_again(post_id, Typed(f"endorse-{post_id}", {"valid_until": short("valid_until")}, wrong.fields))
    return web.see_other(path)


@blueprint.post("/p/<id:post_id>/unendorse")
@limiter.limit(CLICK)
@signed_in
def unendorse(post_id: int) -> web.Answer:
    """Take one's own confirmation back."""
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.POST_ENDORSE, post, who.actor)
        actions.withdraw_endorsement(expert=me(who), post=post)
        path = place(post, who.actor)
    return web.see_other(path)
