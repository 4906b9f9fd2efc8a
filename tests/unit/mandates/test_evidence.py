"""What the leading reads about a nominated member: numbers with denominators, at a fixed cost."""

import pytest
from sqlalchemy import event

from forum.core.db import db, session, transaction
from forum.mandates import queries
from forum.threads import actions
from forum.threads.queries import post as load_post
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = pytest.mark.usefixtures("context")


def answered(member, place, count: int) -> list[int]:
    return [make.answer(make.thread(place=place), member).id for _ in range(count)]


def solved(post_id: int) -> None:
    with transaction() as s:
        post = load_post(post_id)
        actions.accept(by=s.merge(make.member()), post=post)


def confirmed(post_id: int) -> None:
    with transaction() as s:
        actions.endorse(expert=s.merge(make.member("expert")), post=load_post(post_id))


@both_databases
def test_every_number_names_its_cases(clock):
    place, member, noise = make.category(), make.member(), make.member()
    old = answered(member, place, 1)
    solved(old[0])
    clock.forward(days=40)
    posts = answered(member, place, 4)
    solved(posts[0])
    confirmed(posts[0])
    confirmed(posts[0])
    solved(answered(noise, place, 1)[0])
    manager = make.member("manager")
    trust.hidden(manager, posts[2])
    trust.hidden(manager, posts[3])
    trust.shown(manager, posts[3])
    found = queries.evidence([(member.id, "ratgeben"), (noise.id, "ratgeben")])
    mine = found[member.id, "ratgeben"]
    assert (mine.solutions, mine.recent, mine.thankers, mine.thank_days) == (2, 1, 2, 2)
    assert (mine.good, mine.answers, mine.confirmed, mine.hidden) == (2, 4, 1, 1)
    assert mine.share(mine.good) is None
    assert found[noise.id, "ratgeben"].answers == 1


def test_a_share_needs_five_answers():
    assert queries.Evidence(answers=4, good=4).share(4) is None
    assert queries.Evidence(answers=5, good=4).share(4) == 80
    assert queries.Evidence().share(0) is None


def reads(work) -> int:
    counted = []

    def count(_connection, _cursor, statement, *_rest):
        counted.append(statement.startswith("SELECT"))

    session().expire_all()
    event.listen(db.engine, "before_cursor_execute", count)
    work()
    event.remove(db.engine, "before_cursor_execute", count)
    return sum(counted)


def test_more_nominations_and_mandates_cost_no_more():
    manager, place = make.member("manager"), make.category()

    def more(count: int) -> tuple[int, int]:
        for _ in range(count):
            trust.nominated(make.member(), place)
            trust.entrusted(make.member(), place, manager)
        return reads(queries.open_nominations), reads(queries.running)

    first = more(1)
    assert first == more(5)
    assert first == (10, 4)
