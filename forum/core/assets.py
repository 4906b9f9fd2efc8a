"""Names of built files: logical → hashed, so that browsers may keep them for ever."""

import json
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def folder(name: str) -> Path:
    """Find `templates`, `static` or `migrations` beside the package (checkout) or inside it (wheel)."""
    beside = PACKAGE.parent / name
    return beside if (PACKAGE.parent / "pyproject.toml").exists() else PACKAGE / "_bundle" / name


@cache
def manifest() -> dict[str, str]:
    """Read the manifest that `python -m forum.assets` wrote; empty before the first build."""
    path = folder("static") / "build" / "manifest.json"
    files = json.loads(path.read_text("utf-8"))["files"] if path.exists() else {}
    return {name: str(entry["file"]) for name, entry in files.items()}


def asset(name: str) -> str:
    """Give the address of a built file."""
    return f"/static/build/{manifest().get(name, name)}"
