"""`forum run`: one web process (gunicorn's) and one worker process, each started anew when it dies.

Both are forked from here, where everything they need is loaded already: they share that memory (90 MB) as long as
nobody writes to it, and start at once.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any, NoReturn, cast

from forum.config import Settings
from forum.core.orphans import ENDINGS, LIBC, end_with
from forum.server import Server

PR_SET_NAME = 15
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
MALLOC = {M_ARENA_MAX: 1, M_MMAP_THRESHOLD: 64 * 1024, M_TRIM_THRESHOLD: 256 * 1024}
"""Whole pages come and go: each has memory of its own that goes back at once, and threads don't hoard any (glibc)."""
UNUSED = ("rich", "requests", "websocket", "aiohttp")
"""What libraries load where it is installed, for things of theirs that a server never does: 8 MB."""
GRACE_S = 25
QUICK_DEATH_S = 5.0
LOOK_S = 0.2


def log() -> Any:
    """Give the log; it is loaded by `load`, without what it could do besides."""
    import structlog  # noqa: PLC0415

    return structlog.get_logger()


class Child:
    """A process that should run; `work` is what it does, without any thread of ours; `hung` tells when to end it."""

    def __init__(self, name: str, work: Callable[[], object], hung: Callable[[], bool] = lambda: False) -> None:
        self.name, self.work, self.hung = name, work, hung
        self.started, self.pid = 0.0, 0
        self.start()

    def start(self) -> None:
        """Start it."""
        self.started, parent = time.monotonic(), os.getpid()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._live(parent)

    def _live(self, parent: int) -> NoReturn:
        code = 1
        try:
            LIBC.prctl(PR_SET_NAME, f"stube {self.name}".encode())
            end_with(parent, signal.SIGTERM)
            self.work()
            code = 0
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 1
        except BaseException:  # noqa: BLE001 - a forked process must not go on as its parent
            log().exception("process", process=self.name)
        finally:
            sys.stdout.flush()
            os._exit(code)

    def ended(self) -> bool:
        """Whether it is no more."""
        if self.pid:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                log().warning("ended", process=self.name, exit=os.waitstatus_to_exitcode(status))
                self.pid = 0
        return not self.pid

    def revive(self) -> None:
        """Start it again if it hangs or died; one that dies at once waits a second so as not to spin."""
        if self.hung():
            self.send(signal.SIGKILL)
        if self.ended():
            if time.monotonic() - self.started < QUICK_DEATH_S:
                time.sleep(1)
            self.start()

    def send(self, number: signal.Signals) -> None:
        """Send a signal, if it still lives."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


def work(server: Server) -> None:
    """Be the worker, who leaves the web's socket to the web."""
    from forum import app, worker  # noqa: PLC0415 - loaded by `load` before anything is forked

    server.close()
    worker.run(app.made_ready())


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Let modules look as if they were not installed to whoever would load them meanwhile."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden, cast("ModuleType", None)))  # None: there is no such module
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def load(settings: Settings) -> None:
    """Load what both processes need, and keep the collector from touching it: touched memory is shared no longer."""
    for option, value in MALLOC.items():
        LIBC.mallopt(option, value)
    with without(*UNUSED, *(() if settings.redis_url else ("redis",))):
        import gunicorn.workers.gthread  # noqa: F401, PLC0415

        import forum.app  # noqa: PLC0415
        import forum.worker  # noqa: PLC0415

        forum.app.make_ready(settings)
    gc.collect()
    gc.freeze()


def become(settings: Settings) -> NoReturn:
    """Let this process supervise: what it had done to prepare is let go."""
    environ = {**os.environ, "FORUM_HOST": settings.host, "FORUM_PORT": str(settings.port)}
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "forum.supervisor"], environ)  # noqa: S606 - ourselves


def run(settings: Settings) -> int:
    """Supervise until SIGTERM or SIGINT, then end both in order."""
    ending: list[int] = []
    for name in ENDINGS:
        signal.signal(name, lambda number, _frame: ending.append(number))
    load(settings)
    server = Server(settings)
    children = [Child("web", server.serve, server.hung), Child("worker", lambda: work(server))]
    while not ending:
        for child in children:
            child.revive()
        time.sleep(LOOK_S)
    server.close()
    for child in children:
        child.send(signal.SIGTERM)
    until = time.monotonic() + GRACE_S
    while not all(child.ended() for child in children) and time.monotonic() < until:
        time.sleep(LOOK_S)
    for child in children:
        child.send(signal.SIGKILL)
    return 0


if __name__ == "__main__":
    sys.exit(run(Settings.from_environ()))
