"""What the author of the small community keeps for themselves."""

from typing import Any

from forum.core.db import transaction
from forum.threads import actions as threads
from forum.threads import queries
from forum.threads.actions.reading import add_reads


def keep(world: Any) -> None:
    """Let the author keep a note, follow, share a question and have read; the note carries a token."""
    me = world.people["author"]
    world.posts["keepsake"] = world.posts["second"]
    with transaction():
        threads.bookmark(me, world.posts["keepsake"])
        threads.note(me, world.posts["keepsake"], f"murmeltier {world.canary('note', 'author')}")
        threads.bookmark(me, world.posts["hidden"])
        for kind, subject in (("category", world.categories["public"]), ("member", world.people["friend"])):
            threads.set_follow(kind, me, subject, on=True)
        threads.me_too(me, queries.thread(world.threads["open"]), on=True)
        add_reads({(me, world.threads["open"]): 1})
