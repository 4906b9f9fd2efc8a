"""`moderation/actions`: hide and show, with a reason."""

from collections.abc import Mapping
from typing import Any

from forum.access import Permission, ensure
from forum.api import forms
from forum.api import game_schemas as schemas
from forum.api.views.room import CLICK, operation, shielded, writing
from forum.moderation import actions
from forum.threads.queries import post as load_post

VERBS = {"hide": actions.hide_post, "show": actions.show_post}


@operation(
    "/moderation/actions",
    "POST",
    tag="moderation",
    scope="moderate",
    takes=forms.Intervene,
    answer=schemas.Intervention,
    status=201,
    may=(404, 409),
    limit=CLICK,
    shares="moderation.hide",
)
def intervene(sent: Mapping[str, Any]) -> Any:
    """Hide somebody's post or show it again. The author reads the reason, the log keeps it."""
    verb, text = VERBS[sent["kind"]], shielded(sent, "text")["text"]
    with writing() as act:
        post = load_post(sent["post"])
        ensure(Permission.POST_HIDE, post, act.actor)
        act.says(verb(by=act.member, post=post, reason=sent["reason"], text=text))
    return act.answer
