"""A deleted or damaged index: pages stay up, the database answers meanwhile, the worker makes it anew."""

import re
import shutil

import pytest
from sqlalchemy import delete
from structlog.testing import capture_logs

from forum import worker
from forum.core import outbox
from forum.core.db import transaction
from forum.core.ports import Unsearchable, backends
from forum.search.actions import heal, making, owe_index
from forum.search.actions.vocabulary import unlearn
from forum.search.models import SearchMade
from forum.search.queries import near
from forum.threads import actions, queries
from tests.factories import answer, category, member, thread
from tests.plugins.databases import both_databases

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves files open


@pytest.fixture
def shelf(app):
    with app.app_context():
        place, inside = category("offen"), category("drinnen", audience="members")
        thread(member(), place, title="Wann kann ich die Franchise wechseln?")
        thread(member(), inside, title="Franchise unter Mitgliedern")
        worker.drain(app)
    return app


def deleted(folder):
    shutil.rmtree(folder)


def emptied(folder):
    for path in folder.iterdir():
        path.write_bytes(b"")


def overwritten(folder):
    for path in folder.iterdir():
        size = path.stat().st_size
        path.write_bytes(b"\xff" * size)


def without_contents(folder):
    for path in folder.glob("*.toc"):
        path.unlink()


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("damage", [deleted, emptied, overwritten, without_contents])
def test_pages_stay_up_and_the_worker_heals(shelf, damage, warm):
    client = shelf.test_client()
    if warm:
        assert client.get("/search?q=franchise").text.count('class="hit"') == 1
    with shelf.app_context():
        folder = backends().search.folder
        if not warm:
            backends().search._searcher = None
        damage(folder)
    answer = client.get("/search?q=franchise")
    assert answer.status_code == 200
    assert answer.text.count('class="hit"') == 1
    assert client.get("/similar?q=Franchise wechseln, wann?").status_code == 200
    with shelf.app_context():
        assert heal(pause_s=0)
        assert not heal(pause_s=0)
    healed = client.get("/search?q=franchise").text
    assert healed.count('class="hit"') == 1
    assert "neu geordnet" not in healed


@both_databases
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("franchise", {"franchise", "brille"}),
        ("Franchisen wechseln", {"franchise"}),
        ('"die franchise"', {"franchise", "brille"}),
        ('"franchise die"', set()),
        ("franchise -kinder", {"franchise"}),
        ('franchise -"für kinder"', {"franchise"}),
        ("fran*", {"franchise", "brille"}),
        ("änderungen", {"änder"}),
        ("in:offen franchise", {"franchise"}),
        ("in:drinnen franchise", set()),
        ("in:nirgends franchise", set()),
        ("tag:wechsel", {"franchise"}),
        ("tag:gibtsnicht franchise", set()),
        ("by:velopapi", {"franchise"}),
        ("by:niemand franchise", set()),
        ("is:solved", {"franchise"}),
        ("is:expert franchise", set()),
        ("is:unanswered franchise", {"brille"}),
        ("is:open franchise", {"brille"}),
        ("franchise after:2999-01-01", set()),
        ("a franchise", {"franchise", "brille"}),
        ("Quastenflosser% _ franchise", set()),
        ("-franchise in:familie", {"änder"}),
        ("a", set()),
    ],
)
def test_without_an_index_every_word_and_filter_is_obeyed(app, query, titles, monkeypatch):
    with app.app_context():
        place, family, inside = category("offen"), category("familie"), category("drinnen", audience="members")
        author = member(handle="velopapi")
        solved = thread(author, place, title="Wann kann ich die Franchise wechseln?", tags=["Wechsel"])
        best = answer(solved)
        thread(member(), family, title="Brille für Kinder, gilt die Franchise?")
        thread(member(), family, title="Änderung der Adresse melden")
        thread(member(), inside, title="Franchise unter Mitgliedern")
        with transaction():
            actions.accept(by=author, post=queries.post(best.id))
    monkeypatch.setattr(type(app.extensions["forum.backends"].search), "search", unsearchable)
    page = app.test_client().get("/search", query_string={"q": query}).text
    said = re.sub("</?mark>", "", page).lower()
    shown = re.findall(r'<li class="hit">\s*<h2><a href="[^"]*">\s*([^<]*)', said)
    assert {next(one for one in ("brille", "franchise", "änder") if one in title) for title in shown} == titles


def unsearchable(*_args, **_more):
    raise Unsearchable


def test_an_index_that_was_never_made_is_no_fault_and_a_lost_one_is(app):
    with app.app_context():
        place, author = category("offen"), member()
        with outbox.muted("index", "related", "hint"):
            thread(author, place, title="Wann kann ich die Franchise wechseln?")
        with capture_logs() as said:
            assert near("Franchise wechseln", ["public"], 3) == []
            assert app.test_client().get("/search?q=franchise").text.count('class="hit"') == 1
            assert heal(pause_s=0)
        assert [line["log_level"] for line in said] == ["info"]
        deleted(backends().search.folder)
        with capture_logs() as said:
            assert app.test_client().get("/search?q=franchise").text.count('class="hit"') == 1
            assert heal(pause_s=0)
        assert {line["log_level"] for line in said} == {"warning"}


def test_the_kind_notice_is_shown_meanwhile_and_hidden_things_stay_hidden(shelf):
    with shelf.app_context():
        deleted(backends().search.folder)
    text = shelf.test_client().get("/search?q=franchise").text
    assert "neu geordnet" in text
    assert "unter Mitgliedern" not in text


def test_an_index_that_breaks_again_at_once_is_left_for_a_while(shelf):
    with shelf.app_context():
        deleted(backends().search.folder)
        assert heal()
        deleted(backends().search.folder)
        assert not heal()
        assert heal(pause_s=0)


@both_databases
def test_an_index_made_by_other_rules_is_made_anew(shelf, monkeypatch):
    with shelf.app_context():
        assert not heal(pause_s=0), "what was just indexed is as this program makes it"
        monkeypatch.setattr(making, "rules", lambda: "of the next release")
        assert heal(pause_s=0)
        assert not heal(pause_s=0)
        with transaction() as s:
            s.execute(delete(SearchMade))
        assert heal(pause_s=0), "an older program did not say"
        monkeypatch.setattr(making, "rules", lambda: "of the release after")
        unlearn()
        with transaction():
            owe_index(1)
        worker.drain(shelf)
        assert heal(pause_s=0), "killed when the words were forgotten: the old index is no new one"
        assert backends().search.count() == 2
