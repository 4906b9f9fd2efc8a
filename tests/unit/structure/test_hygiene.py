"""What must not stand in any file: package hosts, unescaped output, inline code, hidden clocks and dice."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.unit.structure.test_vocabulary import tracked
from tests.unit.structure.vocabulary import ROOT

# Built from parts, so that this file does not name them either.
HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
        ("deb", "debian", "org"), ("jsdelivr", "net"), ("unpkg", "com"), ("cdnjs", "cloudflare", "com"),
        ("esm", "sh"), ("skypack", "dev"), ("googleapis", "com"), ("gstatic", "com"), ("googletagmanager", "com"),
        ("google-analytics", "com"), ("gravatar", "com"), ("fontawesome", "com"), ("typekit", "net"),
    ]
]  # fmt: skip
TEXT = {".py", ".html", ".txt", ".xml", ".js", ".css", ".json", ".toml", ".md", ".po", ".lock", ".cfg", ".yml", ""}

# pattern → (where it is looked for, what to do instead, files that may with their reason)
REFUSED: dict[str, tuple[str, str, dict[str, str]]] = {
    r"\|\s*safe\b": (
        "templates/*.html",
        "give the template a Markup from core.markup or core.assets",
        {"templates/components/prose.html": "the one place that shows cooked posts"},
    ),
    r"\bMarkup\((?!\"\"\))": (
        "forum/*.py",
        "only the renderer, and drawings we compute, may claim to be safe",
        {
            "forum/assets/route.py": "a drawing; every text inside is escaped",
            "forum/assets/chart.py": "drawings; every text inside is escaped",
            "forum/pages/texts/__init__.py": "our own texts, through the sanitiser",
            "forum/core/page_cache.py": "a part that a template rendered",
            "forum/core/fragments.py": "a piece that a template rendered",
        },
    ),
    r"\sstyle\s*=": ("templates/*.html", "use a class or a data attribute: the CSP refuses inline style", {}),
    r"<style\b": ("templates/*.html", "one CSS file per component", {}),
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)": ("templates/*.html", "no inline script: CSP", {}),
    r"\son[a-z]+\s*=\s*[\"']": ("templates/*.html", "find the element by data-behaviour", {}),
    r"javascript:": ("templates/*.html", "a link has an address, a button has a form", {}),
    r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|\beval\(": ("static/js/*.js", "use textContent", {}),
    r"\bdatetime\.(?:now|utcnow|today)\(|\btime\.time\(|\bdate\.today\(": (
        "forum/*.py",
        "ask forum.core.clock",
        {"forum/core/clock.py": "the one source"},
    ),
    r"^\s*(?:import random|from random)\b": ("forum/*.py", "use secrets; dice with a seed only in the demo", {}),
    r"\bimport pickle\b|\bpickle\.": ("forum/*.py", "JSON", {}),
    r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b|lorem ipsum": ("forum/*.py", "finish it or leave it out", {}),
}
SEEDED = re.compile(r"forum/(?:assets|bench|demo)/")  # drawings and made-up communities: random.Random(seed)


def files(pattern: str) -> Iterable[Path]:
    folder, _, ending = pattern.partition("/*")
    return [path for path in tracked() if path.parts[0] == folder.split("/")[0] and path.name.endswith(ending)]


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""


@pytest.mark.parametrize("pattern", REFUSED, ids=lambda pattern: pattern[:24])
def test_refused(pattern):
    where, instead, allowed = REFUSED[pattern]
    if where.startswith("static/js"):
        where = "static/*.js"
    found = [
        f"{path}:{number} {line.strip()[:100]}"
        for path in files(where)
        if str(path) not in allowed and not ("random" in pattern and SEEDED.match(str(path)))
        for number, line in enumerate(read(path).splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"{instead}:\n" + "\n".join(found)


@pytest.mark.parametrize("pattern", REFUSED, ids=lambda pattern: pattern[:24])
def test_an_exception_is_still_needed(pattern):
    stale = [name for name in REFUSED[pattern][2] if not re.search(pattern, read(Path(name)), re.MULTILINE)]
    assert not stale, f"no longer needed: {stale}"


def test_no_file_names_a_package_host_or_a_foreign_server_of_assets():
    named = [f"{path}: {host}" for path in tracked() if path.suffix in TEXT for host in HOSTS if host in read(path)]
    assert not named, "\n".join(named)


def test_templates_link_only_to_ourselves():
    foreign = [
        f"{path}: {found}"
        for path in files("templates/*.html")
        for found in re.findall(r"""(?:src|srcset|action)\s*=\s*["']?(?:https?:)?//[^\s"'>]+""", read(path))
    ]
    assert not foreign, "\n".join(foreign)
