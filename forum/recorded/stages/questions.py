"""Then the questions: threads that wait for the moment at which they were asked."""

from collections.abc import Iterator

from sqlalchemy import select

from forum.core.db import session, transaction
from forum.core.slugs import slugify
from forum.recorded import people, posts
from forum.recorded.format import QUESTION, post
from forum.recorded.intake import Intake
from forum.recorded.kitchen import ahead
from forum.recorded.stages.ordering import Order, order, served
from forum.threads.actions import create_category
from forum.threads.models import Category, Post, Thread


def add_questions(intake: Intake) -> set[int]:
    """Write the questions that are not there yet; give the lines whose post is in the file twice."""
    twice: set[int] = set()
    for ordered in ahead(_orders(intake, twice)):
        new = served(intake, ordered)
        if new:
            authors = people.known(posts.author_key(found) for found, _ in new)
            with transaction():
                posts.add_questions(new, authors, _category(intake))
            session().expunge_all()
            intake.added["posts"] += len(new)
    return twice


def _orders(intake: Intake, twice: set[int]) -> Iterator[Order]:
    seen: set[str] = set()
    for batch in intake.batches("questions", "posts", post):
        for line, found in batch:
            if found.id in seen:
                intake.refuse("posts", line, f"post {found.id} is there twice")
                twice.add(line)
            seen.add(found.id)
        yield order(intake, [(line, found) for line, found in batch if found.kind == QUESTION and line not in twice])


def _category(intake: Intake) -> Category:
    """Give the category of imported questions, named after the folder; search engines know them from elsewhere."""
    imported = select(Thread.category_id).join(Post, Post.thread_id == Thread.id).where(Post.source_id.is_not(None))
    name = intake.folder.resolve().name
    found = session().scalar(select(Category).where(Category.id.in_(imported.limit(1))))
    found = found or session().scalar(select(Category).where(Category.slug == slugify(name)))
    return found or create_category(slug=slugify(name), name=name.replace("_", " "), indexed=False)
