"""Who signed in, who failed, what was refused: in a file that is only appended, without words and secrets."""

import json
from datetime import UTC, date, datetime

import pytest

from forum.core import audit
from forum.core.db import transaction
from forum.core.errors import Refused
from forum.core.outbox import muted
from forum.core.schedule import DayClosed
from tests.web.accounts.visitor import PASSWORD, Visitor


@pytest.fixture
def noted(app):
    """Read the facts noted so far."""

    def read():
        files = sorted((app.extensions["forum.settings"].data_dir / "audit").glob("*.jsonl"))
        assert all(file.stat().st_mode & 0o077 == 0 for file in files)
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    return read


def whats(facts):
    return [fact["what"] for fact in facts]


def test_an_account_s_life_is_noted_without_words(app, noted):
    visitor = Visitor(app)
    visitor.sign_up()
    link = visitor.link()
    visitor.send(link, page=link)
    visitor.send("/logout", page="/settings")
    visitor.sign_in("Haselnuss", "falsch und geheim")
    visitor.sign_in("niemand", "falsch und geheim")
    visitor.sign_in()
    visitor.send("/settings/export", {"export_password": "auch falsch"}, "/settings")
    visitor.send("/settings/export", {"export_password": PASSWORD}, "/settings")
    visitor.send("/settings/erase", {"erase_password": PASSWORD, "texts": "delete", "sure": "1"}, "/settings")
    facts = noted()
    assert whats(facts) == [
        *("joined", "email_confirmed", "signed_in", "signed_out", "sign_in_failed", "sign_in_failed", "signed_in"),
        *("proof_failed", "exported", "erased"),
    ]
    assert [fact["member"] for fact in facts[4:6]] == [1, None]
    assert facts[-1] | {"who": 1, "member": 1, "where": "accounts.leave", "texts": "delete"} == facts[-1]
    said = json.dumps(facts).casefold()
    for secret in ("haselnuss", "niemand", "falsch", PASSWORD, "example.test", link.rsplit("/", 1)[1]):
        assert secret.casefold() not in said, secret


def test_what_is_refused_is_noted(app, noted):
    visitor = Visitor(app)
    visitor.sign_up()
    link = visitor.link()
    visitor.send(link, page=link)
    assert visitor.get("/dashboard").status_code == 403
    assert noted()[-1] | {"what": "refused", "who": 1, "where": "dashboard.overview"} == noted()[-1]


def undone():
    with transaction():
        audit.note("joined", member=7)
        raise Refused


def test_what_is_undone_or_replayed_is_not_noted(app, noted):
    with app.test_request_context():
        with pytest.raises(Refused):
            undone()
        with muted(audit.AUDIT), transaction():
            audit.note("joined", member=8)
        with transaction():
            audit.note("joined", member=9)
            assert noted() == []
    assert [fact["member"] for fact in noted()] == [9]


def test_thirteen_months_are_kept(app):
    folder = app.extensions["forum.settings"].data_dir / "audit"
    folder.mkdir()
    for month in ("2025-10", "2025-11", "2026-11"):
        (folder / f"{month}.jsonl").touch()
    with app.app_context():
        audit.sweep(DayClosed(at=datetime(2026, 11, 29, tzinfo=UTC), day=date(2026, 11, 28)))
    assert sorted(file.stem for file in folder.iterdir()) == ["2025-11", "2026-11"]
