"""Secrets through every form, field, parameter, address, header, file name and operation of the API; then everything
that the house keeps is searched for them: database, index, mails, pictures, log.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from forum.core.db import db, session
from forum.worker import drain
from tests.contract.api_routes import CALLS
from tests.contract.fields import forms, names_on_pages, parameters, path_of, placeholders, send
from tests.contract.test_api_routes import address, body
from tests.contract.test_fields import placed
from tests.contract.tokens import program
from tests.web.threads.pictures import png

pytestmark = [pytest.mark.postgresql, pytest.mark.xdist_group("fields")]
SECRETS = {
    "ahv": ("756.1234.5678.97", ("5678.97", "7561234567897")),
    "iban": ("CH93 0076 2011 6238 5295 7", ("6238 5295", "9300762011623852957")),
    "payment": ("4111 1111 1111 1111", ("4111111111111111",)),
    "card": ("80756015090002647590", ("80756015090002647590",)),
    "policy": ("Policennummer 87654321", ("87654321",)),
    "claim": ("Schadennummer 20264711", ("20264711",)),
    "hidden": ("756.**\u200b1234**.5678.\n98 756.9217.0769.85", ("9217.0769", "7569217076985")),
}
BARS = re.compile(r"[xywh][2-8]")
SIGNED_OUT = {"accounts.logout", "accounts.leave", "accounts.save_password", "accounts.end_one"}
ALWAYS = ("shield", "next", "title", "body", "text", "reason", "name", "note", "kept", "upload", "preview")
"""Sent with every form, also with those that know nothing of them."""


def secrets() -> Iterator[str]:
    """Give one after the other, again and again."""
    while True:
        yield from (secret for secret, _traces in SECRETS.values())


@pytest.fixture(params=["stage", "twin"])
def house(request):
    made = request.getfixturevalue(request.param)
    made.app.config["WTF_CSRF_ENABLED"] = False
    made.reset()
    return made


def through_forms(house, fields: dict[str, set[str]]) -> int:
    """One secret in each field of each form, in prose or alone; give how many were sent."""
    turn, number = secrets(), 0
    for form in forms():
        if form.line.endpoint in SIGNED_OUT:
            continue
        visitor = house.visitor(form.role)
        for name in sorted({*fields.get(form.line.endpoint, ()), *form.base(), *ALWAYS} - {"csrf_token"}):
            if BARS.fullmatch(name):
                continue
            words = "Es geht um {} dabei" if number % 2 else "{}"
            answer = send(visitor, path_of(house, form), form.base() | {name: words.format(next(turn))})
            assert answer.status_code < 500, (form, name)
            answer.close()
            number += 1
    return number


def through_addresses(house) -> None:
    """In every parameter of every page, at every placeholder, in headers and in the names of files."""
    turn = secrets()
    for role in ("manager", "guest"):
        visitor = house.visitor(role)
        for name in sorted({name for names in parameters().values() for name in names} | {"q", "title", "next"}):
            for path in ("/", "/search", "/similar", "/ask", "/login", "/mentions", "/drafts"):
                visitor.get(path, query_string={name: next(turn)}).close()
        for endpoint, method, name in placeholders(house.app):
            visitor.open(placed(house, endpoint, name, next(turn)), method=method).close()
        told = {"User-Agent": SECRETS["ahv"][0], "Referer": f"http://localhost/{SECRETS['card'][0]}"}
        visitor.get("/", headers=told).close()
        for secret, _traces in SECRETS.values():
            file = (io.BytesIO(png()), f"{secret}.png".replace("\n", " "))
            visitor.post("/uploads", data={"picture": file}).close()


def through_programs(house) -> int:
    """In every text of every body and in its key; give how many were sent."""
    turn, number = secrets(), 0
    clients = {role: program(house.app, house.world, role) for role in ("manager", "author")}
    for call in CALLS:
        for name in texts_of(house.app, call):
            sent: dict[str, Any] = {**(body(house, call) or {}), name: f"Es geht um {next(turn)} dabei"}
            for client in clients.values():
                answer = client.open(address(house, call), method=call.method, json=sent)
                assert answer.status_code < 500, (call, name)
                number += 1
    return number


def in_keys(house) -> None:
    """In the keys by which answers to programs are kept."""
    posts = f"/api/v1/threads/{house.world.threads['open']}/posts"
    client = program(house.app, house.world, "member")
    for number, (secret, _traces) in enumerate(SECRETS.values()):
        key = {"Idempotency-Key": secret.encode("ascii", "ignore").decode().replace("\n", " ")}
        assert client.post(posts, json={"body": f"Gut so, {number}"}, headers=key).status_code == 201


def texts_of(app, call) -> list[str]:
    """Give the texts that the description knows of in a call's body, and those the matrix sends."""
    described = app.extensions["forum.openapi"]
    known = {name for name, value in (call.json or {}).items() if isinstance(value, str)}
    operations = [each for path in described["paths"].values() for each in path.values() if isinstance(each, dict)]
    for each in operations:
        if f"api.{each.get('operationId')}" == call.endpoint and "requestBody" in each:
            schema = each["requestBody"]["content"]["application/json"]["schema"]
            schema = described["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
            known |= {name for name, of in schema["properties"].items() if "string" in str(of.get("type"))}
    return sorted(known)


def kept(house) -> dict[str, str]:
    """Everything in the database, table by table, and in every file of the data folder: index, mails, pictures."""
    places = {}
    with house.app.app_context():
        for table in db.metadata.sorted_tables:
            rows = session().execute(text(f'SELECT * FROM "{table.name}"'))
            places[table.name] = "\n".join(repr(tuple(row)) for row in rows)
        session().close()
    for path in house.folder.rglob("*"):
        if path.is_file():
            places[str(path)] = path.read_bytes().decode("latin-1")
    return places


def test_no_secret_is_kept_anywhere(house, capfd):
    in_keys(house)
    sent = through_forms(house, names_on_pages(house)) + through_programs(house)
    through_addresses(house)
    drain(house.app)
    told = capfd.readouterr()
    places = {**kept(house), "log": told.out + told.err}
    found = {
        (place, trace)
        for place, said in places.items()
        for secret, traces in SECRETS.values()
        for trace in (secret, *traces)
        if trace in said
    }
    assert found == set()
    assert sent > 500, "fewer fields than there are"
    assert any("/mail/" in place for place in places), "mails were written"


def test_the_search_would_see_one(house):
    with house.app.app_context():
        table = session().execute(text("SELECT handle FROM member")).scalars().first()
        session().close()
    assert any(table in said for said in kept(house).values())
    structlog.get_logger().error("unexpected", path="/m/7561234567897")
