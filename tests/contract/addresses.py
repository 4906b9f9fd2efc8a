"""Every address of every GET route with every id there is, for crawls.

A new route whose placeholders are known is crawled by itself. A new placeholder says in VALUES what may stand there
(where one name means several things, in AT for an endpoint); a page that depends on parameters lists some in QUERIES.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from forum.accounts.models import Member
from forum.core.db import session
from forum.dashboard.cases import CASES
from forum.mandates.models import Grant, Nomination
from forum.notifications.models import Delivery, Webhook
from forum.reach.models import ShortLink
from forum.threads.models import Category, Draft, PickerTopic, Post, Proposal, Tag, Thread, Upload
from forum.threads.texts import slugify

Values = Callable[[], Iterable[object]]


def every(column: InstrumentedAttribute) -> Values:
    """Give a reader of a whole column."""
    return lambda: session().scalars(select(column)).all()


def fixed(*values: object) -> Values:
    """Give a reader of fixed values."""
    return lambda: values


VALUES: dict[str, Values] = {
    "thread_id": every(Thread.id),
    "post_id": every(Post.id),
    "mandate_id": every(Grant.id),
    "nomination_id": every(Nomination.id),
    "proposal_id": every(Proposal.id),
    "picture_key": every(Upload.key),
    "member_id": every(Member.id),
    "category_id": every(Category.id),
    "topic_id": every(PickerTopic.id),
    "draft_id": every(Draft.id),
    "handle": every(Member.handle),
    "key": fixed(*sorted(CASES)),
    "token": fixed("x"),
    "path": fixed("gastgeben", "ratgeben"),
    "webhook_id": every(Webhook.id),
    "delivery_id": every(Delivery.id),
    "filename": fixed("img/icons.svg"),
    "code": every(ShortLink.code),
    "number": fixed(0, 1),
}
AT: dict[tuple[str, str], Values] = {
    ("threads.category", "slug"): every(Category.slug),
    ("threads.tag", "slug"): every(Tag.slug),
    ("reach.category_feed", "slug"): every(Category.slug),
    ("reach.tag_feed", "slug"): every(Tag.slug),
    ("threads.picker_place", "slug"): every(PickerTopic.slug),
    ("thread.show", "slug"): fixed(slugify("anything")),
}
QUERIES = {
    "search.results": [
        "?q=murmeltier",
        "?q=murmeltier&sort=date",
        "?q=%22murmeltier%22",
        "?q=question",
        "?q=in:team",
        "?q=murmeltire",
        "?q=murmelt*",
        "?q=murmeltier&state=open&in=team&in=public&kind=question&lang=de&since=year",
    ],
    "similar.similar": ["?title=question+about+murmeltier", "?q=murmeltier"],
    "home.home": [""] + [f"?kind={kind}" for kind in ("solved", "expert")],
    "topics.topics": [""] + [f"?kind={kind}" for kind in ("all", "waiting", "open", "solved", "expert")],
    "threads.category": [""] + [f"?kind={kind}" for kind in ("waiting", "open", "discussions")],
    "threads.mentions": ["?q=member", "?q=author"],
    "threads.fragment": ["", "?after=x", "?seen=x", "?since=x"],
    "dashboard.overview": ["", "?days=91"],
    "dashboard.cases": ["?days=91"],
    "dashboard.as_csv": ["?days=91"],
    "notifications.webhook": ["", "?state=parked"],
    "reach.feed": ["", "?lang=de"],
    "reach.category_feed": ["", "?lang=de"],
    "reach.tag_feed": ["", "?lang=de"],
    "api.find": ["?q=murmeltier", "?q=murmeltier&sort=date", "?q=in:team"],
    "api.similar": ["?title=question+about+murmeltier"],
    "api.list_threads": [""] + [f"?kind={kind}" for kind in ("waiting", "open", "solved", "expert")],
    "api.leaderboard": ["", "?period=ever"],
    "reputation.leaderboard": ["", "?period=ever", "?path=gastgeben"],
}


def values(endpoint: str, name: str) -> list[object]:
    """Give what may stand at a placeholder."""
    known = AT.get((endpoint, name)) or VALUES.get(name)
    assert known is not None, f"say in tests/contract/addresses.py what may stand for <{name}> of {endpoint}"
    return list(known())


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Give (endpoint, path) of every GET route with every value; a placeholder without values fails."""
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=str):
            if "GET" not in (rule.methods or ()):
                continue
            names = sorted(rule.arguments)
            for chosen in product(*(values(rule.endpoint, name) for name in names)):
                path = url_for(rule.endpoint, **dict(zip(names, chosen, strict=True)))
                yield from ((rule.endpoint, path + query) for query in QUERIES.get(rule.endpoint, [""]))
        threads = session().scalars(select(Thread))
        yield from [("thread.show", f"/t/{thread.id}-{thread.slug}") for thread in threads]
        session().close()
