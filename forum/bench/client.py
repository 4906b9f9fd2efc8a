"""A plain client on loopback: one connection kept alive, one request after another."""

import http.client
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from forum.bench.processes import Serving

OK = frozenset({200, 303})
Paths = Callable[[int], str]


class WrongAnswer(RuntimeError):  # noqa: N818 - named after what happened
    """The server answered something else than a page; measuring it would mean nothing."""


@dataclass(slots=True)
class Client:
    """Who asks: a kept connection and a cookie header (empty: a guest)."""

    connection: http.client.HTTPConnection
    cookie: str = ""

    def get(self, path: str, *, keep: bool = False) -> bytes:
        """Ask for a page; raises WrongAnswer for anything but 200 and 303. `keep` takes the cookie it brings."""
        return self._send("GET", path, None, keep=keep)

    def post(self, path: str, fields: dict[str, str], fine: frozenset[int] = OK) -> bytes:
        """Send a form; `fine`: the statuses that are no error."""
        return self._send("POST", path, urlencode(fields), fine)

    def _send(
        self, method: str, path: str, body: str | None, fine: frozenset[int] = OK, *, keep: bool = False
    ) -> bytes:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if keep:
            self.cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
        if answer.status not in fine:
            raise WrongAnswer(f"{method} {path}: {answer.status} {content[:300]!r}")
        return content


@contextmanager
def client(server: Serving, cookie: str = "") -> Iterator[Client]:
    """Connect; closed at the end."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        yield Client(connection, cookie)


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank: the smallest value with at least `share` of all at or below it."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def timed(send: Callable[[int], object], first: int, count: int) -> list[float]:
    """Send requests number `first` and following; give the seconds each took."""
    spans = []
    for number in range(first, first + count):
        begun = time.perf_counter()
        send(number)
        spans.append(time.perf_counter() - begun)
    return spans
