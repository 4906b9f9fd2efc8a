"""What a member has typed and not sent: at one place, and all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.access import Actor
from forum.core.db import session
from forum.threads.models import Draft, Post, Thread
from forum.threads.models.draft import REMARK
from forum.threads.queries.beside import threads_by_id
from forum.threads.queries.places import path_of

MOST = 50
OF_POSTS = ("edit:", REMARK)
FURTHER = range(2, 10)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as the list shows it. `about` is empty where its thread may not be seen (any more), `path` as well."""

    draft: Draft
    kind: str
    about: str
    path: str


def draft_at(actor: Actor, place: str) -> Draft | None:
    """Give the actor's draft of a place, none for guests; one statement."""
    if actor.id is None:
        return None
    return session().scalar(select(Draft).where(Draft.member_id == actor.id, Draft.place == place))


def drafts_of_remarks(actor: Actor, post_ids: Sequence[int]) -> dict[int, Draft]:
    """Give the actor's unsent comments on posts, by post; one statement."""
    places = {f"{REMARK}{post_id}": post_id for post_id in post_ids}
    mine = select(Draft).where(Draft.member_id == actor.id, Draft.place.in_(places))
    return {places[draft.place]: draft for draft in session().scalars(mine)}


def free_place(actor: Actor) -> str:
    """Give a place for a question where nothing is kept yet; one statement, none for guests."""
    if actor.id is None:
        return "ask"
    taken = select(Draft.place).where(Draft.member_id == actor.id, Draft.place.startswith("ask"))
    known = set(session().scalars(taken))
    return next((place for place in ("ask", *(f"ask:{number}" for number in FURTHER)) if place not in known), "ask")


def drafts_of(actor: Actor) -> Sequence[DraftRow]:
    """Give the actor's drafts, the last touched first, at most 50; three statements."""
    mine = select(Draft).where(Draft.member_id == actor.id).order_by(Draft.updated_at.desc(), Draft.id.desc())
    found = session().scalars(mine.limit(MOST)).all()
    posts = _threads_of_posts([_number(draft) for draft in found if draft.place.startswith(OF_POSTS)])
    about = {
        draft.id: posts.get(_number(draft), 0) if draft.place.startswith(OF_POSTS) else _number(draft)
        for draft in found
    }
    threads = threads_by_id(sorted(set(about.values())), actor)
    return [_row(draft, threads.get(about[draft.id])) for draft in found]


def _row(draft: Draft, about: Thread | None) -> DraftRow:
    kind = draft.place.partition(":")[0]
    if kind == "ask":
        return DraftRow(draft, kind, str(draft.fields.get("title", "")), f"/ask?draft={draft.place}")
    if about is None:
        return DraftRow(draft, kind, "", "")
    paths = {"reply": f"{path_of(about)}#reply", "comment": f"/p/{_number(draft)}", "edit": f"/p/{_number(draft)}/edit"}
    return DraftRow(draft, kind, about.title, paths[kind])


def _number(draft: Draft) -> int:
    return 0 if draft.place.startswith("ask") else int(draft.place.partition(":")[2])


def _threads_of_posts(ids: Sequence[int]) -> dict[int, int]:
    if not ids:
        return {}
    return {row.id: row.thread_id for row in session().execute(select(Post.id, Post.thread_id).where(Post.id.in_(ids)))}
