"""The one question, and the one way to insist on it."""

from dataclasses import dataclass, field
from typing import Any

from forum.access.permissions import Permission
from forum.core.errors import NotVisible, Refused


@dataclass(frozen=True, slots=True)
class Right:
    """A permission given beyond the role, in one category or (None) everywhere. `mandate`: entrusted by people."""

    permission: Permission
    category_id: int | None
    mandate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks. `id` is None for guests; `fields` are an expert's categories."""

    id: int | None = None
    role: str = "guest"
    confirmed: bool = False
    suspended: bool = False
    fields: frozenset[int] = field(default_factory=frozenset)
    rights: frozenset[Right] = field(default_factory=frozenset)

    def holds(self, permission: Permission, category_id: int | None) -> bool:
        """Tell whether a right covers the category."""
        return any(r.permission == permission and r.category_id in {None, category_id} for r in self.rights)


GUEST = Actor()


def can(permission: Permission, subject: Any = None, actor: Actor = GUEST) -> bool:
    """Tell whether the actor may; any error while asking is raised, never read as a no."""
    from forum.access.rules import RULES  # noqa: PLC0415 - the table imports the predicates, which import this module

    return any(all(test(actor, subject) for test in group) for group in RULES[permission])


# What must be seen before it may be acted on: asking for the right without seeing the thing answers 404.
_SIGHT = {"thread": Permission.THREAD_READ, "post": Permission.POST_READ, "category": Permission.CATEGORY_READ}
_SIGHT |= {"picture": Permission.PICTURE_READ, "solution": Permission.POST_READ, "proposal": Permission.THREAD_READ}


def ensure(permission: Permission, subject: Any = None, actor: Actor = GUEST) -> None:
    """Raise NotVisible (404) when the subject may not be known, else Refused (403) when the act is not allowed."""
    sight = _SIGHT.get(permission.split(":")[0])
    if subject is not None and sight is not None and not can(sight, subject, actor):
        raise NotVisible
    if not can(permission, subject, actor):
        if permission == sight:
            raise NotVisible
        raise Refused
