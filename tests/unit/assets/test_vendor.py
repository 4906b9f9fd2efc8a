"""Third-party files come from npm by a lock without hosts, checked by sha256, and are never committed."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from forum.assets import vendor

HERE = Path(vendor.__file__).parent


def test_the_lock_names_no_registry():
    for name in vendor.PACKAGE_FILES:
        assert not re.search(r"https?://|resolved\"", (HERE / name).read_text("utf-8")), name


def test_the_lock_pins_what_the_manifest_asks():
    asked = json.loads((HERE / "package.json").read_text("utf-8"))
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    for name, version in {**asked["dependencies"], **asked["devDependencies"]}.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_what_only_tests_need_is_asked_for_by_name():
    assert set(vendor.wanted()) == {"socket.io.js"}
    assert set(vendor.wanted(dev=True)) == {"socket.io.js", "axe.js"}


@pytest.fixture
def registry(monkeypatch):
    """Stand in for npm: `npm ci` leaves this text as the file."""
    left = {"text": b"good"}

    def install(folder, *, dev):
        path = folder / "node_modules" / "socket.io-client" / "dist" / "socket.io.min.js"
        path.parent.mkdir(parents=True)
        path.write_bytes(left["text"])

    listed = {"socket.io.js": {"path": "socket.io-client/dist/socket.io.min.js"}}
    listed["socket.io.js"]["sha256"] = hashlib.sha256(b"good").hexdigest()
    monkeypatch.setattr(vendor, "_install", install)
    monkeypatch.setattr(vendor, "wanted", lambda **_: listed)
    return left


def test_a_good_file_is_copied_once(tmp_path, registry, monkeypatch):
    assert vendor.fetch(tmp_path) == ["socket.io.js"]
    assert (tmp_path / "vendor" / "socket.io.js").read_bytes() == b"good"
    monkeypatch.setattr(vendor, "_install", lambda *_, **__: pytest.fail("fetched again"))
    assert vendor.fetch(tmp_path) == []


def test_a_wrong_file_is_refused(tmp_path, registry):
    registry["text"] = b"evil"
    with pytest.raises(vendor.VendorError, match="sha256"):
        vendor.fetch(tmp_path)
    assert not (tmp_path / "vendor" / "socket.io.js").exists()


def test_a_failing_npm_is_reported(tmp_path, monkeypatch):
    def broken(*_args, **_kwargs):
        raise subprocess.CalledProcessError(1, "npm", stderr="ENOTFOUND")

    monkeypatch.setattr(vendor.subprocess, "run", broken)
    with pytest.raises(vendor.VendorError, match="ENOTFOUND"):
        vendor.fetch(tmp_path)


def test_without_npm_the_one_from_pip_is_used(monkeypatch):
    monkeypatch.setattr(vendor.shutil, "which", lambda _: None)
    command = vendor.npm()
    assert command[0] == sys.executable
    said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert re.match(r"\d+\.", said.stdout)
