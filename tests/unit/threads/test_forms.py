"""What people type, read field by field."""

from datetime import date

import pytest
from flask import Flask

from forum.core.errors import Invalid
from forum.threads import forms


@pytest.fixture
def typed():
    app = Flask("typed")

    def read(reader, **fields):
        with app.test_request_context("/", method="POST", data=fields):
            return reader()

    return read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("/t/12", 12),
        ("/t/12-titel", 12),
        ("https://stube.example/t/12-titel?after=x#p3", 12),
        (" 12 ", 12),
        ("#12", 12),
    ],
)
def test_a_thread_is_named_by_number_or_address(typed, text, number):
    assert typed(lambda: forms.thread_id("of"), of=text) == number


@pytest.mark.parametrize("text", ["", "zwölf", "/m/12", "12a", "t/", "1" * 19, "²"])
def test_anything_else_names_none(typed, text):
    with pytest.raises(Invalid) as wrong:
        typed(lambda: forms.thread_id("of"), of=text)
    assert set(wrong.value.fields) == {"of"}


def test_a_day_is_optional_and_checked(typed):
    assert typed(lambda: forms.day("until"), until="") is None
    assert typed(lambda: forms.day("until"), until="2027-06-30") == date(2027, 6, 30)
    with pytest.raises(Invalid):
        typed(lambda: forms.day("until"), until="30.6.2027")


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("", 3), ("-1", 3), ("²", 3), ("9" * 10, 3)])
def test_a_number_or_the_default(typed, text, number):
    assert typed(lambda: forms.number("seen", 3), seen=text) == number


def test_a_switch_knows_two_values(typed):
    assert typed(lambda: forms.switch("on"), on="1") is True
    assert typed(lambda: forms.switch("on"), on="0") is False
    with pytest.raises(Invalid):
        typed(lambda: forms.switch("on"), on="true")


def test_gathering_tells_every_fault():
    def fail(name):
        raise Invalid({name: "wrong"})

    with pytest.raises(Invalid) as wrong:
        forms.gather(lambda: 1, lambda: fail("a"), lambda: fail("b"))
    assert set(wrong.value.fields) == {"a", "b"}
    assert forms.gather(lambda: 1, lambda: 2) == [1, 2]


def test_typed_belongs_to_its_form_only():
    again = forms.Typed("reply", {"body": "Text"}, {"body": "wrong"})
    assert (again.value("reply", "body"), again.error("reply", "body")) == ("Text", "wrong")
    assert (again.value("comment-1", "body", "leer"), again.error("comment-1", "body")) == ("leer", "")
