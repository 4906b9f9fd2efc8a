"""House rules for templates, styles and scripts: nothing inline, nothing foreign, macro = style sheet = one name."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COMPONENTS = ROOT / "templates" / "components"
STYLES = ROOT / "static" / "css" / "components"
OURS = [
    path
    for pattern in ("templates/**/*.html", "static/css/**/*.css", "static/js/**/*.js", "static/img/*.svg")
    for path in sorted(ROOT.glob(pattern))
]
FORBIDDEN = {
    "style attribute": re.compile(r"\sstyle\s*=\s*[\"'{]"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)"),
    "inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']"),
    "innerHTML and its like": re.compile(
        r"\.(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)\b|document\.write|DOMParser|\beval\("
    ),
    "address of another host": re.compile(r"(?:src|href|url\(|import|fetch\()\s*[=(]?\s*[\"'(]?(?:https?:)?//"),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_nothing_forbidden(rule):
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in OURS
        if "email" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if FORBIDDEN[rule].search(line)
    ]
    assert not found, "\n".join(found)


def test_the_rules_can_fail():
    bad = {
        "style attribute": '<p style="color: red">',
        "inline script": "<script>alert(1)</script>",
        "inline handler": '<a onclick="x()">',
        "innerHTML and its like": "node.innerHTML = text",
        "address of another host": 'src="https://cdn.example/x.js"',
        "javascript: address": 'href="javascript:x"',
    }
    assert [rule for rule, text in bad.items() if not FORBIDDEN[rule].search(text)] == []


def test_each_component_has_its_style_sheet():
    macros = {path.stem for path in COMPONENTS.glob("*.html")}
    frame = {path.stem.lstrip("_") for path in (ROOT / "templates" / "layouts").glob("_*.html")}
    styles = {path.stem for path in STYLES.glob("*.css")}
    assert macros - styles == set(), "macro without style sheet"
    assert styles - macros - frame == set(), "style sheet without macro"


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_each_component_says_what_it_takes(path):
    text = path.read_text("utf-8")
    assert text.startswith("{#")
    assert re.search(r"\{%-? macro \w+\(", text)


def test_each_style_sheet_stays_in_its_layer():
    for path in OURS:
        if path.suffix == ".css" and path.parent.name in {"components", "pages"}:
            assert re.findall(r"@layer (\w+)", path.read_text("utf-8")) == [path.parent.name], path


def test_each_icon_and_scene_used_exists():
    icons = set(re.findall(r'id="i-([a-z]+)"', (ROOT / "static" / "img" / "icons.svg").read_text("utf-8")))
    used = {
        (name, path.relative_to(ROOT))
        for path in ROOT.glob("templates/**/*.html")
        for name in re.findall(r"""\bicon\(["']([a-z]+)["']""", path.read_text("utf-8"))
    }
    assert {pair for pair in used if pair[0] not in icons} == set()
    assert len(used) > len(COMPONENTS.parts)


def test_each_behaviour_named_in_a_template_exists():
    known = set(re.findall(r"\w+", re.search(r"BEHAVIOURS = \{([^}]*)\}", app())[1]))
    used = {
        name
        for path in ROOT.glob("templates/**/*.html")
        for names in re.findall(r'data-behaviour="([a-z ]+)"', path.read_text("utf-8"))
        for name in names.split()
    }
    assert used <= known
    assert {"theme", "menu", "once", "live"} <= used


def app() -> str:
    return (ROOT / "static" / "js" / "app.js").read_text("utf-8")
