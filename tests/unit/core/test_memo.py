"""A component remembered is the component rendered, and a text never becomes HTML by being remembered."""

from dataclasses import dataclass

import pytest
from markupsafe import Markup, escape

from forum.core import i18n, memo


@dataclass(frozen=True)
class Person:
    name: str


@pytest.fixture
def drawn():
    calls = []

    @memo.memo
    def component(text, size=0, **more):
        calls.append((text, size, more))
        return Markup("<b>{}</b>").format(text) + str(size) + i18n.voice()

    component.calls = calls
    return component


def test_the_same_arguments_are_rendered_once(drawn):
    assert drawn("a", 1) == drawn("a", 1) == "<b>a</b>1de"
    assert drawn(Person("x"), size=2) == drawn(Person("x"), size=2)
    assert len(drawn.calls) == 2


def test_safe_html_and_a_text_with_the_same_letters_are_two(drawn):
    html, text = Markup("<i>x</i>"), "<i>x</i>"
    assert drawn(html) == "<b><i>x</i></b>0de"
    assert drawn(text) == f"<b>{escape(text)}</b>0de"
    assert drawn("a", more=html) == drawn("a", more=text)
    assert len(drawn.calls) == 4


def test_true_is_not_one(drawn):
    assert drawn("a", True) == "<b>a</b>Truede"
    assert drawn("a", 1) == "<b>a</b>1de"


def test_each_voice_has_its_own(drawn, app):
    with app.app_context():
        assert drawn("a") == "<b>a</b>0de"
        with i18n.speaking("en"):
            assert drawn("a") == "<b>a</b>0en"


def test_what_cannot_be_a_key_is_rendered_every_time(drawn):
    assert drawn({"a": 1}) == drawn({"a": 1})
    assert len(drawn.calls) == 2


def test_the_memory_is_bounded(drawn, monkeypatch):
    monkeypatch.setattr(memo, "MOST", 10)
    for number in range(25):
        drawn(str(number))
    drawn("24")
    drawn("0")
    assert len(drawn.calls) == 26
