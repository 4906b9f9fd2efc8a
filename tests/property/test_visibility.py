"""Listed if and only if it may be seen: the list twins and the guard never differ, for anybody, on both databases."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from forum.access import Actor, Permission, Right, can
from forum.accounts.queries import by_id
from forum.core.db import session, transaction
from forum.threads import queries
from forum.threads.models import Category, Post, Thread
from tests import factories
from tests.plugins.databases import both_databases

STATES = ("shown", "held", "hidden", "deleted")
AUDIENCES = ("public", "members", "team")
WRITERS = 3
often = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
seldom = settings(often, max_examples=15)


@pytest.fixture
def world(context):
    """Every audience × state of the thread × state of the post, written by three people in turn."""
    hands = itertools.cycle([factories.member().id for _ in range(WRITERS)])
    places = [factories.category(f"ort-{audience}", audience=audience) for audience in AUDIENCES]
    for place, state, inner in itertools.product(places, STATES, STATES):
        asker, helper = by_id(next(hands)), by_id(next(hands))
        thread = factories.thread(asker, place, tags=["Zahn"])
        post = factories.answer(thread, helper)
        with transaction() as s:
            s.execute(update(Thread).where(Thread.id == thread.id).values(state=state))
            s.execute(update(Post).where(Post.id == post.id).values(state=inner))
    session().expire_all()
    return {
        "categories": session().scalars(select(Category)).all(),
        "threads": session().scalars(select(Thread).options(joinedload(Thread.category))).all(),
        "posts": session().scalars(select(Post).options(joinedload(Post.thread).joinedload(Thread.category))).all(),
    }


def actors():
    """Guests, members, authors, staff, suspended or not, with rights in some categories, everywhere or nowhere."""
    scopes = st.sampled_from([1, 2, 3, None])
    permissions = st.sampled_from([Permission.POST_HIDE, Permission.THREAD_RETAG, Permission.SOLUTION_SET])
    rights = st.frozensets(st.builds(Right, permissions, scopes, st.booleans()), max_size=3)
    people = st.builds(
        Actor,
        id=st.integers(1, WRITERS + 2),
        role=st.sampled_from(["member", "expert", "manager", "admin"]),
        confirmed=st.booleans(),
        suspended=st.booleans(),
        fields=st.frozensets(st.integers(1, 3)),
        rights=rights,
    )
    return st.one_of(st.just(Actor()), people)


def seen(rows, permission: Permission, actor: Actor) -> set[int]:
    return {row.id for row in rows if can(permission, row, actor)}


@both_databases
@often
@given(actor=actors())
def test_listed_if_and_only_if_it_may_be_seen(world, actor):
    threads, posts = seen(world["threads"], Permission.THREAD_READ, actor), world["posts"]
    joined = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    listed = session().scalars(select(Category.id).where(queries.visible_categories(actor)))
    assert set(listed) == seen(world["categories"], Permission.CATEGORY_READ, actor)
    assert set(session().scalars(select(Thread.id).where(queries.visible_threads(actor)))) == threads
    assert set(session().scalars(joined.where(queries.visible_posts(actor)))) == seen(
        posts, Permission.POST_READ, actor
    )


@both_databases
@seldom
@given(actor=actors())
def test_no_page_gives_what_may_not_be_seen(world, actor):
    threads = seen(world["threads"], Permission.THREAD_READ, actor)
    posts = seen(world["posts"], Permission.POST_READ, actor)
    shown = {row.id for row in world["threads"] if row.state == "shown"}
    tag = queries.tag("zahn")
    for lister in (
        lambda: queries.thread_list(actor, size=100).items,
        lambda: queries.thread_list(actor, tag_id=tag.id, size=100).items,
        lambda: queries.rows_of([row.id for row in world["threads"]], actor),
    ):
        assert {row.id for row in lister()} == threads & shown
    for row in world["threads"]:
        if row.id in threads:
            page = queries.thread_page(row, actor)
            given_ids = {entry.post.id for entry in (page.opening, *page.answers)}
            assert given_ids == {post.id for post in world["posts"] if post.thread_id == row.id} & posts
            assert {found.id for found in queries.related(queries.thread(row.id), actor, limit=100)} == (
                threads & shown
            ) - {row.id}
