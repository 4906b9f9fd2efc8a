"""Take everything along, or leave: nothing of the person remains, everything of others does."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select, text

from forum.accounts.actions import create_member, end_session, set_role
from forum.accounts.models import Consent, EmailToken, Member, WebSession
from forum.accounts.queries import by_handle, by_id
from forum.core.db import session
from forum.core.errors import NotVisible
from tests.plugins.databases import both_databases
from tests.web.accounts.visitor import PASSWORD, Visitor


@pytest.fixture
def visitor(app, clock):
    """A signed-in member with a profile, beside another one."""
    other = Visitor(app)
    other.sign_up("Walnuss")
    made = Visitor(app)
    made.sign_up()
    made.sign_in()
    made.send("/settings/profile", {"bio": "CANARY-bio", "signature": "CANARY-sign"}, "/settings")
    made.mails()
    return made


def leave(visitor, **more):
    return visitor.send("/settings/erase", {"erase_password": PASSWORD, "sure": "1", **more}, "/settings")


@both_databases
def test_erasing_leaves_nothing_of_the_person(visitor, app, clock):
    with app.app_context():
        number = by_handle("Haselnuss").id
    answer = leave(visitor, texts="anonymise")
    assert answer.headers["Location"] == "/goodbye"
    assert "Clear-Site-Data" in answer.headers
    assert not visitor.is_in()
    assert visitor.sign_in().status_code == 422
    assert any("gelöscht" in mail and "Haselnuss@" in mail for mail in visitor.mails())
    with app.app_context():
        gone = by_id(number)
        assert (gone.kind, gone.handle, gone.display_name) == ("erased", f"erased-{number}", f"erased-{number}")
        assert gone.email is None
        assert gone.password_hash is None
        assert gone.erased_at == clock.now
        for table in (WebSession, EmailToken, Consent):
            assert session().scalars(select(table).where(table.member_id == number)).all() == []
        with pytest.raises(NotVisible):
            by_handle(f"erased-{number}")
        assert by_handle("Walnuss").email is not None
        assert not named_somewhere("haselnuss")
        assert not named_somewhere("canary")


def named_somewhere(name):
    """Search every column of every table."""
    for table in session().execute(text(TABLES[session().get_bind().dialect.name])).scalars().all():
        rows = session().execute(text(f'SELECT * FROM "{table}"')).all()
        if any(name in str(row).lower() for row in rows):
            return True
    return False


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def test_the_name_and_the_address_are_free_again(visitor, app):
    leave(visitor)
    assert Visitor(app).sign_up().status_code == 303
    with app.app_context():
        assert by_handle("Haselnuss").kind == "person"


def test_without_being_sure_nothing_happens(visitor):
    assert visitor.send("/settings/erase", {"erase_password": PASSWORD}, "/settings").status_code == 422
    assert leave(visitor, texts="burn").status_code == 422
    assert visitor.is_in()


def test_the_last_administrator_stays(visitor, app):
    with app.app_context():
        set_role(by_handle("Haselnuss"), "admin")
    visitor.sign_in()
    assert leave(visitor).status_code == 403
    with app.app_context():
        create_member("Zweite", email="zweite@example.test", role="admin")
    assert leave(visitor).status_code == 303


def test_the_archive_holds_all_of_mine_and_none_of_others(visitor, app):
    answer = visitor.send("/settings/export", {"export_password": PASSWORD}, "/settings")
    assert answer.mimetype == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        sections = {name: json.loads(packed.read(name)) for name in packed.namelist()}
    whole = json.dumps(sections)
    assert "CANARY-bio" in whole
    assert "Walnuss" not in whole
    assert "argon2" not in whole
    assert {row["text_key"] for row in sections["consents.json"]} == {"rules", "privacy", "age_16"}
    with app.app_context():
        hashes = session().scalars(select(WebSession.id_hash)).all()
    assert not any(each in whole for each in hashes)
    assert any("heruntergeladen" in mail for mail in visitor.mails())


def test_an_ended_session_may_do_nothing_more(visitor, app):
    token = visitor.get("/settings").text
    with app.app_context():
        row = session().scalars(select(WebSession)).one()
        end_session(row.member_id, row.id_hash)
    assert "Haselnuss" in token
    answer = visitor.client.post("/settings/erase", data={"erase_password": PASSWORD, "sure": "1"})
    assert answer.status_code in {303, 400}
    with app.app_context():
        assert len(session().scalars(select(Member).where(Member.kind == "person")).all()) == 2
