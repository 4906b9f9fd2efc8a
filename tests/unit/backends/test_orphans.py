"""Killed in the midst of a rebuild: nobody is left behind who holds the lock that the next rebuild waits for."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from forum.backends import whoosh_hands, whoosh_index
from tests.contract.search_shelf import shelf

WRITING = """
import os, sys, time
from pathlib import Path
from forum.backends import whoosh_hands, whoosh_index
from tests.contract.search_shelf import document

whoosh_hands.PORTION = 1
os.cpu_count = lambda: 2

def slowly():
    yield document(1)
    yield document(2)
    yield document(3)
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    print(*children, flush=True)
    time.sleep(60)

whoosh_index.WhooshIndex(Path(sys.argv[1])).rebuild(slowly())
"""


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are tied together on Linux only")
def test_nobody_survives_a_killed_rebuild(tmp_path):
    folder = tmp_path / "index"
    writing = subprocess.Popen([sys.executable, "-c", WRITING, str(folder)], stdout=subprocess.PIPE, text=True)
    hands = [int(pid) for pid in writing.stdout.readline().split()]
    assert len(hands) == whoosh_hands.HANDS
    os.kill(writing.pid, signal.SIGKILL)
    writing.wait()
    writing.stdout.close()
    for _ in range(200):
        if all(map(gone, hands)):
            break
        time.sleep(0.05)
    assert all(map(gone, hands))
    with folder.with_name("index.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert whoosh_index.WhooshIndex(folder).rebuild(shelf()) == len(shelf())
