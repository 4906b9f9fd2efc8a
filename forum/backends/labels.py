"""What a document is besides its text, as words of their own: the filters of the query language in every engine."""

from collections.abc import Sequence

from forum.core.ports import Document
from forum.search.language import Query

STATES = {
    "solved": (("is:solved",), ()),
    "expert": (("is:expert",), ()),
    "unanswered": (("kind:question",), ("is:answered",)),
    "open": (("kind:question",), ("is:solved",)),
}
"""State → labels that are needed, labels that are refused."""


def labels_of(document: Document) -> list[str]:
    """Give a document's labels; none holds a space."""
    flags = [name for name in ("solved", "answered", "expert") if getattr(document, name)]
    authors = [f"by:{_joined(author)}" for author in document.authors]
    tags = [f"tag:{tag}" for tag in document.tags]
    own = [f"in:{document.category}", f"kind:{document.kind}", f"for:{document.audience}"]
    return [*own, *(f"is:{flag}" for flag in flags), *tags, *authors]


def needed(asked: Query) -> list[Sequence[str]]:
    """Give the groups of labels of which a document must have one each."""
    groups: list[Sequence[str]] = [[f"in:{name}" for name in asked.categories]] if asked.categories else []
    groups += [[f"kind:{kind}" for kind in asked.kinds]] if asked.kinds else []
    groups += [[f"tag:{name}"] for name in asked.tags]
    groups += [[f"by:{_joined(name)}"] for name in asked.authors]
    return [*groups, *([label] for state in asked.states for label in STATES[state][0])]


def refused(asked: Query) -> list[str]:
    """Give the labels that a document must not have."""
    return [label for state in asked.states for label in STATES[state][1]]


def _joined(name: str) -> str:
    return "_".join(name.split())
