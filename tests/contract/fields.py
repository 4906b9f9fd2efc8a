"""Every field of every form and every parameter of every page, to be filled with whatever is hostile.

The fields come from the route × role matrix and from the forms and links of the pages themselves: a new form is filled
by itself. What a form needs to get far (passwords, a whole sign-up) stands in GOOD.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, quote_from_bytes, urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import PathConverter, UnicodeConverter

from tests.contract.addresses import QUERIES, addresses
from tests.contract.community import PASSWORD
from tests.contract.routes import MATRIX, ROLES, Line
from tests.contract.test_routes import address

SIGN_UP = {"handle": "Bergdohle", "email": "dohle@x.example", "password": "ein Murmeltier pfeift", "voice": "de"}
GOOD: dict[str, dict[str, str]] = {
    "accounts.sign_up_now": SIGN_UP | {"age": "1", "consent": "1"},
    "accounts.sign_in": {"identifier": "member1", "password": PASSWORD, "remember": "1"},
    "accounts.save_email": {"email": "new@x.example", "email_password": PASSWORD},
    "accounts.save_password": {"present_password": PASSWORD, "new_password": "zwei Murmeltiere pfeifen"},
    "accounts.new_token": {"name": "x", "days": "30", "token_password": PASSWORD},
    "accounts.export": {"password": PASSWORD},
    "accounts.leave": {"password": PASSWORD, "texts": "keep"},
}
PICTURE = re.compile(r"/u/[a-z]{32}")  # a random address inside a text
READERS = ("guest", "author", "superuser", "expert", "manager")
DONE = ("see", "200")
NAMES = ("input", "textarea", "select", "button")
TEXT = ("text", "search", "email", "url", "tel")
Wanted = Callable[[str, Mapping[str, str | None]], bool]


@dataclass(frozen=True)
class Form:
    """A POST route as somebody gets furthest with it."""

    line: Line
    role: str

    def __str__(self) -> str:
        """Name the test."""
        return self.line.endpoint

    def base(self) -> dict[str, str]:
        """Give what is sent beside the hostile field."""
        return self.line.form | GOOD.get(self.line.endpoint, {})


def any_control(_tag: str, _given: Mapping[str, str | None]) -> bool:
    """Take every control."""
    return True


def free_text(tag: str, given: Mapping[str, str | None]) -> bool:
    """Take what people write into."""
    return tag == "textarea" or (tag == "input" and (given.get("type") or "text") in TEXT)


def forms() -> list[Form]:
    """Give every POST route once: its first line by which somebody gets something done, as the least of them."""
    best: dict[str, tuple[int, Form]] = {}
    for line in (one for one in MATRIX.lines if one.method != "GET"):
        words = dict(zip(ROLES, line.expected.split(), strict=True))
        done = [role for role in ROLES if words[role] in DONE and role != "guest"]
        read = [role for word in ("422", "403") for role in ROLES if words[role] == word and role != "guest"]
        role = next(iter([*done, *read]), "guest")
        rank = 2 * bool(done) + bool(line.form)
        if rank > best.get(line.endpoint, (-1, None))[0]:
            best[line.endpoint] = rank, Form(line, "guest" if line.endpoint == "accounts.sign_up_now" else role)
    return [form for _rank, form in best.values()]


def names_on_pages(stage, wanted: Wanted = any_control) -> dict[str, set[str]]:
    """Give endpoint → names of the controls (those `wanted`) its forms have on any page."""
    found: dict[str, set[str]] = {}
    paths = sorted({path for _endpoint, path in addresses(stage.app)})
    for role in READERS:
        visitor = stage.visitor(role)
        for path in paths:
            answer = visitor.get(path)
            page = answer.get_data() if answer.mimetype == "text/html" else b""
            answer.close()
            for endpoint, names in controls(stage.app, page.decode("utf-8", "replace"), path, wanted):
                found.setdefault(endpoint, set()).update(names)
    return found


class Reader(HTMLParser):
    """Collects the POST forms of a page: where each leads, and the names of its controls."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted
        self.found: list[tuple[str, set[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = (given.get("method") or "get").lower() == "post"
            if self.inside:
                self.found.append((given.get("action") or "", set()))
        elif self.inside and tag in NAMES and given.get("name") and self.wanted(tag, given):
            self.found[-1][1].add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def controls(app: Any, page: str, here: str, wanted: Wanted = any_control) -> Iterator[tuple[str, set[str]]]:
    """Give (endpoint, names) of each POST form of a page."""
    reader = Reader(wanted)
    reader.feed(page)
    for action, names in reader.found:
        yield endpoint_of(app, action or here, "POST"), names - {"csrf_token"}


def endpoint_of(app: Any, path: str, method: str) -> str:
    """Give the route an address leads to; a form that leads nowhere fails."""
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(path).path, method=method)[0])
    except HTTPException as wrong:
        raise AssertionError(f"a form leads to {method} {path}: {wrong}") from wrong


def parameters() -> dict[str, set[str]]:
    """Give endpoint → parameters of its page."""
    found = {}
    for endpoint, queries in QUERIES.items():
        found[endpoint] = {name for query in queries for name, _value in parse_qsl(query[1:])}
    return found


def placeholders(app: Any) -> list[tuple[str, str, str]]:
    """Give (endpoint, method, name) of each placeholder that takes any text."""
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=str):
        words = [name for name, kind in rule._converters.items() if type(kind) in {UnicodeConverter, PathConverter}]
        found += [(rule.endpoint, method, name) for name in words for method in sorted(rule.methods & {"GET", "POST"})]
    return found


def send(visitor: FlaskClient, path: str, fields: dict[str, str]) -> Any:
    """Post fields byte by byte, also what is no proper text."""
    body = "&".join(f"{coded(name)}={coded(value)}" for name, value in fields.items())
    return visitor.post(path, data=body.encode("ascii"), content_type="application/x-www-form-urlencoded")


def coded(text: str) -> str:
    """Escape a text for a form or address; lone surrogates go out as the bytes they would be."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def path_of(stage, form: Form) -> str:
    """Give the address of a form on a stage."""
    return address(stage, form.line)


def texts_of(stage, skip: Iterable[str]) -> dict[str, list[str]]:
    """Give every text column's values in order of the text: what is stored, whatever ids it got."""
    from sqlalchemy import select  # noqa: PLC0415

    from forum.core.db import session  # noqa: PLC0415
    from tests.contract.test_canary_planted import text_columns  # noqa: PLC0415 - reads all models first

    found = {}
    with stage.app.app_context():
        for column in text_columns():
            if str(column) not in skip:
                found[str(column)] = sorted(
                    PICTURE.sub("/u/x", json.dumps(value, sort_keys=True))
                    for value in session().scalars(select(column))
                )
        session().close()
    return found
