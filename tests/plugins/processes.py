"""Real servers: `forum run` as people start it, on a free port with a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

FORUM = Path(sys.executable).with_name("forum")
START_S = 60.0


def free_port() -> int:
    """Give a TCP port on which nobody listens now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running `forum run`, the supervisor of one web and one worker process."""

    process: subprocess.Popen[bytes]
    url: str
    data_dir: Path
    log: Path

    def wait(self, path: str = "/readyz", seconds: float = START_S) -> None:
        """Wait until a path answers 200; tell the log when it never does."""
        deadline, last = time.monotonic() + seconds, "nothing was tried"
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5):
                    return
            except (urllib.error.URLError, OSError) as error:
                last = str(error)
                time.sleep(0.1)
        pytest.fail(f"forum run did not answer {path} ({last}):\n{self.log.read_text()[-4000:]}", pytrace=False)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Signal the whole group and wait for its end."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        try:
            return self.process.wait(30)
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)


def forum(data_dir: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `forum` on a data folder to its end; the caller looks at `returncode`."""
    return subprocess.run(
        [FORUM, *arguments],
        env=environment(data_dir, **environ),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def environment(data_dir: Path, **environ: str) -> dict[str, str]:
    """Give an environment in which `forum` works on one data folder and obeys nothing of the caller's settings."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("FORUM_")}
    return {**inherited, "FORUM_DATA_DIR": str(data_dir), "FORUM_LIMITS": "off", **environ}


def start(data_dir: Path, *arguments: str, **environ: str) -> Server:
    """Start `forum run` in a process group of its own."""
    data_dir.mkdir(parents=True, exist_ok=True)
    port = int(environ.pop("FORUM_PORT", "0")) or free_port()
    log = data_dir.with_name(f"{data_dir.name}-{port}.log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            [FORUM, "run", *arguments],
            env=environment(data_dir, FORUM_PORT=str(port), **environ),
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return Server(process, f"http://127.0.0.1:{port}", data_dir, log)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start servers for one test: `serve("--demo", FORUM_THREADS="2")`; ready when given, stopped at the end."""
    with ExitStack() as running:

        def begin(*arguments: str, data_dir: Path | None = None, **environ: str) -> Server:
            server = start(data_dir or tmp_path / "data", *arguments, **environ)
            running.callback(server.stop)
            server.wait()
            return server

        yield begin


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all browser journeys of this run; its database is shared, so each journey makes its own people."""
    running = start(tmp_path_factory.mktemp("server") / "data")
    try:
        running.wait()
        yield running
    finally:
        running.stop()
