"""`categories`, `threads`: lists, one thread, begin, change, delete."""

from collections.abc import Mapping, Sequence
from typing import Any

from forum.access import Permission, can, ensure
from forum.accounts.queries import actor
from forum.api import forms, schemas
from forum.api.queries import whole
from forum.api.views.room import CLICK, PREFIX, Write, following, operation, pointed_out, shielded, writing
from forum.core.errors import Invalid
from forum.threads import actions, queries
from forum.threads.forms import Asking, Question, chosen, gather
from forum.threads.queries.beside import asked_again
from forum.threads.queries.one import locked_thread
from forum.threads.texts import Text, clean_title, cook, split_tags

ASK = "5 per minute; 30 per hour"


@operation("/threads", tag="threads", takes=forms.Threads, answer=schemas.ThreadLines, may=(404,))
def list_threads(wanted: Mapping[str, str]) -> Any:
    """Threads that the reader sees, newest activity first, twenty a page."""
    who, category, tag = actor(), None, None
    if wanted["category"]:
        category = queries.category(wanted["category"])
        ensure(Permission.CATEGORY_READ, category, who)
    if wanted["tag"]:
        tag = queries.tag(wanted["tag"])
    page = queries.thread_list(
        who,
        category_id=category.id if category else None,
        tag_id=tag.id if tag else None,
        kind=wanted["kind"],
        cursor=wanted["after"],
    )
    kept = {name: wanted[name] for name in ("category", "tag", "kind")}
    return {"items": page.items, "next": following(page.next_cursor, **kept)}


@operation("/threads/<id:thread_id>", tag="threads", answer=schemas.Thread)
def get_thread(thread_id: int) -> Any:
    """One thread with its opening."""
    thread, who = queries.thread(thread_id), actor()
    ensure(Permission.THREAD_READ, thread, who)
    return whole(thread, who)


@operation(
    "/threads",
    "POST",
    tag="threads",
    scope="write",
    takes=forms.NewThread,
    answer=schemas.Thread,
    status=201,
    limit=ASK,
    may=(404,),
    shares="threads.ask",
)
def begin_thread(sent: Mapping[str, Any]) -> Any:
    """Begin a thread. Who has not confirmed their address yet is held until then."""
    question = asked(sent)
    with writing() as act:
        category = queries.category(question.category.slug)
        ensure(Permission.CATEGORY_WRITE, category, act.actor)
        if question.kind == "announcement":
            ensure(Permission.THREAD_ANNOUNCE, None, act.actor)
        thread = asked_again(act.member.id, question.title, question.text.source)
        if thread is None:
            thread, _opening = actions.ask(
                author=act.member,
                category=category,
                kind=question.kind,
                title=question.title,
                text=question.text,
                tags=question.tags,
            )
        tell(act, thread.id, location=f"{PREFIX}/threads/{thread.id}")
    return act.answer


def asked(sent: Mapping[str, Any]) -> Question:
    """Check what was sent as the ask page does; raises Invalid."""
    who = actor()
    writable = [each for each in queries.categories(who) if can(Permission.CATEGORY_WRITE, each, who)]
    words = shielded({**sent, "tags": joined(sent["tags"])}, "title", "body", "tags")
    typed = Asking(**words, category=sent["category"], kind=sent["kind"])
    question = typed.ready(writable)
    pointed_out(sent, words)
    return question


def joined(tags: Sequence[str]) -> str:
    """Give tags as a page's field holds them."""
    return ",".join(tag.replace(",", " ") for tag in tags)


def tell(act: Write, thread_id: int, *, location: str = "") -> None:
    """Answer with a thread as it stands now."""
    act.says(whole(queries.thread(thread_id), act.actor), location=location)


@operation(
    "/threads/<id:thread_id>",
    "PATCH",
    tag="threads",
    scope="write",
    takes=forms.ThreadChange,
    answer=schemas.Thread,
    may=(409,),
    limit="30 per minute; 300 per hour",
    shares="threads.edit",
)
def change_thread(sent: Mapping[str, Any], thread_id: int) -> Any:
    """Change title, body, tags, topic, or whether it takes answers; all of it or nothing."""
    changes = checked(sent, thread_id)
    with writing() as act:
        thread = locked_thread(thread_id)
        ensure(Permission.THREAD_READ, thread, act.actor)
        for name, value in changes.items():
            CHANGES[name](act, thread_id, value)
        tell(act, thread_id)
    return act.answer


def checked(sent: Mapping[str, Any], thread_id: int) -> dict[str, Any]:
    """Check every field that was sent; raises Invalid with all that are wrong."""
    found: dict[str, Any] = {}
    if "title" in sent or "body" in sent:
        if "revision" not in sent:
            raise Invalid({"revision": "Please say which revision you started from."})
        words = shielded(sent, "title", "body")
        title, body = gather(
            lambda: clean_title(words["title"]) if "title" in words else "",
            lambda: cook(words["body"]) if "body" in words else None,
        )
        opening = queries.opening(queries.thread(thread_id))
        pointed_out(sent, words, known=f"{opening.thread.title}\n\n{opening.source}")
        found["words"] = (title, body, sent["revision"])
    if "tags" in sent:
        typed = shielded({**sent, "tags": joined(sent["tags"])}, "tags")
        found["tags"] = split_tags(typed["tags"])
        pointed_out(sent, typed)
    return found | {name: sent[name] for name in ("category", "closed") if name in sent}


def _words(act: Write, thread_id: int, change: Any) -> None:
    title, body, revision = change
    opening = queries.opening(queries.thread(thread_id))
    ensure(Permission.POST_EDIT, opening, act.actor)
    words = body or Text(opening.source, opening.html, opening.thread.excerpt)
    actions.edit(editor=act.member, post=opening, text=words, seen_revision=revision)
    if title:
        actions.retitle(editor=act.member, thread=opening.thread, opening=opening, title=title)


def _tags(act: Write, thread_id: int, tags: Any) -> None:
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_RETAG, thread, act.actor)
    actions.retag(by=act.member, thread=thread, tags=tags)


def _category(act: Write, thread_id: int, slug: Any) -> None:
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_MOVE, thread, act.actor)
    actions.move(by=act.member, thread=thread, category=chosen(slug, queries.categories(act.actor)))


def _closed(act: Write, thread_id: int, closed: Any) -> None:
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_CLOSE, thread, act.actor)
    if closed != thread.closed:
        (actions.close if closed else actions.reopen)(by=act.member, thread=thread)


CHANGES = {"words": _words, "tags": _tags, "category": _category, "closed": _closed}


@operation(
    "/threads/<id:thread_id>", "DELETE", tag="threads", scope="write", status=204, limit=CLICK, shares="threads.delete"
)
def delete_thread(thread_id: int) -> Any:
    """Take one's own thread off the pages, while nobody else has answered."""
    with writing() as act:
        opening = queries.opening(queries.thread(thread_id))
        ensure(Permission.POST_DELETE, opening, act.actor)
        actions.remove_post(by=act.member, post=opening, how="deleted")
    return act.answer
