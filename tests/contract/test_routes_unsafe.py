"""What changes something needs the token, and comes from our own pages; what only reads changes nothing."""

import hashlib

import pytest
from flask import url_for
from sqlalchemy import select, text

from forum.core import telemetry
from forum.core.db import db, session
from tests.contract.addresses import addresses
from tests.contract.routes import MATRIX
from tests.contract.test_routes import address
from tests.contract.tokens import program

SIGNED = {"accounts.unsubscribe"}
"""Mail programs post there without any page of ours (RFC 8058): the address itself is signed."""
WRITES = [line for line in MATRIX.lines if line.method != "GET"]
SIGNED_OUT_AT_ONCE = {"accounts.logout"}


@pytest.mark.parametrize("role", ["guest", "member", "admin"])
def test_without_the_token_nothing_is_done(stage, role):
    stage.reset()
    visitor, before, through = stage.visitor(role), fingerprint(stage), {}
    for line in (line for line in WRITES if line.endpoint not in SIGNED):
        answer = visitor.open(address(stage, line), method=line.method, data=line.form)
        if answer.status_code not in {400, 403}:
            through[str(line)] = answer.status_code
    assert not through
    assert fingerprint(stage) == before


@pytest.mark.parametrize("token", ["", "x", "ImFiYyI.aaaaaa.bbbbbbbb"])
def test_a_wrong_token_is_none(stage, token):
    path = f"/p/{stage.world.posts['open']}/vote"
    answer = stage.visitor("member").post(path, data={"value": "1", "csrf_token": token})
    assert answer.status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_sends_nothing_even_with_a_token(stage, site):
    stage.app.config["WTF_CSRF_ENABLED"] = False
    path = f"/p/{stage.world.posts['open']}/vote"
    refused = stage.visitor("member").post(path, data={"value": "1"}, headers={"Sec-Fetch-Site": site})
    ours = stage.visitor("member").post(path, data={"value": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    stage.app.config["WTF_CSRF_ENABLED"] = True
    assert (refused.status_code, ours.status_code) == (403, 303)


@pytest.mark.parametrize("role", ["guest", "member", "superuser", "manager"])
def test_reading_leaves_the_database_as_it_was(stage, role):
    stage.reset()
    visitor = stage.visitor(role)
    before = fingerprint(stage)
    for _endpoint, path in sorted(set(addresses(stage.app))):
        visitor.get(path).close()
        visitor.head(path).close()
    telemetry.flush({})  # what was noticed is not written by pages
    assert fingerprint(stage) == before


@pytest.mark.parametrize("role", ["guest", "member", "manager"])
def test_a_reading_program_leaves_the_database_as_it_was(stage, role):
    stage.reset()
    visitor = program(stage.app, stage.world, role)
    before = fingerprint(stage)
    for endpoint, path in sorted(set(addresses(stage.app))):
        if endpoint.startswith("api."):
            visitor.get(path).close()
    telemetry.flush({})
    assert fingerprint(stage) == before


def fingerprint(stage) -> dict[str, str]:
    """Give a hash of every table."""
    found = {}
    with stage.app.app_context():
        for table in db.metadata.sorted_tables:
            rows = session().execute(select(table)).all()
            found[table.name] = hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()
        changes = session().execute(text("SELECT count(*) FROM sqlite_master")).scalar()
        session().close()
    return {**found, "schema": str(changes)}


def test_every_writing_route_is_in_the_walk(stage):
    with stage.app.test_request_context():
        named = {line.endpoint for line in WRITES}
        rules = {rule.endpoint for rule in stage.app.url_map.iter_rules() if "POST" in rule.methods}
        rules = {name for name in rules if not name.startswith("api.")}  # no cookie counts there
        assert rules == named
        assert url_for("accounts.logout") == "/logout"


PLAIN = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"


def part(name: str, size: int) -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + b"y" * size + b"\r\n"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"body=" + b"y" * 20_000, PLAIN, 200),
        (b"body=" + b"y" * 20_001, PLAIN, 422),
        (b"body=" + b"y" * 900_000, PLAIN, 422),
        (b"body=" + b"y" * 1_000_001, PLAIN, 413),
        (part("body", 20_000) + b"--x--", PARTS, 200),
        (part("body", 500_001) + b"--x--", PARTS, 413),
        (part("body", 1) * 101 + b"--x--", PARTS, 413),
    ],
    ids=["most", "long", "longer", "plain", "part", "parts", "many"],
)
def test_what_is_too_large_is_refused_before_it_is_worked_on(stage, body, kind, status):
    stage.app.config["WTF_CSRF_ENABLED"] = False
    answer = stage.visitor("member").post("/preview", data=body, content_type=kind)
    stage.app.config["WTF_CSRF_ENABLED"] = True
    assert answer.status_code == status


def test_foreign_hosts_are_not_believed(stage):
    """Nothing in a page or redirect is built from the Host header, nor from what a proxy might say."""
    headers = {"Host": "evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https"}
    for path in ("/", "/settings", f"/t/{stage.world.threads['open']}", "/login?next=//evil.test", "/nothing"):
        answer = stage.app.test_client().get(path, headers=headers)
        told = answer.headers.get("Location", "") + answer.get_data(as_text=True)
        own = told.replace("next=//evil.test", "").replace("next%3D//evil.test", "")  # what was asked for, encoded
        assert "evil.test" not in own, path
