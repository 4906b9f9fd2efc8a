"""The web server: gunicorn's thread worker, started by our supervisor, without an arbiter between (9 MB)."""

import os
import sys
import time

from gunicorn import sock
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.workers.workertmp import WorkerTmp

from forum.config import Settings


def command(settings: Settings) -> list[str]:
    """Give the command line of the same server with gunicorn's own arbiter."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    options = ["--worker-class", "gthread", "--workers", "1", "--threads", str(settings.threads)]
    options += ["--bind", f"{host}:{settings.port}", "--timeout", "60", "--graceful-timeout", "20"]
    options += ["--keep-alive", "15", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    options += ["--log-level", "warning", "--limit-request-line", "4094"]
    return [sys.executable, "-m", "gunicorn", *options, "forum.wsgi:app"]


class Server:
    """What outlives a web process: its socket, where who comes waits for the next one, and its sign of life."""

    def __init__(self, settings: Settings) -> None:
        sys.argv = command(settings)[2:]
        self.app = WSGIApplication()
        self.cfg = self.app.cfg
        self.log = self.cfg.logger_class(self.cfg)
        self.sockets = sock.create_sockets(self.cfg, self.log)
        self.sign = WorkerTmp(self.cfg)

    def serve(self) -> None:
        """Be the web process until SIGTERM."""
        worker = self.cfg.worker_class(
            1, os.getppid(), self.sockets, self.app, self.cfg.timeout / 2, self.cfg, self.log
        )
        worker.tmp.close()
        worker.tmp = self.sign
        worker.init_process()

    def hung(self) -> bool:
        """Whether the web process gave no sign of life for so long that it has to be ended; said once."""
        if time.monotonic() - self.sign.last_update() < self.cfg.timeout:
            return False
        self.sign.notify()
        return True

    def close(self) -> None:
        """Listen no longer in this process."""
        for one in self.sockets:
            one.close()
