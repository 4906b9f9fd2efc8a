"""What the rule book in force lets people be nominated for."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.reputation.queries.books import book_now
from forum.reputation.queries.metrics import main_category


@dataclass(frozen=True, slots=True)
class Offer:
    """A stage's rights that people decide about, for one member: [permission, category id or None] pairs."""

    path: str
    stage: int
    rights: tuple[tuple[str, int | None], ...]
    approvals: int


def bundles(language: str) -> Sequence[tuple[str, int, str]]:
    """Give (path, stage, its title) of every stage with rights that people decide about, in the book's order."""
    return [
        (path.id, stage.number, stage.title.get(language))
        for path in book_now().rules.paths.values()
        for stage in path.stages
        if any(right.approvals for right in stage.rights)
    ]


def offers_for(member_id: int, path: str, stage: int) -> Offer | None:
    """Give what a member would be nominated for at a stage; none when it brings nothing that people decide about.

    A right for the main category needs a category in which the member solved something.
    """
    route = book_now().rules.paths.get(path)
    if route is None or not 1 <= stage <= len(route.stages):
        return None
    decided = [right for right in route.stages[stage - 1].rights if right.approvals]
    main = main_category(member_id, path)
    kept = [right for right in decided if right.scope == "everywhere" or main is not None]
    if not kept:
        return None
    rights = tuple((right.permission, main if right.scope == "main_category" else None) for right in kept)
    return Offer(path, stage, rights, max(right.approvals for right in kept))
