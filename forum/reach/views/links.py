"""Short links of posts: made by experts for the phone, by managers for invoices; followed by everybody."""

import io

import segno
from flask import Response, redirect, render_template, request

from forum.access import Permission, can, ensure
from forum.accounts.queries import acting, actor
from forum.core import web
from forum.core.entrance import carried
from forum.core.errors import Invalid
from forum.core.limits import limiter
from forum.reach import actions, queries
from forum.reach.models import PURPOSES
from forum.reach.views.room import base, blueprint
from forum.threads.models import Post
from forum.threads.queries import post as post_by_id
from forum.threads.queries.places import place

MAY = {"call": Permission.POST_LINK, "qr": Permission.POST_PRINT}
QUIET, MODULE = 4, 8
"""A QR picture: its white rim in modules, as the norm asks, and pixels a module."""


@blueprint.get("/s/<code>")
@limiter.limit("60 per minute")
def follow(code: str) -> web.Answer:
    """Lead to where the post stands, if the reader may see it; the way is counted on arrival."""
    found = queries.link(code)
    post = post_by_id(found.post_id)
    ensure(Permission.POST_READ, post, actor())
    return redirect(carried(place(post, actor()), found.purpose))


@blueprint.get("/p/<id:post_id>/link")
@web.members_only
@web.private
def links(post_id: int) -> str:
    """Show the short links of a post, and what makes them."""
    post = post_by_id(post_id)
    ensure(Permission.POST_LINK, post, actor())
    return render_template(
        "reach/links.html",
        post=post,
        codes=queries.links_of(post_id),
        back=place(post, actor()),
        may_print=can(Permission.POST_PRINT, post, actor()),
        nav="topics",
    )


@blueprint.post("/p/<id:post_id>/link")
@limiter.limit("60 per minute")
@web.members_only
@web.private
def make(post_id: int) -> web.Answer:
    """Make a short link, or give the one there is; as plain text for who asks for that."""
    purpose = request.form.get("purpose", "call")
    if purpose not in PURPOSES:
        raise Invalid({"": "This form did not arrive whole. Please send it again."})
    with acting() as who:
        post = post_by_id(post_id)
        ensure(MAY[purpose], post, who.actor)
        code = actions.make_link(post, purpose).code
    if request.headers.get("Accept") == "text/plain":
        return Response(f"{base()}/s/{code}", mimetype="text/plain")
    return web.see_other(f"/p/{post_id}/link")


@blueprint.get("/p/<id:post_id>/qr.svg")
@web.members_only
@web.private
def picture(post_id: int) -> Response:
    """Give the QR picture of a post's short link for invoices, to be printed at any size."""
    post = post_by_id(post_id)
    ensure(Permission.POST_PRINT, post, actor())
    return Response(drawn(post), mimetype="image/svg+xml")


def drawn(post: Post) -> bytes:
    """Draw a QR code that stays legible when 15 % of it are lost; raises NotVisible before there is a link."""
    out = io.BytesIO()
    code = segno.make(f"{base()}/s/{queries.link_of(post.id, 'qr').code}", error="m", micro=False)
    code.save(out, kind="svg", border=QUIET, scale=MODULE, light="#fff", svgclass=None, lineclass=None, xmldecl=False)
    return out.getvalue()
