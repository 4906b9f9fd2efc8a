"""The contract of the port `files`, over every adapter."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from forum.backends.folder import FolderStore

NAME = "0123456789abcdef"
BAD = ("", "../../../etc/passwd", "/etc/passwd", "a", "A" * 20, "a" * 90, "a" * 20 + "\0", "..%2f")


@pytest.fixture(params=["folder"])
def files(request, tmp_path):
    return {"folder": FolderStore}[request.param](tmp_path / "uploads")


def test_what_was_put_is_given_and_listed_until_it_is_deleted(files):
    assert files.get(NAME) is None
    files.put(NAME, b"one")
    files.put(f"{NAME}-s", b"two")
    assert (files.get(NAME), files.get(f"{NAME}-s")) == (b"one", b"two")
    assert {name for name, _at in files.names()} == {NAME, f"{NAME}-s"}
    files.delete(NAME)
    files.delete(NAME)
    assert files.get(NAME) is None
    assert [name for name, _at in files.names()] == [f"{NAME}-s"]


def test_putting_again_replaces(files):
    files.put(NAME, b"one")
    files.put(NAME, b"another")
    assert files.get(NAME) == b"another"


def test_each_file_says_when_it_was_kept(files):
    files.put(NAME, b"one")
    ((_name, at),) = files.names()
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "name", ["", "../../../etc/passwd", "/etc/passwd", "a", "A" * 20, "a" * 90, "a" * 20 + "\0", "..%2f"]
)
def test_no_name_but_ours_is_taken(files, name):
    for act in (files.get, files.delete, lambda bad: files.put(bad, b"x")):
        with pytest.raises(ValueError, match="no name"):
            act(name)


def test_a_write_that_fails_half_way_leaves_nothing(files, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        files.put(NAME, b"one")
    assert files.get(NAME) is None
    assert list(files.names()) == []
    assert [path for path in files.folder.rglob("*") if path.is_file()] == []


def test_files_belong_to_their_owner_alone(files):
    files.put(NAME, b"one")
    for path in files.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


WRITE = """
import sys
from pathlib import Path
from forum.backends.folder import FolderStore
store = FolderStore(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100_000):
    store.put(f"{number:016x}", bytes([number % 256]) * 300_000)
"""


def test_a_process_killed_while_it_writes_leaves_whole_files_only(tmp_path):
    for cycle in range(4):
        folder = tmp_path / str(cycle)
        writer = subprocess.Popen([sys.executable, "-I", "-c", WRITE, str(folder)], stdout=subprocess.PIPE)
        with writer, suppress(ProcessLookupError):
            writer.stdout.readline()
            time.sleep(0.05 + 0.07 * cycle)
            os.kill(writer.pid, signal.SIGKILL)
        store = FolderStore(folder)
        kept = {name: store.get(name) for name, _at in store.names()}
        assert kept
        assert {name for name, data in kept.items() if data != bytes([int(name, 16) % 256]) * 300_000} == set()
