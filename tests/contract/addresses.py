"""Every address of every GET route with every id there is, for crawls."""

from collections.abc import Iterator
from itertools import product

from flask import Flask, url_for
from sqlalchemy import select

from forum.accounts.models import Member
from forum.core.db import session
from forum.dashboard.cases import CASES
from forum.mandates.models import Grant
from forum.threads.models import Category, Post, Tag, Thread
from forum.threads.texts import slugify

QUERIES = {
    "search.results": ["?q=murmeltier", "?q=murmeltier&sort=date", "?q=%22murmeltier%22", "?q=question", "?q=in:team"],
    "similar.similar": ["?title=question+about+murmeltier", "?q=murmeltier"],
    "home.home": [""] + [f"?kind={kind}" for kind in ("solved", "expert")],
    "topics.topics": [""] + [f"?kind={kind}" for kind in ("all", "waiting", "open", "solved", "expert")],
    "threads.category": [""] + [f"?kind={kind}" for kind in ("waiting", "open", "discussions")],
    "threads.fragment": ["", "?after=x", "?seen=x", "?since=x"],
    "dashboard.overview": ["", "?days=91"],
    "dashboard.cases": ["?days=91"],
    "dashboard.as_csv": ["?days=91"],
    "api.find": ["?q=murmeltier", "?q=murmeltier&sort=date", "?q=in:team"],
    "api.similar": ["?title=question+about+murmeltier"],
    "api.list_threads": [""] + [f"?kind={kind}" for kind in ("waiting", "open", "solved", "expert")],
    "api.leaderboard": ["", "?period=ever"],
    "reputation.leaderboard": ["", "?period=ever", "?path=gastgeben"],
}


def values() -> dict[str, list[object]]:
    """Give what may stand at each placeholder."""
    read = session().scalars
    return {
        "thread_id": list(read(select(Thread.id))),
        "post_id": list(read(select(Post.id))),
        "mandate_id": list(read(select(Grant.id))),
        "handle": list(read(select(Member.handle))),
        "key": sorted(CASES),
        "path": ["gastgeben", "ratgeben"],
        "webhook_id": [1],
        "token": ["x"],
        "filename": ["img/icons.svg"],
    }


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Give (endpoint, path) of every GET route with every value; a placeholder without values fails."""
    with app.test_request_context():
        known = values()
        slugs = {
            "threads.category": list(session().scalars(select(Category.slug))),
            "threads.tag": list(session().scalars(select(Tag.slug))),
            "thread.show": [slugify("anything")],
        }
        for rule in sorted(app.url_map.iter_rules(), key=str):
            if "GET" not in (rule.methods or ()):
                continue
            names = sorted(rule.arguments)
            lists = [slugs[rule.endpoint] if name == "slug" else known[name] for name in names]
            for chosen in product(*lists):
                path = url_for(rule.endpoint, **dict(zip(names, chosen, strict=True)))
                yield from ((rule.endpoint, path + query) for query in QUERIES.get(rule.endpoint, [""]))
        threads = session().scalars(select(Thread))
        yield from [("thread.show", f"/t/{thread.id}-{thread.slug}") for thread in threads]
        session().close()
