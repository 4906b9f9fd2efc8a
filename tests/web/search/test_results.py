"""Finding threads, and not finding what one may not see."""

import pytest
from sqlalchemy import event

from forum import worker
from forum.core.db import db, transaction
from forum.core.ports import backends
from forum.search.actions import heal, rebuild
from forum.threads import actions, queries
from tests.factories import answer, category, member, sign_in, thread
from tests.plugins.databases import both_databases


@pytest.fixture
def shelf(app):
    """Threads in a public, a members' and a team category, indexed by the worker."""
    with app.app_context():
        public, members, team = (
            category("offen"),
            category("intern", audience="members"),
            category("team", audience="team"),
        )
        author = member(handle="velopapi")
        found = thread(author, public, title="Wann kann ich die Franchise wechseln?", tags=["Franchise"])
        best = answer(found, body="Bis Ende November, sagt das **Merkblatt** zur Wahlfranchise.")
        with transaction():
            actions.accept(by=author, post=queries.post(best.id))
        thread(author, members, title="Franchise und Schwangerschaft im Verborgenen")
        thread(author, team, title="Franchise intern besprochen, nur Team")
        thread(author, public, title="Brille für Kinder, was gilt da?", body="Die Franchise ist hier kein Thema.")
        worker.drain(app)
    return app


def hits(client, query):
    page = client.get("/search", query_string={"q": query})
    assert page.status_code == 200
    return page.text.count('class="hit"')


@both_databases
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("franchise", 2),
        ("Franchisen", 2),
        ("brille -franchise", 0),
        ('"franchise wechseln"', 1),
        ('"wechseln franchise"', 0),
        ("merkbl*", 1),
        ("franchise is:solved", 1),
        ("franchise is:unanswered", 1),
        ("in:offen brille", 1),
        ("in:intern franchise", 0),
        ("tag:franchise", 1),
        ("by:velopapi franchise", 2),
        ("verborgenen", 0),
        ("gibtsnicht", 0),
    ],
)
def test_guest(shelf, query, number):
    assert hits(shelf.test_client(), query) == number


def test_audiences(shelf):
    with shelf.app_context():
        customer, staff = member(), member("expert")
        signed_in, expert = sign_in(shelf.test_client(), customer), sign_in(shelf.test_client(), staff)
    assert hits(signed_in, "franchise") == 3
    assert hits(expert, "franchise") == 4
    assert hits(signed_in, "besprochen") == 0


def test_a_hidden_thread_is_not_found_before_the_index_knows(shelf):
    with shelf.app_context(), transaction():
        row = queries.thread_list(_guest(), size=50).items[-1]
        actions.remove_thread(by=member("manager"), thread=queries.thread(row.id), how="hidden")
    assert hits(shelf.test_client(), "franchise") == 1


def test_words_are_marked_and_everything_else_is_escaped(shelf):
    with shelf.app_context():
        thread(None, category(), title="Sonderzeichen im Auszug?", body="`<script>` und Zeckenbiss & mehr")
        thread(None, category(), title="Zeckenbiss & <b>Impfung</b>?")
        worker.drain(shelf)
    text = shelf.test_client().get("/search?q=zeckenbiss").text
    assert "<mark>Zeckenbiss</mark> &amp; &lt;b&gt;Impfung" in text
    assert "<mark>Zeckenbiss</mark>" in text
    assert "<script>`" not in text
    assert "&lt;script&gt;" in text


def test_the_excerpt_is_of_the_answer_that_says_it(shelf):
    with shelf.app_context():
        found = thread(None, category(), title="Worum geht es hier?", body="Um etwas anderes.")
        answer(found, body="Auch um etwas anderes.")
        answer(found, body="Bei mir war es ein Zeckenbiss.")
        worker.drain(shelf)
    assert "Bei mir war es ein <mark>Zeckenbiss</mark>." in shelf.test_client().get("/search?q=zeckenbiss").text


def test_nothing_found_leads_to_asking(shelf):
    text = shelf.test_client().get("/search?q=Zahnfee").text
    assert "/ask?title=Zahnfee" in text


def test_statements_do_not_grow_with_the_hits(shelf):
    counted = []
    with shelf.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: counted.append(1))
    shelf.test_client().get("/search?q=merkblatt")
    few = len(counted)
    with shelf.app_context():
        place = category()
        for number in range(15):
            thread(None, place, title=f"Merkblatt Nummer {number} gesucht")
        worker.drain(shelf)
    counted.clear()
    assert hits(shelf.test_client(), "merkblatt") == 16
    assert len(counted) == few


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves a broken file open
def test_the_index_heals(shelf):
    with shelf.app_context():
        folder = backends().search.folder
        for path in folder.iterdir():
            path.write_bytes(b"broken")
        assert heal()
        assert backends().search.count() == 4
        assert not heal()
        assert rebuild() == 4


def _guest():
    from forum.access.guard import GUEST  # noqa: PLC0415

    return GUEST
