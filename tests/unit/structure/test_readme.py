"""README.md tells the truth about settings, commands and files."""

import re

import pytest

from tests.unit.structure.settings_table import README, table, written
from tests.unit.structure.vocabulary import ROOT

TEXT = README.read_text(encoding="utf-8")
HEADINGS = ["Two commands", "Map of rooms", "The one flow to know", "Recipes", "Operations", "Settings", "Decisions"]


def test_every_setting_is_listed_as_the_code_has_it():
    assert written() == table(), "run: python -m tests.unit.structure.settings_table"


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_there(heading):
    assert re.search(rf"^##+ {heading}$", TEXT, re.MULTILINE)


def test_files_that_are_named_exist():
    named = re.findall(r"`((?:forum|deploy|migrations|templates|tests)/[\w./@-]+)`", TEXT)
    gone = [name for name in named if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()]
    assert not gone, f"README names what is not there: {gone}"


def test_pictures_exist():
    gone = [name for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", TEXT) if not (ROOT / name).exists()]
    assert not gone, f"README shows what is not there: {gone}"


def test_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", " ".join(re.findall(r"`[^`]+`|^make \w+", TEXT, re.MULTILINE))))
    assert {"run", "test"} <= named
    assert not {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)}


def test_decisions_are_numbered_and_tell_context_decision_consequence():
    decisions = re.split(r"^### ", TEXT.partition("## Decisions")[2], flags=re.MULTILINE)[1:]
    assert [text.split(".")[0] for text in decisions] == [str(number + 1) for number in range(len(decisions))]
    for text in decisions:
        assert re.search(r"\*\*Context:\*\*.*\*\*Decision:\*\*.*\*\*Consequence:\*\*", text, re.DOTALL), text
