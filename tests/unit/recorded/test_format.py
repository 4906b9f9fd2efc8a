"""Records of a recorded community: what each line must hold."""

from datetime import UTC, datetime
from typing import Any

import pytest

from forum.recorded import format as shapes
from forum.recorded.fields import Broken

AT = "2018-02-06T20:19:50.957"
QUESTION = {"id": 1, "type": "question", "created": AT, "title": "Warum?", "body_html": "<p>a</p>"}
ANSWER = {"id": 2, "type": "answer", "created": AT, "parent": 1, "body_markdown": "a", "owner": None}
UPVOTE = {"seq": 3, "ts": AT, "type": "upvote", "post": 1, "voter": "pv000"}


def test_a_question_is_read_with_its_defaults() -> None:
    post = shapes.post(QUESTION)
    assert (post.id, post.kind, post.parent, post.owner, post.views) == ("1", "question", None, None, 0)
    assert post.created == datetime(2018, 2, 6, 20, 19, 50, 957000, UTC)
    assert post.is_html


def test_an_answer_needs_its_question() -> None:
    assert shapes.post(ANSWER).parent == "1"
    with pytest.raises(Broken, match="parent is missing"):
        shapes.post(ANSWER | {"parent": None})


def test_times_with_a_zone_become_utc() -> None:
    assert shapes.post(QUESTION | {"created": "2018-02-06T20:00:00+02:00"}).created.hour == 18


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "wiki"}, "type"),
        ({"type": ["question"]}, "type"),
        ({"title": None}, "title is missing"),
        ({"body_html": None}, "exactly one"),
        ({"body_markdown": "a"}, "exactly one"),
        ({"body_html": "\0 \u202e"}, "body_html is empty"),
        ({"tags": "a,b"}, "tags"),
        ({"tags": [1]}, "tags"),
        ({"tags": ["a"] * 31}, "tags"),
        ({"views": -1}, "views"),
        ({"views": True}, "views"),
        ({"closed": "no"}, "closed is no time"),
        ({"owner": {}}, "owner is no id"),
        ({"id": "x" * 41}, "id is no id"),
    ],
)
def test_a_faulty_post_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Broken, match=reason):
        shapes.post(QUESTION | change)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (UPVOTE | {"type": "unvote"}, "type is unknown"),
        (UPVOTE | {"type": None}, "type is unknown"),
        (UPVOTE | {"voter": None}, "voter is missing"),
        (UPVOTE | {"post": None}, "post is missing"),
        (UPVOTE | {"seq": "3"}, "seq is no whole number"),
        (UPVOTE | {"ts": None}, "ts is missing"),
        (UPVOTE | {"type": "comment", "comment": 4, "user": 1}, "text is missing"),
        (UPVOTE | {"type": "comment", "text": "a", "user": 1}, "comment is missing"),
        (UPVOTE | {"type": "bounty_award"}, "amount is no whole number"),
        (UPVOTE | {"type": "bounty_start", "amount": -50}, "amount is out of range"),
    ],
)
def test_a_faulty_happening_is_refused(row: dict[str, Any], reason: str) -> None:
    with pytest.raises(Broken, match=reason):
        shapes.happening(row)


def test_happenings_of_every_kind_are_read() -> None:
    base = {"seq": 1, "ts": AT, "post": 1, "user": None}
    kinds = ["post", "accept", "edit", "suggested_edit_approved", "flag_spam", "flag_offensive"]
    assert [shapes.happening(base | {"type": kind}).type for kind in kinds] == kinds
    assert shapes.happening(UPVOTE).voter == "pv000"
    assert shapes.happening(base | {"type": "comment", "comment": 4, "text": "a"}).text == "a"
    assert shapes.happening(base | {"type": "bounty_start", "amount": 50}).amount == 50


def test_a_happening_without_a_post_may_count_for_its_user() -> None:
    row = {"seq": 1, "ts": AT, "type": "suggested_edit_approved", "post": None, "user": 149, "tag_wiki": True}
    assert shapes.happening(row).post is None
