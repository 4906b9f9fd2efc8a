"""What a page tells those who do not read it: search engines, previews elsewhere, feed readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Piece = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The page's one address, its description, whether it may be found at all, its feed and schema.org data.

    What may not be found tells nothing: no preview, no data; a feed only where the list itself is for everybody.
    """

    path: str
    text: str = ""
    indexed: bool = True
    kind: str = "website"
    feed: str = ""
    data: Sequence[Piece] = ()


def breadcrumbs(base: str, *steps: tuple[str, str]) -> Piece:
    """Give schema.org's BreadcrumbList of (label, path) steps, the page itself last."""
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": base + path}
        for number, (label, path) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
