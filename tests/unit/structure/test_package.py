"""The wheel carries all that a server needs, and finds it there."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.unit.structure.vocabulary import ROOT

LOOK = """
from pathlib import Path
import forum
from forum.core.assets import folder
from forum.pages.texts import text
for name in ("templates", "static", "migrations"):
    assert folder(name).is_dir(), name
    assert Path(forum.__file__).parent in folder(name).parents, folder(name)
assert text("rules", "de").html
print(len(list(folder("migrations").glob("versions/*.py"))))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("stube-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_templates_static_and_migrations_come_along(unpacked):
    for name in ("templates/layouts/base.html", "static/css/tokens.css", "migrations/env.py"):
        assert (unpacked / "forum" / "_bundle" / name).is_file(), name
    assert (unpacked / "forum" / "reputation" / "rulebook.toml").is_file()
    assert not list(unpacked.glob("tests*"))


def test_an_installed_copy_finds_its_own_files(unpacked, tmp_path):
    environ = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(list((ROOT / "migrations" / "versions").glob("*.py")))
