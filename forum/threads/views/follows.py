"""Follow a thread, a topic, a tag or somebody, or stop; what is new of it, and all that one follows."""

from collections.abc import Callable, Mapping, Sequence

from flask import render_template

from forum.access import Permission, ensure
from forum.accounts.queries import acting, actor, by_handle
from forum.core import web
from forum.core.fragments import fills
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import switch
from forum.threads.queries import following
from forum.threads.queries.places import path_of
from forum.threads.views.reading import macros
from forum.threads.views.room import CLICK, blueprint, me, signed_in

MAX_CURSOR = 200


@blueprint.get("/following")
@limiter.limit("240 per minute")
@web.members_only
@web.private
def feed() -> str:
    """Show what is new of what the reader follows, and all of what they follow."""
    who = actor()
    return render_template(
        "threads/following.html",
        page=following.feed(who, cursor=web.one("after", MAX_CURSOR)),
        followed=following.followed(who),
        topics=following.topics(who),
        older="/following?after=",
        nav="mine",
    )


@blueprint.post("/t/<id:thread_id>/follow")
@limiter.limit(CLICK)
@signed_in
def follow(thread_id: int) -> web.Answer:
    """Follow a thread (`on` = 1) or stop (0)."""
    on = switch("on")
    with acting() as who:
        thread = queries.thread(thread_id)
        if on:
            ensure(Permission.THREAD_FOLLOW, thread, who.actor)
        else:
            ensure(Permission.THREAD_READ, thread, who.actor)
        actions.set_follow("thread", me(who).id, thread.id, on=on)
        path = path_of(thread)
    return web.back(path)


@blueprint.post("/c/<slug>/follow")
@limiter.limit(CLICK)
@signed_in
def follow_category(slug: str) -> web.Answer:
    """Follow a topic (`on` = 1) or stop (0)."""
    on = switch("on")
    with acting() as who:
        category = queries.category(slug)
        ensure(Permission.CATEGORY_FOLLOW, category, who.actor)
        actions.set_follow("category", me(who).id, category.id, on=on)
    return web.back(f"/c/{slug}")


@blueprint.post("/tags/<slug>/follow")
@limiter.limit(CLICK)
@signed_in
def follow_tag(slug: str) -> web.Answer:
    """Follow a tag (`on` = 1) or stop (0)."""
    on = switch("on")
    with acting() as who:
        tag = queries.tag(slug)
        ensure(Permission.TAG_FOLLOW, tag, who.actor)
        actions.set_follow("tag", me(who).id, tag.id, on=on)
    return web.back(f"/tags/{slug}")


@blueprint.post("/m/<handle>/follow")
@limiter.limit(CLICK)
@signed_in
def follow_member(handle: str) -> web.Answer:
    """Follow somebody (`on` = 1) or stop (0); they are not told."""
    on = switch("on")
    with acting() as who:
        member = by_handle(handle)
        ensure(Permission.MEMBER_FOLLOW, member, who.actor)
        actions.set_follow("member", me(who).id, member.id, on=on)
    return web.back(f"/m/{handle}")


def button(kind: str) -> Callable[[Sequence[int]], Mapping[int, str]]:
    """Make what draws the button to follow something on a page that members share."""

    def draw(numbers: Sequence[int]) -> Mapping[int, str]:
        drawn = macros("threads/_follow.html").follow_button
        subjects = following.subjects(kind, numbers, actor())
        return {number: str(drawn(kind, key, name, on=on)) for number, (key, name, on) in subjects.items()}

    return draw


for kind in ("category", "tag", "member"):
    fills(f"follow{kind}")(button(kind))
