"""Then the answers, in a second reading of the posts: by now every question is there."""

from collections.abc import Collection, Iterator

from forum.core.db import session, transaction
from forum.recorded import people, posts
from forum.recorded.format import ANSWER, post
from forum.recorded.intake import Intake
from forum.recorded.kitchen import ahead
from forum.recorded.stages.ordering import Order, order, served


def add_answers(intake: Intake, twice: Collection[int]) -> None:
    """Write the answers that are not there yet, except on the lines `twice`."""
    for ordered in ahead(_orders(intake, twice)):
        new = served(intake, ordered)
        if new:
            parents = posts.known_posts([found.parent or "" for found, _ in new])
            authors = people.known(posts.author_key(found) for found, _ in new)
            with transaction():
                rows = [(found, text, parents[found.parent or ""].thread_id) for found, text in new]
                posts.add_answers(rows, authors)
            session().expunge_all()
            intake.added["posts"] += len(new)


def _orders(intake: Intake, twice: Collection[int]) -> Iterator[Order]:
    for batch in intake.batches("answers", "posts", post, again=True):
        answers = [(line, found) for line, found in batch if found.kind == ANSWER and line not in twice]
        parents = posts.known_posts([found.parent or "" for _, found in answers])
        sound = []
        for line, found in answers:
            parent = parents.get(found.parent or "")
            if parent is None or parent.kind != "opening":
                intake.refuse("posts", line, f"question {found.parent} is not there")
            else:
                sound.append((line, found))
        yield order(intake, sound)
