"""Servers under measurement: started as in production, with CPU time and memory of all their processes from /proc."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK_S = 1 / os.sysconf("SC_CLK_TCK")
START_S = 60
GRACE_S = 30
KIB = 1024


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server: its first process and its port on loopback."""

    pid: int
    port: int

    def family(self) -> list[int]:
        """Give the first process and all below it."""
        found = [self.pid]
        for pid in found:
            found += _children(pid)
        return found

    def cpu_s(self) -> float:
        """Give the CPU seconds (user and system) that all living processes have used so far."""
        return sum(map(_cpu_s, self.family()))

    def memory(self) -> int:
        """Give the bytes held in memory: each process its own, and its share of what several use (PSS)."""
        return sum(map(_pss, self.family()))


def free_port() -> int:
    """Give a TCP port on which nobody listens now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], port: int, environ: dict[str, str], path: str, log: Path) -> Iterator[Serving]:
    """Run a server until the block ends; ready when `path` answers 200."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env=environ, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        _wait(process, port, path, log)
        yield Serving(process.pid, port)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait(process: "subprocess.Popen[bytes]", port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", path)
                if connection.getresponse().status == http.client.OK:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in _listed(Path(f"/proc/{pid}/task")):
        found += [int(child) for child in _text(task / "children").split()]
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""  # it ended meanwhile


def _cpu_s(pid: int) -> float:
    fields = _text(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_S if fields else 0.0


def _pss(pid: int) -> int:
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * KIB
    return 0
