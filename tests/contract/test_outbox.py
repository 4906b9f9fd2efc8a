"""The outbox: at least once, whatever dies; later and later; never two workers on one row; on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from forum.core import outbox
from forum.core.db import db, session, transaction
from forum.core.outbox import FIRST_DELAY_S, LEASE, MAX_ATTEMPTS, OutboxRow, lease, owe, postpone, settle, work_once
from tests.plugins.databases import both_databases


class Died(BaseException):
    """The process ends: nothing catches it."""


@pytest.fixture
def outside(context, clock):
    """Time stands still, so that a lease ends when the test says so."""
    return clock


def give(*numbers, topic="work", **options):
    with transaction():
        for number in numbers:
            owe(topic, {"n": number}, **options)


def rows():
    session().rollback()
    return session().scalars(select(OutboxRow).order_by(OutboxRow.id).execution_options(populate_existing=True)).all()


@both_databases
def test_owed_work_is_gone_when_its_cause_is_undone(outside):
    with pytest.raises(ZeroDivisionError), transaction():
        owe("work", {"n": 1 / 0})
    assert rows() == []
    with pytest.raises(ZeroDivisionError):
        give(1, 1 / 0)
    assert rows() == []


@both_databases
def test_done_work_is_forgotten_in_order_topic_by_topic(outside):
    give(1, 2)
    give(3, topic="other")
    done = []
    table = {
        topic: lambda payloads, t=topic: done.append((t, [p["n"] for p in payloads])) for topic in ("work", "other")
    }
    assert work_once(table) == 3
    assert done == [("work", [1, 2]), ("other", [3])]
    assert rows() == []


@both_databases
def test_a_topic_nobody_serves_waits(outside):
    give(1, topic="unknown")
    assert work_once({"work": print}) == 0
    assert len(rows()) == 1


@both_databases
def test_a_leased_row_is_left_alone_until_its_lease_ends(outside):
    give(1)
    first = lease(["work"])
    assert [row.payload for row in first] == [{"n": 1}]
    assert lease(["work"]) == []
    outside.forward(seconds=LEASE.total_seconds())
    assert lease(["work"]) == []
    outside.forward(seconds=1)
    assert [row.payload for row in lease(["work"])] == [{"n": 1}]


@both_databases
def test_a_worker_that_dies_between_work_and_settling_does_it_again(outside):
    give(1)
    done = []

    def work(payloads):
        done.append(payloads)
        if len(done) == 1:
            raise Died

    with pytest.raises(Died):
        work_once({"work": work})
    session().close()
    assert work_once({"work": work}) == 0
    outside.forward(seconds=LEASE.total_seconds() + 1)
    assert work_once({"work": work}) == 1
    assert done == [[{"n": 1}], [{"n": 1}]]
    assert rows() == []


@both_databases
def test_one_bad_row_does_not_stop_the_others(outside):
    give(1, 2, 3)
    done = []

    def work(payloads):
        if any(payload["n"] == 2 for payload in payloads):
            raise ValueError("two")
        done.extend(payload["n"] for payload in payloads)

    work_once({"work": work})
    assert done == [1, 3]
    (left,) = rows()
    assert (left.payload, left.attempts, left.leased_until) == ({"n": 2}, 1, None)
    assert "two" in left.last_error


@both_databases
def test_it_waits_twice_as_long_each_time_and_parks_in_the_end(outside):
    give(1)
    waits = []
    for attempt in range(1, MAX_ATTEMPTS + 1):
        begun = outside.now
        assert work_once({"work": lambda _: 1 / 0}) == 1, attempt
        (row,) = rows()
        waits.append((row.available_at - begun).total_seconds())
        assert work_once({"work": lambda _: 1 / 0}) == 0, "not before its time"
        outside.set(row.available_at)
    assert waits == [FIRST_DELAY_S * 2**attempt for attempt in range(1, MAX_ATTEMPTS + 1)]
    assert row.parked_at is not None
    assert work_once({"work": lambda _: None}) == 0
    assert (outbox.parked(), outbox.age_s()) == (1, 0)


@both_databases
def test_delayed_work_waits_and_age_counts_from_when_it_was_due(outside):
    give(1, delay_s=60)
    assert (lease(["work"]), outbox.age_s()) == ([], 0)
    outside.forward(seconds=90)
    assert outbox.age_s() == 30
    assert len(lease(["work"])) == 1


@both_databases
def test_the_same_key_is_one_piece_of_work_with_the_newer_payload(outside):
    give(1, key="k")
    give(2, key="k")
    give(3, key="other")
    assert [row.payload["n"] for row in lease(["work"])] == [2, 3]


@both_databases
def test_what_is_owed_again_while_a_worker_holds_it_is_done_again(outside):
    give(1, key="k")
    held = lease(["work"])
    give(2, key="k")
    settle(held)
    (row,) = rows()
    assert (row.payload, row.leased_until) == ({"n": 2}, None)
    assert [one.payload for one in lease(["work"])] == [{"n": 2}]


@both_databases
def test_owing_again_gives_parked_work_another_chance(outside):
    give(1, key="k")
    with transaction() as s:
        s.execute(update(OutboxRow).values(parked_at=outside.now, attempts=MAX_ATTEMPTS))
    give(2, key="k")
    assert [row.attempts for row in lease(["work"])] == [0]


@both_databases
def test_muted_topics_are_not_owed(outside):
    with outbox.muted("work"):
        give(1)
        give(2, topic="other")
        assert (outbox.is_muted("work"), outbox.is_muted("other")) == (True, False)
    give(3)
    assert [row.payload["n"] for row in rows()] == [2, 3]


@both_databases
def test_two_workers_at_once_share_the_rows(app, context, clock):
    """Both ask at the same moment: every row is taken once, and on PostgreSQL neither waits for the other."""
    give(*range(40))
    at, taken, ready = clock.now, [], threading.Barrier(2)

    def worker():
        from forum.core import clock as core_clock  # noqa: PLC0415 - in the thread's own context

        with app.app_context(), core_clock.shifted(at):
            ready.wait()
            while held := lease(["work"], limit=5):
                taken.extend(row.id for row in held)
                settle(held)
            session().close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join(60)
    assert len(taken) == len(set(taken)) == 40
    assert rows() == []


@both_databases
def test_postponed_work_is_free_for_others_at_its_time(outside):
    give(1)
    (held,) = lease(["work"])
    postpone(held, ValueError("later"))
    outside.forward(seconds=FIRST_DELAY_S * 2)
    assert [row.attempts for row in lease(["work"])] == [1]


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_on_postgresql_a_worker_skips_rows_another_one_locks(outside):
    give(1, 2)
    locked = select(OutboxRow.id).order_by(OutboxRow.id).limit(1).with_for_update()
    with db.engine.connect() as other:
        other.execute(locked)
        assert [row.payload["n"] for row in lease(["work"])] == [2]


def test_a_lease_is_longer_than_any_wait_for_a_lock():
    assert timedelta(seconds=30) < LEASE
