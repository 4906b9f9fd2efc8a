"""Last the links between posts: their threads belong together."""

from forum.core.db import transaction, upsert
from forum.recorded import posts
from forum.recorded.format import link
from forum.recorded.intake import Intake
from forum.threads.models import ThreadLink

KINDS = ("duplicate", "linked")


def add_links(intake: Intake) -> None:
    """Write the links that are not there yet; a link within one thread says nothing."""
    for batch in intake.batches("links", "links", link):
        have = posts.known_posts([end for _, found in batch for end in (found.post, found.related)])
        rows = []
        for line, found in batch:
            one, other = have.get(found.post), have.get(found.related)
            if one is None or other is None:
                intake.refuse("links", line, f"post {found.post if one is None else found.related} is not there")
            elif one.thread_id != other.thread_id:
                kind = found.kind if found.kind in KINDS else "linked"
                rows.append({"thread_id": one.thread_id, "related_id": other.thread_id, "kind": kind})
        if rows:
            with transaction() as s:
                s.execute(upsert(ThreadLink).on_conflict_do_nothing(), rows)
