"""R01: processes are killed while eight members write. What was acknowledged is there, once, and everything adds up."""

import os
import random
import signal
import threading
import time
from collections import Counter

import pytest
from sqlalchemy import select

from forum.accounts.actions import begin_session, create_member
from forum.accounts.models import Member
from forum.accounts.queries import by_handle
from forum.core.db import db, session
from forum.reputation.models import LedgerEntry
from forum.threads.models import Post, Thread, Vote
from tests.contract.community import build
from tests.contract.killing import PAUSE_S, TRIES, Writer, family
from tests.plugins.databases import both_databases
from tests.plugins.processes import forum

WRITERS, CYCLES, LONG_CYCLES = 8, 6, 50
BETWEEN_S = (0.4, 1.2)


@pytest.fixture
def ready(app, settings):
    """A community of one thread of everything, and eight members who are signed in."""
    world, cookies = build(app), []
    with app.app_context():
        for number in range(WRITERS):
            create_member(f"writer{number}", email=f"w{number}@x.example")
        tokens = [begin_session(by_handle(f"writer{number}")) for number in range(WRITERS)]
        session().close()
    for token in tokens:
        visitor = app.test_client()
        with visitor.session_transaction() as kept:
            kept["_user_id"] = token
        visitor.get("/settings")  # its forms put the secret of their token into the cookie
        cookies.append(f"session={visitor.get_cookie('session').value}")
    with app.app_context():
        session().close()
        db.engine.dispose()
    return world, cookies


def writers(server, world, cookies, stopping) -> list[Writer]:
    open_threads = [world.threads[name] for name in ("open", "waiting", "quiet")]
    posts = [world.posts[name] for name in ("solution", "second", "own", "open", "waiting")]
    return [
        Writer(server.url, cookie, f"writer{number}", open_threads, posts, stopping)
        for number, cookie in enumerate(cookies)
    ]


def kill_and_wait(server, chance) -> None:
    """Kill a web or worker process and let the supervisor bring it back."""
    victim = chance.choice(family(server.process.pid))
    before = set(family(server.process.pid))
    os.kill(victim, signal.SIGKILL)
    for _ in range(TRIES):
        now = set(family(server.process.pid))
        if victim not in now and len(now) >= len(before):
            break
        time.sleep(PAUSE_S)
    else:
        pytest.fail("the supervisor did not start it again")
    server.wait("/readyz")


def run(serve, settings, database, ready, cycles: int) -> list[Writer]:
    server = serve(data_dir=settings.data_dir, FORUM_DATABASE_URL=database)
    stopping, chance = threading.Event(), random.Random(1)
    crowd = writers(server, *ready, stopping)
    for writer in crowd:
        writer.start()
    for _ in range(cycles):
        stopping.wait(chance.uniform(*BETWEEN_S))
        kill_and_wait(server, chance)
    stopping.wait(1)
    stopping.set()
    for writer in crowd:
        writer.join(60)
        assert not writer.is_alive()
    drained(server, settings, database)
    server.stop()
    return crowd


def drained(server, settings, database) -> None:
    """Wait until the worker has done what is owed: the doctor says so."""
    for _ in range(TRIES):
        told = forum(settings.data_dir, "doctor", "--json", FORUM_DATABASE_URL=database)
        if told.returncode == 0:
            return
        time.sleep(PAUSE_S * 10)
    pytest.fail(f"the doctor is not content:\n{told.stdout}{told.stderr}")


def prove(app, crowd) -> None:
    """Compare what was promised with what is there."""
    strange = [line for writer in crowd for line in writer.strange]
    assert not [line for line in strange if ": 50" not in line], strange[:10]
    promised = [words for writer in crowd for words in writer.acknowledged]
    assert len(promised) > 3 * len(crowd), "too little was written to prove anything"
    with app.app_context():
        there = Counter(session().scalars(select(Post.source).where(Post.source.like("writer% says %"))))
        votes = set(session().execute(select(Member.handle, Vote.post_id).join(Member, Member.id == Vote.voter_id)))
        pays = session().execute(
            select(LedgerEntry.subject_id, LedgerEntry.rule, LedgerEntry.member_id).where(LedgerEntry.kind == "grant")
        )
        twice = [key for key, number in Counter(map(tuple, pays)).items() if number > 1]
        shown = session().scalars(select(Thread.id).where(Thread.state == "shown")).all()
        session().close()
    assert [words for words in promised if words not in there] == [], "acknowledged and lost"
    assert [words for words, number in there.items() if number > 1] == [], "written twice"
    lost = [(w.name_, post) for w in crowd for post in w.votes if (w.name_, post) not in {tuple(v) for v in votes}]
    assert lost == []
    assert twice == []
    assert shown


@both_databases
@pytest.mark.timeout(420)
def test_what_was_acknowledged_survives_kills(serve, app, settings, database, ready):
    crowd = run(serve, settings, database, ready, CYCLES)
    prove(app, crowd)


@pytest.mark.soak
@both_databases
@pytest.mark.timeout(3600)
def test_what_was_acknowledged_survives_many_kills(serve, app, settings, database, ready):
    crowd = run(serve, settings, database, ready, LONG_CYCLES)
    prove(app, crowd)


def test_a_killed_supervisor_takes_its_processes_along(serve):
    server = serve()
    orphans = family(server.process.pid)
    assert len(orphans) >= 2
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(30)
    for _ in range(TRIES):
        if not [pid for pid in orphans if alive(pid)]:
            return
        time.sleep(PAUSE_S)
    pytest.fail(f"still there: {[pid for pid in orphans if alive(pid)]}")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
