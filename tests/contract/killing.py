"""Writers that post over HTTP while processes are killed, and what they were promised."""

import http.client
import random
import re
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
BROKEN = (OSError, http.client.HTTPException)
TRIES = 400
PAUSE_S = 0.05


def children(pid: int) -> list[int]:
    """Give the processes that a process started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread ended meanwhile
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def family(pid: int) -> list[int]:
    """Give all processes below one, supervisor excepted: web and worker."""
    found = children(pid)
    for child in found:
        found += children(child)
    return found


@dataclass
class Writer(threading.Thread):
    """Posts answers and votes, one after another, and notes what was acknowledged (303)."""

    url: str
    cookie: str
    name_: str
    threads: list[int]
    posts: list[int]
    stopping: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    votes: set[int] = field(default_factory=set)
    strange: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.name_)
        self.token = ""

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        number = 0
        while not self.stopping.is_set():
            number += 1
            try:
                self._once(number)
            except BROKEN:
                self.stopping.wait(PAUSE_S)

    def _once(self, number: int) -> None:
        with closing(self._connection()) as connection:
            if not self.token:
                self.token = self._read_token(connection)
                return
            if number % 3:
                words = f"{self.name_} says {number}"
                path, fields = f"/t/{self.chance.choice(self.threads)}/reply", {"body": words}
            else:
                words, post = "", self.chance.choice(self.posts)
                path, fields = f"/p/{post}/vote", {"value": "1"}
            status, location = self._send(connection, path, {**fields, "csrf_token": self.token})
            if status != 303 or "/login" in location:
                self.strange.append(f"{path}: {status} {location}")
            elif words:
                self.acknowledged.append(words)
            else:
                self.votes.add(post)

    def _connection(self) -> http.client.HTTPConnection:
        place = urlsplit(self.url)
        return http.client.HTTPConnection(str(place.hostname), place.port or 80, timeout=30)

    def _read_token(self, connection: http.client.HTTPConnection) -> str:
        connection.request("GET", "/settings", headers={"Cookie": self.cookie})
        found = TOKEN.search(connection.getresponse().read())
        return found[1].decode() if found else ""

    def _send(self, connection: http.client.HTTPConnection, path: str, fields: dict[str, str]) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
