"""What import-linter cannot say: doors between rooms, and that its own lists are complete."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.unit.structure.vocabulary import FORUM, ROOMS, ROOT, packages, room_files, word

DOORS = frozenset({"models", "queries", "actions", "events"})
# The composition root and the tools that replay or measure may enter by any door; pages/ shows other rooms' forms
# and their parts: what a fragment needs to be included.
# api/ parses with the forms of pages, and asks for the dashboard's figures and cases.
WIDER: dict[str, frozenset[str]] = {
    "pages": frozenset({"forms", "parts"}),
    "api": frozenset({"forms", "texts", "figures", "cases", "similar", "kinds", "signing"}),
}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and dotted name of every import of ours in a file, `from forum.a import b` as `forum.a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("forum"):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("forum"))


def test_rooms_meet_only_at_their_doors():
    wrong = []
    for room in ROOMS:
        for path in room_files(room):
            for line, name in imported(path):
                parts = name.split(".")
                other = parts[1] if len(parts) > 1 else ""
                door = parts[2] if len(parts) > 2 else ""  # the package itself: its __init__ names what it gives
                if other in ROOMS and other != room and door not in DOORS | WIDER.get(room, frozenset()):
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "across rooms only models, queries, actions, events:\n" + "\n".join(wrong)


def test_models_and_events_know_no_other_file_of_their_room():
    wrong = []
    for room in ROOMS:
        for path in room_files(room):
            own = word(path, room)
            if own not in {"models", "events"}:
                continue
            for line, name in imported(path):
                parts = name.split(".")
                if len(parts) > 2 and parts[1] == room and parts[2] not in {"models", "events"}:
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def contracts() -> dict[str, dict]:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"]: contract for contract in configured["tool"]["importlinter"]["contracts"]}


def test_every_package_has_its_place_in_the_direction():
    layers = " | ".join(contracts()["Direction between rooms"]["layers"])
    placed = {name.strip(" ()") for layer in layers.split("|") for name in layer.split(":")}
    assert set(packages()) <= placed


def test_every_room_is_held_by_the_inner_direction():
    held = {name.removeprefix("forum.") for name in contracts()["Direction inside rooms"]["containers"]}
    assert held == set(ROOMS)
    assert all((FORUM / room / "__init__.py").exists() for room in ROOMS if (FORUM / room).is_dir())
