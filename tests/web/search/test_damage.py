"""A deleted or damaged index: pages stay up, the database answers meanwhile, the worker makes it anew."""

import shutil

import pytest

from forum import worker
from forum.core.ports import backends
from forum.search.actions import heal
from tests.factories import category, member, thread

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
