"""Keep what is derived for finding: what the worker does. Losing any of it loses nothing."""

from forum.search.actions.indexing import INDEX, expected, heal, index, owe_index, rebuild
from forum.search.actions.relating import RELATED, owe_related, relate

__all__ = ["INDEX", "RELATED", "expected", "heal", "index", "owe_index", "owe_related", "rebuild", "relate"]
