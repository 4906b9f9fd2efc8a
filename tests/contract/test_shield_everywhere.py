"""Secrets are planted through every form and every address; no database file, index, mail or log holds one."""

import pytest
import structlog
from sqlalchemy import text

from forum.core.db import db, session
from forum.worker import drain
from tests.plugins.databases import both_databases
from tests.web.threads.house import House
from tests.web.threads.test_asking import GOOD

SECRETS = {
    "ahv": ("756.1234.5678.97", ("5678.97", "7561234567897")),
    "iban": ("CH93 0076 2011 6238 5295 7", ("6238 5295", "9300762011623852957")),
    "card": ("80756015090002647590", ("80756015090002647590",)),
    "policy": ("Policennummer 87654321", ("87654321",)),
    "claim": ("Schadennummer 20264711", ("20264711",)),
    "hidden": ("756.**\u200b1234**.5678.\n98 756.9217.0769.85", ("9217.0769", "7569217076985")),
}
FIELDS = ("title", "body", "tags", "text", "reason", "bio", "signature", "handle", "email", "identifier", "of", "name")
PASSWORD = "ein-langes-Wort-fuer-die-Tuer"
BASE = {**GOOD, "reason": "other", "handle": "neuling", "email": "neu@beispiel.ch", "voice": "de", "age": "1"}
BASE |= {"consent": "1", "password": PASSWORD, "identifier": "neu@beispiel.ch"}
BASE |= {"text": "Weil es so ist.", "seen_revision": "0"}


@pytest.fixture
def house(app):
    return House(app)


def paths(house) -> list[str]:
    """Every address that takes a form, with ids that exist."""
    answer = house.answer("helper")
    ids = {"thread_id": house.thread, "post_id": answer}
    found = []
    with house.app.test_request_context("/"):
        adapter = house.app.create_url_adapter(None) or house.app.url_map.bind("localhost")
        for rule in house.app.url_map.iter_rules():
            if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
                values = {name: ids.get(name, 1) for name in rule.arguments}
                found.append(adapter.build(rule.endpoint, values, method="POST"))
    return sorted(set(found) - {"/logout", "/settings/erase"})


def stored(house) -> str:
    """Everything in the database, table by table."""

    def act() -> str:
        rows = []
        for table in db.metadata.sorted_tables:
            rows += [repr(tuple(row)) for row in session().execute(text(f'SELECT * FROM "{table.name}"'))]
        return "\n".join(rows)

    return house.do(act)


def files(folder) -> bytes:
    """Everything in the data folder: database files, index, mails."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@both_databases
def test_no_secret_is_stored_logged_or_indexed(house, settings, capfd):
    doors = paths(house)
    assert len(doors) > 30
    for number, path in enumerate(doors):
        for name in ("manager", ""):
            browser = house.client(name)
            for at, field in enumerate(FIELDS):
                secret, _traces = list(SECRETS.values())[(number + at) % len(SECRETS)]
                answer = browser.post(path, data={**BASE, field: f"Ich frage wegen {secret}"})
                assert answer.status_code < 500, (path, field)
                if answer.status_code in {404, 405}:
                    break
    for secret, _traces in SECRETS.values():
        for path in ("/search", "/similar", "/ask", "/", "/login", "/m/x"):
            house.client().get(path, query_string={"q": secret, "title": secret, "next": secret})
        house.client("other").post("/preview", data={"body": secret})
    drain(house.app)
    told = capfd.readouterr()
    everything = [stored(house), files(settings.data_dir).decode("latin-1"), told.out, told.err]
    for secret, traces in SECRETS.values():
        for trace in (secret, *traces):
            assert not any(trace in place for place in everything), trace


@both_databases
def test_the_test_would_see_a_secret(house, settings):
    house.ask("other", "Zahlt ihr die Zahnspange 4711?")
    drain(house.app)
    assert "Zahnspange 4711" in stored(house)


def test_a_log_line_holds_no_number(app, capsys):
    structlog.get_logger().error("unexpected", path="/m/7561234567897", detail="CH93 0076 2011 6238 5295 7")
    told = "".join(capsys.readouterr())
    assert "unexpected" in told
    assert "567897" not in told
    assert "6238 5295" not in told


def test_an_error_of_the_database_tells_no_values(app):
    with app.app_context():
        assert db.engine.hide_parameters
