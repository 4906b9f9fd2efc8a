"""Every word of the interface is in the catalogue, in German as the Swiss write it, du and Sie never mixed."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "forum" / "locale"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy": None, "say": None}
REFUSALS = {"Invalid", "Refused", "Conflict"}
HOLE = re.compile(r"%\((\w+)\)\d*[sd]|\{(\w+)\}")
INFORMAL = re.compile(r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(e[mnrs]?)?)\b")
MIDST_SIE = re.compile(r"(?<=[a-zäöü,] )(Sie|Ihnen|Ihre[mnrs]?)\b")
IMPERATIVES = re.compile(
    r"\b(gib|nimm|schau|wähl|wähle|frag|schreib|sag|lies|such|setz|prüf|öffne|stell|bestätige|komm|versuch|lass|mach)\b",
    re.IGNORECASE,
)

Message = tuple[str, ...]


def strings(found: object) -> Message:
    """The literals of a call; what is no literal is translated where it is one."""
    parts = found if isinstance(found, tuple) else (found,)
    return tuple(part for part in parts if isinstance(part, str))


def python_messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for _line, found, _comments, _context in extract("python", file, keywords=KEYWORDS):
            yield strings(found)


def template_messages(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for _line, _name, found, _comments in babel_extract(file, KEYWORDS, [], {}):
            yield strings(found)


def refusal_messages(path: Path) -> Iterator[Message]:
    """What Invalid, Refused and Conflict say: literals, and constants of the same file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in REFUSALS:
            for argument in node.args:
                for value in argument.values if isinstance(argument, ast.Dict) else [argument]:
                    text = value.value if isinstance(value, ast.Constant) else names.get(getattr(value, "id", ""))
                    if isinstance(text, str) and text:
                        yield (text,)


@cache
def messages() -> dict[Message, str]:
    """Every message of the interface and one file that says it."""
    found: dict[Message, str] = {}
    for path in (ROOT / "forum").rglob("*.py"):
        for message in [*python_messages(path), *refusal_messages(path)]:
            found.setdefault(message, str(path.relative_to(ROOT)))
    for path in (ROOT / "templates").rglob("*.*"):
        for message in template_messages(path):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return {message: where for message, where in found.items() if message and message[0].strip()}


@cache
def entries(locale: str) -> dict[str, tuple[Message, str]]:
    """Translations by msgid (the singular of plurals), with the file they stand in."""
    merged = {}
    for path in sorted((LOCALES / locale).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="de_CH"):
                key = entry.id[0] if isinstance(entry.id, tuple | list) else entry.id
                forms = tuple(entry.string) if isinstance(entry.string, tuple | list) else (entry.string,)
                if key and any(forms):
                    merged[key] = (forms, path.name)
    return merged


def holes(text: str) -> set[str]:
    return {first or second for first, second in HOLE.findall(text)}


def speaks_to_du(text: str) -> bool:
    return bool(INFORMAL.search(text) or IMPERATIVES.search(text))


def test_every_message_has_a_german_translation():
    known = entries("de_CH")
    missing = [f"{where}: {message[0]!r}" for message, where in messages().items() if message[0] not in known]
    assert not missing, "\n" + "\n".join(sorted(missing))


def test_plurals_are_translated_as_plurals():
    known = entries("de_CH")
    plurals = [message for message in messages() if len(message) == 2 and message[0] in known]
    assert plurals
    assert [message[0] for message in plurals if len(known[message[0]][0]) != 2] == []


@pytest.mark.parametrize("locale", ["de_CH", "de_CH@formal"])
def test_placeholders_are_those_of_the_message(locale):
    texts = {message[0]: message for message in messages()}
    wrong = []
    for key, (forms, name) in entries(locale).items():
        allowed = set().union(*(holes(form) for form in texts.get(key, (key,)))) | {"num"}
        needed = holes(texts.get(key, (key,))[-1])
        wrong += [f"{name}: {form!r} for {key!r}" for form in forms if not holes(form) <= allowed]
        wrong += [f"{name}: {forms[-1]!r} lacks {needed - holes(forms[-1])}" if needed - holes(forms[-1]) else ""]
    assert not list(filter(None, wrong)), "\n" + "\n".join(filter(None, wrong))


@pytest.mark.parametrize("locale", ["de_CH", "de_CH@formal"])
def test_spelling_is_swiss(locale):
    said = [(form, name) for forms, name in entries(locale).values() for form in forms]
    assert said
    assert [(form, name) for form, name in said if re.search("[ßẞ„“”]", form)] == []


def test_the_formal_overlay_never_says_du():
    said = [(form, name) for forms, name in entries("de_CH@formal").values() for form in forms]
    assert [(form, name) for form, name in said if speaks_to_du(form)] == []


def test_what_says_du_has_a_formal_overlay_and_no_overlay_is_idle():
    plain, formal = entries("de_CH"), entries("de_CH@formal")
    used = {message[0] for message in messages()}
    asks = {key for key, (forms, _name) in plain.items() if any(map(speaks_to_du, forms))}
    assert sorted(f"{plain[key][1]}: {plain[key][0][0]!r}" for key in (asks & used) - formal.keys()) == []
    assert sorted(key for key in formal if key in plain and formal[key][0] == plain[key][0]) == []


def test_the_plain_catalogue_never_says_sie():
    said = [(form, name) for forms, name in entries("de_CH").values() for form in forms]
    wrong = [(form, name) for form, name in said if MIDST_SIE.search(form)]
    assert wrong == []


def test_holes_are_found():
    assert holes("%(num)s von %(all)d und {n}") == {"num", "all", "n"}
    assert [name for _text, name, _spec, _conversion in Formatter().parse("{n} of {max}") if name] == ["n", "max"]
