"""Who may do what; knows no room."""

from forum.access.guard import Actor, Right, can, ensure
from forum.access.permissions import Permission

__all__ = ["Actor", "Permission", "Right", "can", "ensure"]
