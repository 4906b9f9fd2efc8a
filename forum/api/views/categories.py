"""`categories`: the topics, and how managers make one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.api import forms, schemas
from forum.api.views.room import CLICK, operation, pointed_out, shielded, writing
from forum.core import shield
from forum.core.db import session
from forum.core.errors import Conflict, Invalid
from forum.threads import actions, queries


@operation("/categories", tag="categories", answer=schemas.Categories)
def list_categories() -> Any:
    """Topics that the reader sees, in the order of the house."""
    return {"items": queries.categories(actor()), "next": None}


@operation(
    "/categories",
    "POST",
    tag="categories",
    scope="manage",
    takes=forms.NewCategory,
    answer=schemas.Category,
    status=201,
    may=(409,),
    limit=CLICK,
)
def make_category(sent: Mapping[str, Any]) -> Any:
    """Make a topic, at the end of the list. One that is near health is neither public nor indexed."""
    words = {name: " ".join(text.split()) for name, text in shielded(sent, "name", "description").items()}
    if not words["name"]:
        raise Invalid({"name": "Please fill this in."})
    for name, text in {**words, "slug": sent["slug"]}.items():
        shield.refuse(text, name)
    pointed_out(sent, words)
    given: dict[str, Any] = {name: value for name, value in sent.items() if name not in {"shield", *words}}
    with writing() as act:
        ensure(Permission.CATEGORY_MANAGE, None, act.actor)
        position = 1 + max((each.position for each in queries.categories(act.actor)), default=-1)
        try:
            with session().begin_nested():
                made = actions.create_category(**{**given, **words}, position=position)
        except IntegrityError:
            raise Conflict("There is a topic with this slug already.") from None
        act.says(made)
    return act.answer
