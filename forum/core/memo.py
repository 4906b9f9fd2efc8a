"""Remembers what a template macro gave for the same arguments: for components that depend on nothing else."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from forum.core import i18n

MOST = 4096
Macro = Callable[..., Markup]


def memo(macro: Macro) -> Macro:
    """Give the macro with a memory, bounded by `MOST`; what cannot be a key is rendered every time.

    Types are part of the key: a text is not the safe HTML with the same letters.
    """
    kept: dict[Any, Markup] = {}

    def remembered(*args: Any, **kwargs: Any) -> Markup:
        key = (i18n.voice(), args, tuple(kwargs.items()), *map(type, args), *map(type, kwargs.values()))
        try:
            found = kept.get(key)
        except TypeError:
            return macro(*args, **kwargs)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = macro(*args, **kwargs)
        return found

    return remembered
