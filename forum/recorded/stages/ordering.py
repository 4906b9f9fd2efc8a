"""What both stages of posts share: which lines are new, and their texts, ordered from the kitchen ahead of time."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from forum.recorded import people, posts
from forum.recorded.cook import Raw
from forum.recorded.fields import Broken
from forum.recorded.format import RecordedPost
from forum.recorded.intake import Intake
from forum.recorded.kitchen import Serve
from forum.threads.texts import Text


class Order(NamedTuple):
    """Posts that are not there yet, by line, and their texts when they are cooked."""

    lines: list[tuple[int, RecordedPost]]
    serve: Serve


def order(intake: Intake, lines: Sequence[tuple[int, RecordedPost]]) -> Order:
    """Order the texts of posts that are not there yet; refuse those of unknown owners and of other communities."""
    have = posts.known_posts([found.id for _, found in lines])
    authors = people.known(posts.author_key(found) for _, found in lines)
    new = []
    for line, found in lines:
        try:
            if _is_new(found, have.get(found.id), authors):
                new.append((line, found))
        except Broken as broken:
            intake.refuse("posts", line, broken)
    return Order(new, intake.kitchen.order([Raw(found.body, found.is_html) for _, found in new]))


def served(intake: Intake, ordered: Order) -> list[tuple[RecordedPost, Text]]:
    """Wait for the texts; refuse the posts whose text cannot be cooked."""
    new = []
    for (line, found), text in zip(ordered.lines, ordered.serve(), strict=True):
        if isinstance(text, Broken):
            intake.refuse("posts", line, text)
        else:
            new.append((found, text))
    return new


def _is_new(found: RecordedPost, there: Any, authors: Collection[str]) -> bool:
    if posts.author_key(found) not in authors:
        raise Broken(f"owner {found.owner} is not there")
    if there is not None and there.created_at != found.created:
        raise Broken(f"post {found.id} of another community is there already")
    return there is None
