"""What threads tell search engines: schema.org's QAPage for questions, DiscussionForumPosting for all others."""

from collections.abc import Sequence
from typing import Any

from forum.core.found import Found, Piece, breadcrumbs
from forum.core.i18n import gettext as _
from forum.core.markup import plain_html
from forum.core.pagination import decode
from forum.threads.models import Thread
from forum.threads.queries import PostRow, ThreadPage
from forum.threads.queries.places import path_of

SUGGESTED = 3
MOST = 600
"""Characters of each text: enough to be understood, and the page stays small."""
DESCRIBED = 155


def found_of(thread: Thread, page: ThreadPage, base: str, after: str | None) -> Found:
    """Describe a page of a thread; pages after the first have addresses of their own and no data."""
    path = path_of(thread)
    later = after is not None and decode(after, (int, int)) is not None
    crumbs = breadcrumbs(
        base, (_("Home"), "/"), (thread.category.name, f"/c/{thread.category.slug}"), (thread.title, path)
    )
    return Found(
        path=f"{path}?after={after}" if later else path,
        text=plain_html(page.opening.post.html, DESCRIBED),
        indexed=thread.category.findable and thread.state == "shown",
        kind="article",
        feed=f"/c/{thread.category.slug}/feed.atom" if thread.category.findable else "",
        data=() if later else (_about(thread, page, base + path), crumbs),
    )


def _about(thread: Thread, page: ThreadPage, address: str) -> Piece:
    head = {"@context": "https://schema.org"}
    if thread.kind != "question":
        replies = [_said("Comment", row, address) for row in page.answers[:SUGGESTED]]
        posting = _said("DiscussionForumPosting", page.opening, address) | {"headline": thread.title, "url": address}
        return {**head, **posting, "commentCount": max(0, thread.post_count), "comment": replies}
    question = _said("Question", page.opening, address) | {"name": thread.title, "url": address}
    question["answerCount"] = thread.answer_count
    if page.solution is not None:
        question["acceptedAnswer"] = _said("Answer", page.solution, address)
    if others := _answers(page.answers, address):
        question["suggestedAnswer"] = others
    return {**head, "@type": "QAPage", "mainEntity": question}


def _answers(rows: Sequence[PostRow], address: str) -> list[dict[str, Any]]:
    best = sorted(rows, key=lambda row: (-row.post.helpful_count, row.post.id))[:SUGGESTED]
    return [_said("Answer", row, address) for row in best]


def _said(kind: str, row: PostRow, address: str) -> dict[str, Any]:
    return {
        "@type": kind,
        "text": plain_html(row.post.html, MOST),
        "datePublished": row.post.created_at.isoformat(timespec="seconds"),
        "upvoteCount": row.post.helpful_count,
        "url": f"{address}#p{row.post.id}",
        "author": {"@type": "Person", "name": row.author.display_name},
    }
