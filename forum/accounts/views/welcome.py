"""The welcome of newcomers: a step that is done, or all of it."""

from flask import request

from forum.accounts.actions import take_step
from forum.accounts.actions.welcoming import STEPS
from forum.accounts.views.room import blueprint, changing_mine
from forum.core import web
from forum.core.errors import Invalid
from forum.core.limits import limiter


@blueprint.post("/welcome")
@limiter.limit("60 per minute")
@web.members_only
def welcome() -> web.Answer:
    """Note a `step`: the rules were read, or the welcome shall not be shown any more."""
    step = request.form.get("step", "")
    if step not in STEPS:
        raise Invalid({"": "This form did not arrive whole. Please send it again."})
    with changing_mine() as member:
        take_step(member.id, step)
    return web.back("/")
