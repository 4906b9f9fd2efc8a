"""One suite over every search engine: the same question finds the same threads."""

import pytest
from sqlalchemy import func, select
from sqlalchemy import text as sql
from structlog.testing import capture_logs

from forum.backends import postgresql_index, whoosh_hands, whoosh_match
from forum.backends.postgresql_index import PostgresqlIndex
from forum.backends.whoosh_index import WhooshIndex
from forum.core.db import session
from forum.core.ports import Unsearchable
from forum.search.language import parse
from tests.contract.search_shelf import document, shelf

PUBLIC, MEMBERS, TEAM = ["public"], ["public", "members"], ["public", "members", "team"]
engines = pytest.mark.parametrize(
    ("engine", "database"),
    [("whoosh", "sqlite"), pytest.param("postgresql", "postgresql", marks=pytest.mark.postgresql)],
    indirect=["database"],
)


@pytest.fixture
def index(engine, context, tmp_path):
    made = WhooshIndex(tmp_path / "index") if engine == "whoosh" else PostgresqlIndex()
    assert made.rebuild(shelf()) == 6
    return made


def found(index, text, audiences=PUBLIC, sort="score", limit=50):
    return list(index.search(parse(text), audiences=audiences, limit=limit, sort=sort).ids)


@engines
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("franchise", {1, 4, 6}),
        ("Franchisen", {1, 4, 6}),
        ("franchise wechseln", {1, 4}),
        ("wann kann ich die franchise wechseln", {1, 4}),
        ('"franchise wechseln"', {1, 4}),
        ('"die franchise wechseln"', {1}),
        ('"wechseln die franchise"', set()),
        ('"wechseln bis"', set()),
        ("franchise -merkblatt", {4, 6}),
        ('franchise -"die franchise"', {4, 6}),
        ('franchise -"merkblatt franchise"', {1, 4, 6}),
        ("Haus", {4}),
        ("Haeuser", {4}),
        ("groesse", {2}),
        ("grösse strasse", {2}),
        ("GRÖSSE Straße", {2}),
        ("versicherung", {2}),
        ("zusatzversicherung", {2}),
        ("in:zaehne", {2}),
        ("cat:zaehne", {2}),
        ("in:zaehne in:praemien franchise", {1, 4, 6}),
        ("tag:franchise", {1}),
        ("tag:haus tag:berg", {4}),
        ("by:velopapi", {1, 2}),
        ('by:"anna maria"', {2}),
        ("is:solved", {1}),
        ("is:expert", {2}),
        ("is:unanswered", {4}),
        ("is:open", {2, 4, 6}),
        ("in:team", set()),
        ("gibtsnicht", set()),
        ("franchise gibtsnicht", set()),
        ("'; DROP TABLE thread; --", set()),
        ("a & b | !c <-> d:*", set()),
        ("\\' nichts'da \\\\ ''", set()),
    ],
)
def test_guests(index, text, numbers):
    assert set(found(index, text)) == numbers


@engines
@pytest.mark.parametrize(
    ("text", "audiences", "numbers"),
    [
        ("claims", PUBLIC, set()),
        ("claims", MEMBERS, {3}),
        ("insured invoice", MEMBERS, {3}),
        ("refunding doctors", TEAM, {3}),
        ('"claims a refund"', MEMBERS, {3}),
        ('"the insured"', MEMBERS, {3}),
        ('"insurance the"', MEMBERS, set()),
        ('invoice -"to the insurance"', MEMBERS, set()),
        ('invoice -"the doctor"', MEMBERS, {3}),
        ("Krankenkassen", MEMBERS, {3}),
        ("franchise", MEMBERS, {1, 4, 6}),
        ("franchise", TEAM, {1, 4, 5, 6}),
        ("-franchise in:team", TEAM, set()),
    ],
)
def test_audiences(index, text, audiences, numbers):
    assert set(found(index, text, audiences)) == numbers


@engines
def test_what_was_ticked_narrows_any_kind_will_do(index):
    asked = parse("claims")
    asked.kinds = ["announcement", "discussion"]
    assert list(index.search(asked, audiences=MEMBERS, limit=9, sort="score").ids) == [3]
    asked.kinds = ["question"]
    assert list(index.search(asked, audiences=MEMBERS, limit=9, sort="score").ids) == []


@engines
@pytest.mark.parametrize(("text", "limit", "whole"), [("franchise", 3, True), ("franchise", 2, False)])
def test_it_says_whether_something_was_left_out(index, text, limit, whole):
    assert index.search(parse(text), audiences=PUBLIC, limit=limit, sort="score").whole is whole


@engines
def test_of_very_many_only_the_newest_are_looked_at_and_that_is_said(index, monkeypatch):
    for name, value in (("POSTINGS", 1), ("LEAST", 3), ("PHRASES", 2)):
        monkeypatch.setattr(whoosh_match, name, value)
    monkeypatch.setattr(postgresql_index, "MOST", 2)
    monkeypatch.setattr(postgresql_index, "LEAST", 2)
    for text, newest, whole in (
        ("franchise", [6, 4], False),
        ("merkblatt", [1], True),
    ):
        got = index.search(parse(text), audiences=PUBLIC, limit=9, sort="date")
        assert (list(got.ids), got.whole) == (newest, whole), text


def test_phrases_are_looked_for_in_so_many_documents_only(tmp_path, monkeypatch):
    index = WhooshIndex(tmp_path / "index")
    index.rebuild(shelf())
    monkeypatch.setattr(whoosh_match, "PHRASES", 1)
    got = index.search(parse('"franchise wechseln"'), audiences=PUBLIC, limit=9, sort="date")
    assert (list(got.ids), got.whole) == ([4], False)
    monkeypatch.setattr(whoosh_match, "PHRASES", 300)
    monkeypatch.setattr(whoosh_match, "PLACES", 2)
    assert found(index, '"franchise wechseln"', sort="date") == [4]
    assert found(index, '"franchise wechseln" -"die franchise"', sort="date") == []


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_search_that_takes_too_long_is_given_up_and_nothing_else(context, monkeypatch):
    monkeypatch.setattr(postgresql_index, "LONGEST_MS", 50)
    with capture_logs() as said, pytest.raises(Unsearchable):
        postgresql_index._in_time(select(func.pg_sleep(30)))
    assert [line["log_level"] for line in said] == ["warning"]
    assert len(postgresql_index._in_time(select(func.pg_sleep(0)))) == 1
    assert session().scalar(sql("show statement_timeout")) == "15s"


@engines
def test_a_title_comes_before_a_mention(index):
    assert found(index, "prämien")[0] == 6
    assert found(index, "franchise")[-1] == 6


@engines
def test_newest_first_and_a_limit(index):
    assert found(index, "franchise", sort="date") == [6, 4, 1]
    assert found(index, "franchise", sort="date", limit=2) == [6, 4]
    assert len(found(index, "franchise", limit=1)) == 1


@engines
def test_written_again_and_removed(index):
    index.write([], [4])
    assert found(index, "franchise", sort="date") == [6, 1]
    index.write([document(4), document(1)], [])
    assert found(index, "franchise", sort="date") == [6, 4, 1]
    assert sorted(index.ids()) == [1, 2, 3, 4, 5, 6]
    assert (index.count(), index.sound()) == (6, True)


@engines
def test_near_finds_any_of_the_words_for_who_may_read(index):
    assert list(index.near({"merkblatt": 1, "nirgends": 1}, audiences=PUBLIC, limit=9)) == [1]
    assert set(index.near({"franchis": 1}, audiences=PUBLIC, limit=9)) == {1, 4, 6}
    assert set(index.near({"franchis": 1}, audiences=TEAM, limit=9)) == {1, 4, 5, 6}
    assert len(index.near({"franchis": 1}, audiences=TEAM, limit=2)) == 2
    assert list(index.near({"nirgends": 1}, audiences=TEAM, limit=9)) == []


@engines
def test_near_counts_each_word_for_what_it_is_worth(index):
    assert list(index.near({"merkblatt": 1, "gasthaus": 0.1}, audiences=PUBLIC, limit=9)) == [1, 4]
    assert list(index.near({"merkblatt": 0.1, "gasthaus": 1}, audiences=PUBLIC, limit=9)) == [4, 1]


@engines
def test_rebuilding_replaces_everything(index):
    assert index.rebuild([document(2)]) == 1
    assert list(index.ids()) == [2]
    assert index.rebuild([]) == 0
    assert found(index, "franchise") == []
    assert index.sound()


def test_two_hands_write_the_same_index_as_one(tmp_path, monkeypatch):
    alone = WhooshIndex(tmp_path / "alone")
    assert alone.rebuild(shelf()) == 6
    monkeypatch.setattr(whoosh_hands, "hands", lambda: 2)
    monkeypatch.setattr(whoosh_hands, "PORTION", 2)
    together = WhooshIndex(tmp_path / "together")
    assert together.rebuild(shelf()) == 6
    assert sorted(together.ids()) == sorted(alone.ids())
    assert together.count() == 6
    for text in ("franchise", "in:zaehne", "is:solved", "tag:haus"):
        assert sorted(found(together, text)) == sorted(found(alone, text))
    together.write([document(2)], [1])
    assert sorted(together.ids()) == sorted(set(alone.ids()) - {1})


def test_a_server_with_threads_does_not_fork(monkeypatch):
    monkeypatch.setattr(whoosh_hands.threading, "active_count", lambda: 2)
    assert whoosh_hands.hands() == 1
    monkeypatch.setattr(whoosh_hands.threading, "active_count", lambda: 1)
    monkeypatch.setattr(whoosh_hands.os, "cpu_count", lambda: 4)
    assert whoosh_hands.hands() == 2
