"""`forum run` as a family of processes: what they load, what outlives one of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from forum.config import Settings
from forum.server import Server
from forum.supervisor import UNUSED, without
from tests.contract.killing import PAUSE_S, TRIES, children
from tests.plugins.processes import environment, free_port

LOADED = "import sys; from forum import config, supervisor; supervisor.load(config.Settings.from_environ()); "
HEAVY = [*UNUSED, "redis", "psycopg"]


def loaded(data_dir, **environ: str) -> set[str]:
    """Which of the heavy libraries a process holds that is ready to be forked."""
    code = LOADED + f"print(*[name for name in {HEAVY} if name in sys.modules])"
    made = environment(data_dir, **environ)
    told = subprocess.run(
        [sys.executable, "-c", code], env=made, capture_output=True, text=True, timeout=60, check=True
    )
    return set(told.stdout.split())


def test_what_an_embedded_forum_never_uses_is_not_loaded(tmp_path):
    assert loaded(tmp_path) == set()


def test_what_the_settings_name_is_loaded(tmp_path):
    nowhere = {"FORUM_REDIS_URL": "redis://127.0.0.1:1/0", "FORUM_DATABASE_URL": "postgresql+psycopg://127.0.0.1:1/x"}
    assert loaded(tmp_path, **nowhere) == {"redis", "psycopg"}


def test_a_hidden_module_is_there_again_afterwards():
    name = "colorsys"
    sys.modules.pop(name, None)
    with without(name, "os"):
        import os as known  # noqa: PLC0415 - what was loaded before stays

        assert known is os
        with pytest.raises(ModuleNotFoundError):
            __import__(name)
    assert __import__(name)


@pytest.fixture
def listening(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    made = Server(Settings(data_dir=tmp_path, port=free_port()))
    yield made
    made.close()
    made.sign.close()


def test_no_sign_of_life_for_a_minute_is_told_once(listening):
    listening.sign.notify()
    assert not listening.hung()
    long_ago = time.monotonic() - listening.cfg.timeout - 1
    os.utime(listening.sign.fileno(), (long_ago, long_ago))
    assert listening.hung()
    assert not listening.hung()


def test_who_comes_while_the_web_process_is_dead_waits_for_the_next_one(serve):
    server = serve()
    web, worker = sorted(children(server.process.pid), key=lambda pid: command(pid) != "stube web\n")
    assert (command(web), command(worker)) == ("stube web\n", "stube worker\n")
    os.kill(web, signal.SIGKILL)
    port = int(server.url.rpartition(":")[2])
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as waiting:
        waiting.sendall(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert waiting.recv(100).startswith(b"HTTP/1.1 200")
    for _ in range(TRIES):
        if len(children(server.process.pid)) == len((web, worker)):
            break
        time.sleep(PAUSE_S)
    assert web not in children(server.process.pid)
    assert worker in children(server.process.pid)


def test_the_port_is_free_once_it_has_ended(serve):
    server = serve()
    port = int(server.url.rpartition(":")[2])
    assert server.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def command(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text()
