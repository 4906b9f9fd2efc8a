"""What a first visit loads stays small (ARCHITECTURE.md, Pages without a framework)."""

import gzip
from pathlib import Path

import pytest

from forum.assets.build import build

STATIC = Path(__file__).resolve().parents[3] / "static"
BUDGETS = {"app.css": 16_000, "app.js": 30_000, "sprite.svg": 13_000, "hoehenlinien.svg": 7_000}


@pytest.mark.parametrize("name", BUDGETS)
def test_the_built_file_keeps_its_budget(tmp_path, name):
    built = build(STATIC, tmp_path).files[name]
    size = len(gzip.compress((tmp_path / built.file).read_bytes(), mtime=0))
    assert size <= BUDGETS[name], f"{name}: {size} bytes gzip"
