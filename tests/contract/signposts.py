"""The community's guided picker, for three audiences, and a draft of the author."""

from typing import Any

from forum.accounts.queries import by_id
from forum.core.db import session, transaction
from forum.threads import actions, queries
from forum.threads.models import Category

SIGNED_IN = ("member", "unconfirmed", "author", "superuser", "expert", "manager", "admin")


def put_up(world: Any) -> None:
    """Put the signposts up, with a pin, and keep a draft."""
    boss = by_id(world.people["manager"])
    place = {name: session().get_one(Category, key) for name, key in world.categories.items()}
    with transaction():
        top = actions.add_topic(by=boss, name="Public way", category=place["public"])
        leaf = actions.add_topic(by=boss, name="Sub way", parent=top, category=place["public"], tags=["Prämien"])
        actions.add_topic(by=boss, name=world.canary("healthway", *SIGNED_IN), category=place["health"])
        actions.add_topic(by=boss, name=world.canary("teamway", "expert", "manager", "admin"), category=place["team"])
        actions.pin_thread(by=boss, topic=leaf, thread=queries.thread(world.threads["open"]))
        words = {"title": "Later", "body": world.canary("draft", "author")}
        actions.save_draft(member_id=world.people["author"], place="ask", fields=words, seen=0)
