"""JSON that refuses what the standard refuses: NaN, Infinity, duplicate keys, endless nesting."""

import json
import math
from typing import Any

from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest

MAX_DEPTH = 20


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("number too large")
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def depth(value: Any) -> int:
    """Count how deep lists and objects nest."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max((depth(child) for child in children), default=0)


def _openings(text: str | bytes) -> int:
    """Count what could open a list or an object: nothing nests deeper than that, and counting is quick."""
    if isinstance(text, str):
        return text.count("{") + text.count("[")
    return text.count(b"{") + text.count(b"[")


def strict_loads(text: str | bytes) -> Any:
    """Parse JSON; raises ValueError for anything a strict reader refuses."""
    try:
        value = json.loads(text, parse_constant=_constant, parse_float=_number, object_pairs_hook=_pairs)
        if _openings(text) > MAX_DEPTH and depth(value) > MAX_DEPTH:
            raise ValueError("too deep")
    except (RecursionError, UnicodeError, OverflowError) as error:
        raise ValueError(str(error)) from error
    return value


class StrictJson(DefaultJSONProvider):
    """Flask's JSON with the strict reader."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Parse a request body; a fault is a 400."""
        del kwargs
        try:
            return strict_loads(s)
        except ValueError as error:
            raise BadRequest(str(error)) from error
