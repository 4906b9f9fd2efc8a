"""`forum import` on a recording of our own: what each happening does, and what becomes of broken lines."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from forum.accounts.models import Member
from forum.core.db import session
from forum.recorded.export import ledger, posts
from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.recorded.reader import NoCommunity
from forum.threads.models import Acceptance, Follow, Post, Thread, ThreadLink, Vote
from tests.fixtures import recording
from tests.fixtures.dump import dump
from tests.fixtures.recording import EVENTS, POSTS, USERS, write
from tests.plugins.databases import both_databases

pytestmark = pytest.mark.usefixtures("context")


def bring(folder: Path, **files: list[Any]) -> Intake:
    intake = Intake(write(folder, **files))
    bring_in(intake)
    return intake


def post(source_id: object) -> Post:
    return session().scalars(select(Post).where(Post.source_id == str(source_id))).one()


@both_databases
def test_a_small_community_comes_in_whole(tmp_path: Path) -> None:
    intake = bring(tmp_path / "in")
    assert [str(fault) for fault in intake.faults] == []
    shown = {row.pop("source_id"): {**row, "post": 0} for row in posts()}
    empty = {"post": 0, "score": 0, "answers": 0, "comments": 0, "accepted": None}
    assert shown == {
        10: empty | {"answers": 2, "comments": 1, "accepted": 11},
        11: empty | {"score": 2, "comments": 1},
        12: empty | {"score": -1},
        13: empty | {"score": 1, "answers": 1},
        14: empty | {"score": -1},
    }


def test_votes_move_and_keep_one_row(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    values = session().scalars(select(Vote.value).where(Vote.post_id == post(14).id)).all()
    assert values == [-1]
    assert post(14).helpful_count == 0
    taken_back = [row["kind"] for row in ledger() if row["post"] == post(14).id and row["rule"] == "helpful"]
    assert taken_back == ["grant", "reversal"]


def test_only_the_last_acceptance_stands(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    rows = session().execute(select(Acceptance.post_id, Acceptance.active).order_by(Acceptance.id)).all()
    assert set(rows) == {(post(12).id, False), (post(11).id, True)}
    assert [row["rule"] for row in ledger() if row["rule"] == "solution"] == ["solution"]


def test_deleted_accounts_are_one_author_without_points(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    author = session().get_one(Member, post(12).author_id)
    assert (author.kind, author.email, author.password_hash) == ("erased", None, None)
    assert all(row["member"] != author.id for row in ledger())


def test_handles_are_unique_and_names_are_kept(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    people = session().scalars(select(Member).where(Member.kind == "person").order_by(Member.id)).all()
    assert [member.handle for member in people] == ["ada-lovelace", "boe-aehm", "boe-aehm-3", "cmd"]
    assert [member.display_name for member in people] == ["Ada Lovelace", "Bö Ähm", "Bö Ähm", "=cmd()"]


def test_authors_follow_and_links_join_threads(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    assert len(session().execute(select(Follow.member_id, Follow.thread_id)).all()) == 4
    links = session().execute(select(ThreadLink.thread_id, ThreadLink.related_id, ThreadLink.kind)).all()
    assert links == [(post(10).thread_id, post(13).thread_id, "linked")]


def test_bodies_become_markdown_and_mention_nobody(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    assert post(10).source == "Frage mit **fett** und \\@Ada"
    assert post(10).html == "<p>Frage mit <strong>fett</strong> und @Ada</p>\n"
    assert session().scalars(select(Post.html).where(Post.source_id == "comment 1")).one().count("<code>") == 1


def test_edits_closing_and_wiki_are_kept(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    assert post(14).edited_at is not None
    thread = session().get_one(Thread, post(13).thread_id)
    assert thread.closed_at is not None
    assert thread.wiki_at is not None


BROKEN = {
    "users": [*USERS[:2], "{", *USERS[2:]],
    "posts": [*POSTS, {**POSTS[4], "id": 15, "parent": 99}, {**POSTS[4], "id": 16, "owner": 77}, POSTS[0]],
    "events": [
        *EVENTS[:4],
        {**EVENTS[4], "seq": "5"},
        *EVENTS[5:10],
        {**EVENTS[10], "seq": 10},
        *EVENTS[11:],
        {"seq": 21, "ts": recording.at(7), "type": "upvote", "post": 999, "voter": "pv9"},
        {"seq": 22, "ts": recording.at(7), "type": "accept", "post": 10, "user": 3},
        {"seq": 23, "ts": recording.at(7), "type": "comment", "post": 10, "comment": 9, "user": 88, "text": "x"},
    ],
    "links": [{"post": 10, "related": 999, "kind": "linked"}, *recording.LINKS],
}


@both_databases
def test_broken_lines_are_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    intake = bring(tmp_path / "in", **BROKEN)
    assert [str(fault) for fault in intake.faults] == [
        "users.jsonl:3: not JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)",
        "posts.jsonl:6: question 99 is not there",
        "posts.jsonl:7: owner 77 is not there",
        "posts.jsonl:8: post 10 is there twice",
        "events.jsonl:5: seq is no whole number",
        "events.jsonl:11: seq 10 does not follow 10",
        "events.jsonl:21: post 999 is not there",
        "events.jsonl:22: post 10 is no answer",
        "events.jsonl:23: user 88 is not there",
        "links.jsonl:1: post 999 is not there",
    ]
    assert {row["source_id"]: row["score"] for row in posts()} == {10: 0, 11: 1, 12: -1, 13: 1, 14: -1}


def test_mended_lines_come_in_by_the_next_run_and_nothing_twice(tmp_path: Path) -> None:
    bring(tmp_path / "in", events=BROKEN["events"])
    mended = bring(tmp_path / "in")
    assert mended.faults == []
    assert mended.added == {"users": 0, "posts": 0, "events": 2}
    assert {row["source_id"]: row["score"] for row in posts()} == {10: 0, 11: 2, 12: -1, 13: 1, 14: -1}
    before = dump()
    assert bring(tmp_path / "in").added["events"] == 0
    assert dump() == before


def test_a_recording_that_grew_continues(tmp_path: Path) -> None:
    bring(tmp_path / "in", posts=POSTS[:3], events=EVENTS[:9], links=[])
    grown = bring(tmp_path / "in")
    assert grown.faults == []
    assert grown.added == {"users": 0, "posts": 2, "events": 11}


def test_posts_of_which_no_happening_tells_are_shown_in_the_end(tmp_path: Path) -> None:
    bring(tmp_path / "in", events=[row for row in EVENTS if row["type"] != "post"])
    assert {row["source_id"]: row["score"] for row in posts()} == {10: 0, 11: 2, 12: -1, 13: 1, 14: -1}
    bring(tmp_path / "none", events=[])
    assert len(list(posts())) == 5


def test_another_community_is_refused_line_by_line(tmp_path: Path) -> None:
    bring(tmp_path / "in")
    other = [row | {"created": recording.at(9)} for row in POSTS]
    faults = [str(fault) for fault in bring(tmp_path / "other", posts=other).faults]
    assert "posts.jsonl:1: post 10 of another community is there already" in faults


def test_a_folder_without_files_is_no_community(tmp_path: Path) -> None:
    with pytest.raises(NoCommunity, match="no users"):
        Intake(tmp_path)


def test_it_comes_into_a_living_house_without_touching_it(tmp_path: Path, context: Flask) -> None:
    from forum.accounts.actions import create_member  # noqa: PLC0415 - one test's own

    create_member("ada-lovelace", email="ada@example.org")
    bring(tmp_path / "in")
    handles = session().scalars(select(Member.handle).where(Member.kind == "person").order_by(Member.id)).all()
    assert handles[:2] == ["ada-lovelace", "ada-lovelace-1"]
