"""Who may read which lines of the log, in which order, at which cost."""

import pytest
from sqlalchemy import event

from forum.accounts.queries import actor_of, by_id
from forum.core.db import db, session, transaction
from forum.core.errors import NotVisible
from forum.moderation.checks import breaches
from forum.moderation.queries import case, interventions, log
from forum.threads.actions import remove_post
from forum.threads.models import Post
from forum.threads.queries import post as load_post
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


@pytest.fixture
def house(context):
    mine, other = make.category(), make.category()
    manager, holder = make.member("manager"), make.member()
    mandate_id = trust.entrusted(holder, mine, manager)
    threads = [make.thread(place=mine), make.thread(place=other)]
    posts = [make.answer(thread).id for thread in threads for _ in range(3)]
    return manager, holder, mandate_id, posts


def actor(member):
    return actor_of(by_id(member.id))


def posts_in(rows) -> list[int]:
    return [row.action.post_id for row in rows.items]


def test_holders_read_their_categories_and_the_leading_all(house):
    manager, holder, _, posts = house
    for post_id in posts:
        trust.hidden(manager, post_id)
    assert posts_in(log(actor(manager))) == posts[::-1]
    assert posts_in(log(actor(holder))) == posts[2::-1]
    assert posts_in(log(actor(make.member()))) == []


def test_filters(house):
    manager, holder, mandate_id, posts = house
    trust.hidden(holder, posts[0])
    trust.hidden(manager, posts[1])
    trust.shown(manager, posts[0])
    assert posts_in(log(actor(manager), kind="standing")) == [posts[1]]
    assert posts_in(log(actor(manager), kind="lifted")) == [posts[0]]
    assert posts_in(log(actor(holder), kind="mine")) == [posts[0]]
    assert posts_in(log(actor(manager), mandate_id=mandate_id)) == [posts[0]]
    assert interventions([mandate_id, 999]) == {mandate_id: (1, 1)}


def test_pages_follow_one_another_without_gap(house):
    manager, _, _, posts = house
    for post_id in posts:
        trust.hidden(manager, post_id)
    first = log(actor(manager), size=4)
    second = log(actor(manager), size=4, cursor=first.next_cursor)
    assert posts_in(first) + posts_in(second) == posts[::-1]
    assert second.next_cursor is None


def test_a_post_its_author_deleted_keeps_its_line_but_not_its_title(house):
    manager, holder, _, posts = house
    trust.hidden(manager, posts[0])
    trust.shown(manager, posts[0])
    with transaction() as s:
        post = load_post(posts[0])
        remove_post(by=s.merge(post.author), post=post, how="deleted")
    assert [row.readable for row in log(actor(holder)).items] == [False, False]
    assert [row.readable for row in log(actor(manager)).items] == [True, True]
    assert case(posts[0], actor(holder)).post is None


def test_a_case_outside_the_scope_does_not_exist(house):
    manager, holder, _, posts = house
    trust.hidden(manager, posts[5])
    assert case(posts[5], actor(manager)).may_decide
    with pytest.raises(NotVisible):
        case(posts[5], actor(holder))
    with pytest.raises(NotVisible):
        case(posts[0], actor(make.member()))


def statements_of(work) -> int:
    counted = []

    def count(_connection, _cursor, statement, *_rest):
        counted.append(statement.startswith("SELECT"))

    session().expire_all()
    event.listen(db.engine, "before_cursor_execute", count)
    work()
    event.remove(db.engine, "before_cursor_execute", count)
    return sum(counted)


def test_a_longer_log_costs_no_more(house):
    manager, _, _, posts = house
    who = actor(manager)
    trust.hidden(manager, posts[0])
    few = statements_of(lambda: log(who))
    for post_id in posts[1:]:
        trust.hidden(manager, post_id)
    assert (few, statements_of(lambda: log(who))) == (2, 2)


def test_the_doctor_sees_a_state_that_the_log_does_not_explain(house):
    manager, _, _, posts = house
    trust.hidden(manager, posts[0])
    trust.hidden(manager, posts[1])
    trust.shown(manager, posts[1])
    assert list(breaches()) == []
    with transaction() as s:
        s.get_one(Post, posts[0]).state = "shown"
        s.get_one(Post, posts[2]).state = "hidden"
    assert list(breaches()) == [
        f"post {posts[0]} is shown, its last intervention is hide",
        f"post {posts[2]} is hidden, its last intervention is none",
    ]
