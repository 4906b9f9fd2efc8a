"""Then the questions: threads that wait for the moment at which they were asked."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from forum.core.db import session, transaction
from forum.core.slugs import slugify
from forum.recorded import people, posts
from forum.recorded.cooking import cook_body
from forum.recorded.fields import Broken
from forum.recorded.format import QUESTION, RecordedPost, post
from forum.recorded.intake import Intake
from forum.threads.actions import create_category
from forum.threads.models import Category, Post, Thread
from forum.threads.texts import Text


def add_questions(intake: Intake) -> set[int]:
    """Write the questions that are not there yet; give the lines whose post is in the file twice."""
    seen: set[str] = set()
    twice: set[int] = set()
    for batch in intake.batches("questions", "posts", post):
        for line, found in batch:
            if found.id in seen:
                intake.refuse("posts", line, f"post {found.id} is there twice")
                twice.add(line)
            seen.add(found.id)
        new = missing(intake, [(line, found) for line, found in batch if found.kind == QUESTION and line not in twice])
        if new:
            authors = people.known(posts.author_key(found) for found, _ in new)
            with transaction():
                posts.add_questions(new, authors, _category(intake))
            session().expunge_all()
            intake.added["posts"] += len(new)
    return twice


def missing(intake: Intake, lines: Sequence[tuple[int, RecordedPost]]) -> list[tuple[RecordedPost, Text]]:
    """Give the posts that are not there yet, cooked; refuse those of unknown owners and of other communities."""
    have = posts.known_posts([found.id for _, found in lines])
    authors = people.known(posts.author_key(found) for _, found in lines)
    new = []
    for line, found in lines:
        try:
            if _is_new(found, have.get(found.id), authors):
                new.append((found, cook_body(found.body, is_html=found.is_html)))
        except Broken as broken:
            intake.refuse("posts", line, broken)
    return new


def _is_new(found: RecordedPost, there: Any, authors: Collection[str]) -> bool:
    if posts.author_key(found) not in authors:
        raise Broken(f"owner {found.owner} is not there")
    if there is not None and there.created_at != found.created:
        raise Broken(f"post {found.id} of another community is there already")
    return there is None


def _category(intake: Intake) -> Category:
    """Give the category of imported questions, named after the folder; search engines know them from elsewhere."""
    imported = select(Thread.category_id).join(Post, Post.thread_id == Thread.id).where(Post.source_id.is_not(None))
    name = intake.folder.resolve().name
    found = session().scalar(select(Category).where(Category.id.in_(imported.limit(1))))
    found = found or session().scalar(select(Category).where(Category.slug == slugify(name)))
    return found or create_category(slug=slugify(name), name=name.replace("_", " "), indexed=False)
