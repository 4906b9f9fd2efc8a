"""`forum run`: one gunicorn process and one worker process, each started anew when it dies."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

import structlog

from forum.config import Settings

log = structlog.get_logger()
PR_SET_PDEATHSIG = 1
GRACE_S = 25
QUICK_DEATH_S = 5.0


def die_with_parent() -> None:
    """Ask the kernel to end this process when the supervisor is killed (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process that should run."""

    def __init__(self, name: str, command: Sequence[str], environ: dict[str, str]) -> None:
        self.name, self.command, self.environ = name, list(command), environ
        self.started = 0.0
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it."""
        self.started = time.monotonic()
        return subprocess.Popen(self.command, env=self.environ, preexec_fn=die_with_parent)  # noqa: PLW1509, S603

    def revive(self) -> None:
        """Start it again if it died; one that dies at once waits a second so as not to spin."""
        code = self.process.poll()
        if code is None:
            return
        log.warning("restart", process=self.name, exit=code)
        if time.monotonic() - self.started < QUICK_DEATH_S:
            time.sleep(1)
        self.process = self.start()


def gunicorn(settings: Settings) -> list[str]:
    """Give the command line of the web server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    options = ["--worker-class", "gthread", "--workers", "1", "--threads", str(settings.threads)]
    options += ["--bind", f"{host}:{settings.port}", "--timeout", "60", "--graceful-timeout", "20"]
    options += ["--keep-alive", "15", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    options += ["--log-level", "warning", "--limit-request-line", "4094"]
    return [sys.executable, "-m", "gunicorn", *options, "forum.wsgi:app"]


def become(settings: Settings) -> NoReturn:
    """Let this process supervise: what it had loaded to prepare (100 MB) is let go."""
    environ = {**os.environ, "FORUM_HOST": settings.host, "FORUM_PORT": str(settings.port)}
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "forum.supervisor"], environ)  # noqa: S606 - ourselves


def run(settings: Settings) -> int:
    """Supervise until SIGTERM or SIGINT, then end both in order."""
    environ = {**os.environ, "FORUM_HOST": settings.host, "FORUM_PORT": str(settings.port)}
    ending: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: ending.append(number))
    children = [
        Child("web", gunicorn(settings), environ),
        Child("worker", [sys.executable, "-m", "forum.cli", "worker"], environ),
    ]
    while not ending:
        for child in children:
            child.revive()
        time.sleep(0.2)
    for child in children:
        child.process.terminate()
    for child in children:
        try:
            child.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            child.process.kill()
    return 0


if __name__ == "__main__":
    sys.exit(run(Settings.from_environ()))
