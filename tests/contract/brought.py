"""Pictures of the small community: in a public, a members' and the team's answer, one that waits, one in no post."""

from typing import Any

from forum.accounts.queries import by_id
from forum.core.db import transaction
from forum.core.pictures import Drawn
from forum.threads import actions, queries
from forum.threads.actions.uploading import Quota, add_upload, store
from forum.threads.texts import cook


def bring_pictures(world: Any, everybody: tuple[str, ...], members: tuple[str, ...], staff: frozenset[str]) -> None:
    """Each picture's bytes are a token that only who may see it may meet."""
    for name, to, who, roles in (
        ("open", "quiet", "author", everybody),
        ("members", "members", "author", members),
        ("team", "team", "expert", staff),
        ("held", "quiet", "member", ("member", "superuser", "manager", "admin")),
        ("free", "", "author", ("author",)),
    ):
        told = world.canary(f"pic{name}", *roles).encode()
        drawn = Drawn(told, told, 64, 48, 0)
        kept = store(drawn)
        with transaction():
            owner = by_id(world.people[who])
            made = add_upload(owner=owner, name=kept, drawn=drawn, received=9, quota=Quota(9, 9))
            world.pictures[name] = made.key
            if to:
                text = cook(f"looks so: ![it](/u/{made.key})")
                actions.answer(author=owner, thread=queries.thread(world.threads[to]), text=text)
