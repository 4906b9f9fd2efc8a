"""Mark, move and withdraw the solution; close and reopen; put into another topic."""

from flask import flash

from forum.access import Permission, ensure
from forum.accounts.queries import acting
from forum.core import web
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import chosen, short, switch
from forum.threads.queries.places import path_of
from forum.threads.views.room import CLICK, blueprint, me, signed_in


@blueprint.post("/p/<id:post_id>/accept")
@limiter.limit(CLICK)
@signed_in
def accept(post_id: int) -> web.Answer:
    """Make an answer the solution, instead of another one if there is."""
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.SOLUTION_SET, post, who.actor)
        done = actions.accept(by=me(who), post=post)
        path = f"{path_of(post.thread)}#p{post.id}"
    if done:
        flash(_("Marked as the solution. It now stands right under the question."), "ok")
    return web.see_other(path)


@blueprint.post("/t/<id:thread_id>/withdraw-solution")
@limiter.limit(CLICK)
@signed_in
def withdraw(thread_id: int) -> web.Answer:
    """Take the mark of the solution away."""
    with acting() as who:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_READ, thread, who.actor)
        if thread.accepted_post_id is not None:
            post = queries.post(thread.accepted_post_id)
            ensure(Permission.SOLUTION_SET, post, who.actor)
            actions.withdraw_solution(by=me(who), thread=thread)
        path = path_of(thread)
    return web.see_other(path)


@blueprint.post("/t/<id:thread_id>/close")
@limiter.limit(CLICK)
@signed_in
def close(thread_id: int) -> web.Answer:
    """Stop answers (`closed` = 1) or allow them again (0)."""
    closed = switch("closed")
    with acting() as who:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_CLOSE, thread, who.actor)
        act = actions.close if closed else actions.reopen
        if closed != thread.closed:
            act(by=me(who), thread=thread)
        path = path_of(thread)
    return web.see_other(path)


@blueprint.post("/t/<id:thread_id>/move")
@limiter.limit(CLICK)
@signed_in
def move(thread_id: int) -> web.Answer:
    """Put a thread into another topic."""
    slug = short("category")
    with acting() as who:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_MOVE, thread, who.actor)
        category = chosen(slug, queries.categories(who.actor))
        actions.move(by=me(who), thread=thread, category=category)
        path = path_of(thread)
    flash(_("Moved to %(topic)s.", topic=category.name), "ok")
    return web.see_other(path)
