"""Pictures from strangers: looked at and drawn anew in a limited child process; what was sent is never kept."""

from forum.core.pictures.caps import MAX_BYTES
from forum.core.pictures.process import Box, Drawn, redraw

__all__ = ["MAX_BYTES", "Box", "Drawn", "redraw"]
