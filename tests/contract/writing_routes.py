"""Lines of the matrix about writing: drafts, comments, mentions, preview, and the guided picker."""

from collections.abc import Callable

Say = Callable[..., None]
ALL = "200 200 200 200 200 200 200 200"
INSIDE = "in  200 200 200 200 200 200 200"
SENT = "in  see see see see see see see"
EDITING = "in  403 403 403 403 403 200 200"
EDITED = "in  403 403 403 403 403 see see"
WAY = {"name": "A way", "category": "public", "tags": "", "icon": "sun"}


def writing(get: Say, post: Say) -> None:
    """Say who may go there."""
    for name in ("mine", "drafts", "mentions"):
        get(f"threads.{name}", INSIDE)
    get("threads.comment_form", INSIDE, post_id="open")
    get("threads.comment_form", "in  404 404 403 403 404 403 403", post_id="hidden")
    post("threads.preview", ALL, {"body": "**x**"})
    post("threads.save_draft", SENT, {"place": "ask:2", "title": "Later", "body": "Words."})
    post("threads.discard_draft", SENT, draft_id="1")
    get("threads.picker", ALL)
    get("threads.picker_place", ALL, slug="public-way")
    get("threads.picker_place", "404 200 200 200 200 200 200 200", slug="cnryhealthway")
    get("threads.picker_place", "404 404 404 404 404 200 200 200", slug="cnryteamway")
    get("threads.picker_edit", EDITING)
    get("threads.picker_edit_topic", EDITING, topic_id="1")
    post("threads.picker_add", EDITED, WAY)
    post("threads.picker_change", EDITED, WAY, topic_id="1")
    post("threads.picker_move", EDITED, {"to": "down"}, topic_id="1")
    post("threads.picker_remove", EDITED, topic_id="1")
    post("threads.picker_pin", EDITED, {"thread": "1"}, topic_id="2")
    post("threads.picker_unpin", EDITED, {"thread": "1"}, topic_id="2")
