"""Rooms hold only what the house has words for."""

import subprocess
from pathlib import Path

import pytest

from tests.unit.structure.vocabulary import (
    FORUM,
    FREE,
    REFUSED,
    ROOMS,
    ROOT,
    ROOT_FILES,
    TOP_LEVEL,
    VOCABULARY,
    packages,
    room_files,
    word,
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git work tree")
    return [Path(name) for name in listed.stdout.split("\0") if name]


def test_every_package_is_a_declared_room_or_foundation():
    unknown = set(packages()) - ROOMS.keys() - FREE
    assert not unknown, f"declare these in tests/unit/structure/vocabulary.py and in pyproject's contracts: {unknown}"


def test_the_root_of_forum_holds_only_the_composition():
    unknown = {path.stem for path in FORUM.glob("*.py")} - ROOT_FILES
    assert not unknown, f"files at the root of forum/ that nobody declared: {unknown}"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_holds_only_the_vocabulary_and_its_declared_extras(room):
    allowed = VOCABULARY | ROOMS[room] | {"__init__"}
    unlisted = [str(path.relative_to(FORUM)) for path in room_files(room) if word(path, room) not in allowed]
    assert not unlisted, f"not in the vocabulary of {room}: {unlisted}"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_declared_extra_exists(room):
    if not (FORUM / room).is_dir():
        pytest.skip(f"{room} is not built yet")
    gone = {extra for extra in ROOMS[room] if not list((FORUM / room).glob(f"{extra}*"))}
    assert not gone, f"{room} declares extras it does not have: {gone}"


def test_no_file_has_a_name_that_says_nothing():
    empty = [str(path) for path in tracked() if path.suffix in {".py", ".js", ".html", ".css"} and path.stem in REFUSED]
    assert not empty, f"name these after what they do: {empty}"


def test_the_top_level_holds_only_what_tools_demand():
    unknown = {path.parts[0] for path in tracked()} - TOP_LEVEL
    assert not unknown, f"not at the top level: {unknown}"


def test_nothing_of_others_is_committed():
    foreign = [str(path) for path in tracked() if {"node_modules", "vendor"} & set(path.parts) or ".min." in path.name]
    assert not foreign, f"third-party files: {foreign}"
