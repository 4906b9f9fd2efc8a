"""Facets, order and «did you mean»: what they count and say is what the reader may see."""

import html
import re

import pytest

from forum import worker
from forum.core.db import transaction
from forum.search.queries import finding
from forum.threads import actions, queries
from tests.factories import answer, category, member, sign_in, thread
from tests.plugins.databases import both_databases


@pytest.fixture
def shelf(app):
    """Estimates in two public topics, one more for members and one for the team; one is solved and confirmed."""
    with app.app_context():
        family, bills = category("familie", name="Familie"), category("rechnungen", name="Rechnungen")
        inside, team = category("drinnen", audience="members"), category("team", audience="team")
        author, expert = member(), member("expert", fields=[family.id])
        found = thread(author, family, title="Zahnspange beim Kind", body="Was gilt mit dem Kostenvoranschlag?")
        best = answer(found, body="Den Kostenvoranschlag zuerst einreichen, die Zusatzversicherung prüft ihn.")
        thread(
            author,
            bills,
            title="Muss der Kostenvoranschlag im Original vorliegen?",
            body="Ein Zusatz zur Versicherung.",
        )
        thread(
            author,
            bills,
            title="Kostenvoranschlag, eure Erfahrung",
            kind="discussion",
            body="Welche Versicherung, welcher Zusatz?",
        )
        thread(author, inside, title="Kostenvoranschlag im Vertrauen, Murmeltierchen")
        thread(author, team, title="Kostenvoranschlag intern, Gletscherspalte")
        with transaction():
            actions.accept(by=author, post=queries.post(best.id))
            actions.endorse(expert=expert, post=queries.post(best.id))
        worker.drain(app)
    return app


def page(client, **query):
    answer = client.get("/search", query_string=query)
    assert answer.status_code == 200
    return answer.text


def counts(text):
    """Give what the filters say: value → number."""
    ticks = re.findall(r'type="checkbox"\s+name="\w+"\s+value="(\w+)".*?<span class="num mute">(\d+)', text, re.DOTALL)
    return {value: int(number) for value, number in ticks}


def titles(text):
    return [
        html.unescape(re.sub("</?mark>", "", found)).strip()
        for found in re.findall(r'<li class="hit">\s*<h2><a href="[^"]*">(.*?)</a>', text, re.DOTALL)
    ]


@both_databases
def test_facets_count_what_a_guest_may_see(shelf):
    text = page(shelf.test_client(), q="kostenvoranschlag")
    assert counts(text) == {
        "solved": 1,
        "checked": 1,
        "open": 1,
        "rechnungen": 2,
        "familie": 1,
        "question": 2,
        "discussion": 1,
    }
    assert "drinnen" not in text
    assert "3 Treffer" in text


def test_members_and_staff_count_more(shelf):
    with shelf.app_context():
        people = member(), member("expert")
        customer, expert = (sign_in(shelf.test_client(), who) for who in people)
    assert counts(page(customer, q="kostenvoranschlag"))["drinnen"] == 1
    assert counts(page(expert, q="kostenvoranschlag"))["team"] == 1


@both_databases
def test_ticked_filters_narrow_and_the_other_groups_count_what_is_left(shelf):
    client = shelf.test_client()
    solved = page(client, q="kostenvoranschlag", state="solved")
    assert titles(solved) == ["Zahnspange beim Kind"]
    assert counts(solved) == {"solved": 1, "checked": 1, "open": 1, "familie": 1, "question": 1}
    both = page(client, q="kostenvoranschlag", state=["solved", "open"])
    assert len(titles(both)) == 2
    none = page(client, q="kostenvoranschlag", **{"in": "rechnungen", "state": "solved"})
    assert titles(none) == []
    assert "/ask?title=kostenvoranschlag" in none
    assert len(titles(page(client, q="kostenvoranschlag", since="year"))) == 3


@pytest.mark.parametrize(
    ("voice", "heading", "note"),
    [("de", "Mindestens 2 Treffer", "nur die neusten gezählt"), ("en", "At least 2 results", "only the newest were")],
)
def test_where_not_everything_was_counted_the_page_says_so(shelf, monkeypatch, voice, heading, note):
    client = shelf.test_client()
    client.get(f"/voice?to={voice}&next=/")
    assert note not in page(client, q="kostenvoranschlag")
    monkeypatch.setattr(finding, "MOST", 2)
    text = page(client, q="kostenvoranschlag", sort="date")
    assert heading in text
    assert note in text
    assert re.search(r'value="rechnungen".*?<span class="num mute">2\+<', text, re.DOTALL)


@both_databases
@pytest.mark.parametrize("ticked", [{"in": "familie"}, {"state": "solved"}, {"state": "checked"}])
def test_what_was_ticked_is_looked_for_beyond_what_was_counted(shelf, monkeypatch, ticked):
    monkeypatch.setattr(finding, "MOST", 1)
    client = shelf.test_client()
    assert titles(page(client, q="kostenvoranschlag", sort="date")) == ["Kostenvoranschlag, eure Erfahrung"]
    assert titles(page(client, q="kostenvoranschlag", sort="date", **ticked)) == ["Zahnspange beim Kind"]


def test_filters_that_are_not_there_narrow_nothing_but_hidden_topics_stay_hidden(shelf):
    client = shelf.test_client()
    assert len(titles(page(client, q="kostenvoranschlag", state="nonsense", kind="x", since="y", sort="z"))) == 3
    assert titles(page(client, q="kostenvoranschlag", **{"in": "team"})) == []


@both_databases
def test_parts_of_compounds_are_found_once_the_forum_knows_them(shelf):
    assert "Zahnspange beim Kind" in titles(page(shelf.test_client(), q="versicherung"))


@both_databases
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kostenvoranschlg einreichen", "<b>Kostenvoranschlag</b> einreichen"),
        ("zahnspagne", "<b>Zahnspange</b>"),
        ("orginal", "<b>Original</b>"),
    ],
)
def test_a_slip_is_understood_and_said(shelf, typed, meant):
    text = page(shelf.test_client(), q=typed)
    assert meant in text
    assert titles(text)


@pytest.mark.parametrize("typed", ["Murmeltierchn", "Gletscherspalt", "Gletscherspallte", "xyzzyx"])
def test_nothing_is_suggested_from_what_a_guest_may_not_see(shelf, typed):
    text = page(shelf.test_client(), q=typed)
    assert "Meintest du" not in text
    assert titles(text) == []


def test_members_are_helped_with_their_own_words_and_no_further(shelf):
    with shelf.app_context():
        customer = sign_in(shelf.test_client(), member())
    assert "<b>Murmeltierchen</b>" in page(customer, q="Murmeltierchn")
    assert "Meintest du" not in page(customer, q="Gletscherspallte")


def test_a_word_leaves_the_vocabulary_with_its_last_thread(shelf):
    from forum.search.queries.vocabulary import stem_uses  # noqa: PLC0415 - beside its use

    with shelf.app_context():
        assert stem_uses(["original"], ["public"]) == {"original": 1}
        gone = next(row for row in queries.thread_list(_guest()).items if "Original" in row.title)
        with transaction():
            actions.remove_thread(by=member("manager"), thread=queries.thread(gone.id), how="hidden")
        worker.drain(shelf)
        assert stem_uses(["original"], ["public"]) == {}
    assert "Meintest du" not in page(shelf.test_client(), q="orginal")


def _guest():
    from forum.access.guard import GUEST  # noqa: PLC0415

    return GUEST
