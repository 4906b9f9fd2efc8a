"""Publish what a guest had written before signing in."""

from collections.abc import Mapping
from typing import Any

from forum.access import Actor, Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.core.errors import Invalid, NotVisible
from forum.threads import queries
from forum.threads.actions.asking import ask
from forum.threads.actions.replying import answer
from forum.threads.queries.beside import asked_again, said_again
from forum.threads.queries.places import path_of, place
from forum.threads.texts import Text


def publish_question(actor: Actor, fields: Mapping[str, Any]) -> str:
    """Ask what was kept; give the path to it. Publishes ThreadCreated unless held; raises DomainError."""
    category = queries.category(str(fields["category"]))
    ensure(Permission.CATEGORY_WRITE, category, actor)
    if fields["kind"] not in {"question", "discussion"}:
        raise Invalid({"kind": "Please choose what it shall become."})
    author, text = _author(actor), _text(fields)
    thread = asked_again(author.id, fields["title"], text.source)
    if thread is None:
        tags = [str(tag) for tag in fields["tag_names"]]
        title = str(fields["title"])
        about = {"kind": str(fields["kind"]), "title": title, "language": str(fields.get("language", ""))}
        thread, _ = ask(author=author, category=category, text=text, tags=tags, **about)
    return path_of(thread)


def publish_answer(actor: Actor, fields: Mapping[str, Any]) -> str:
    """Answer with what was kept; give the path to it. Publishes PostCreated unless held; raises DomainError."""
    thread = queries.thread(int(fields["thread_id"]))
    ensure(Permission.POST_CREATE, thread, actor)
    author, text = _author(actor), _text(fields)
    post = said_again(author.id, thread.id, None, text.source) or answer(author=author, thread=thread, text=text)
    return place(queries.post(post.id), actor)


def _author(actor: Actor) -> Member:
    if actor.id is None:
        raise NotVisible
    return by_id(actor.id)


def _text(fields: Mapping[str, Any]) -> Text:
    return Text(str(fields["body"]), str(fields["html"]), str(fields["excerpt"]))
