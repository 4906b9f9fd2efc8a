"""A new password by mail, and another address."""

import re

import pytest
from sqlalchemy import select

from forum.accounts.models import EmailToken
from forum.accounts.queries import by_handle
from forum.core.db import session
from tests.plugins.databases import both_databases
from tests.web.accounts.visitor import LINK, PASSWORD, Visitor

NEWER = "drei Steinböcke im Nebel"


@pytest.fixture
def visitor(app, clock):
    """Somebody who signed up and is not signed in."""
    made = Visitor(app)
    made.sign_up()
    made.mails()
    return made


def ask(visitor, address="haselnuss@example.test"):
    """Ask for a link to a new password; give its path."""
    visitor.send("/forgot", {"email": address}, "/forgot")
    return visitor.link()


@both_databases
def test_a_new_password_by_mail(visitor, app):
    signed_in = Visitor(app)
    signed_in.sign_in()
    path = ask(visitor)
    page = visitor.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    answer = visitor.send(path, {"new_password": NEWER}, path)
    assert answer.headers["Location"] == "/login"
    assert not signed_in.is_in()
    assert visitor.sign_in(password=PASSWORD).status_code == 422
    assert visitor.sign_in(password=NEWER).status_code == 303
    with app.app_context():
        assert by_handle("Haselnuss").email_confirmed_at is not None, "the mail arrived: the address is hers"


def test_known_and_unknown_addresses_get_the_same_answer(visitor, app):
    def answer(address):
        made = Visitor(app).send("/forgot", {"email": address}, "/forgot")
        return made.status_code, re.sub(r'value="[^"]{20,}"', "", made.text)

    assert answer("haselnuss@example.test") == answer("niemand@example.test")
    assert not any("niemand@" in mail for mail in visitor.mails())


def test_a_link_works_once_and_for_half_an_hour(visitor, app, clock):
    path = ask(visitor)
    assert visitor.send(path, {"new_password": "kurz"}, path).status_code == 422
    assert visitor.send(path, {"new_password": NEWER}, path).status_code == 303
    assert visitor.send(path, {"new_password": PASSWORD}).status_code == 410
    late = ask(visitor)
    clock.forward(minutes=31)
    assert visitor.get(late).status_code == 410
    assert visitor.send(late, {"new_password": PASSWORD}).status_code == 410


def test_links_die_when_the_password_changes(visitor):
    path = ask(visitor)
    visitor.sign_in()
    fields = {"present_password": PASSWORD, "new_password": NEWER}
    visitor.send("/settings/password", fields, "/settings")
    assert Visitor(visitor.app).send(path, {"new_password": "noch ein anderes Wort"}).status_code == 410


def test_a_confirming_link_sets_no_password(visitor, app):
    path = next(line for line in LINK.findall(visitor.mails()[0]) if "/confirm/" in line).split("/confirm/")[1]
    assert visitor.get(f"/reset/{path}").status_code == 410
    assert visitor.send(f"/reset/{path}", {"new_password": NEWER}).status_code == 410


def test_only_hashes_of_links_are_kept(visitor, app):
    token = ask(visitor).rsplit("/", 1)[1]
    with app.app_context():
        kept = session().scalars(select(EmailToken.id_hash)).all()
        assert token not in kept
        assert all(len(row) == 64 for row in kept)


@both_databases
def test_another_address_counts_once_its_link_was_used(visitor, app):
    visitor.sign_in()
    fields = {"email": "neu@example.test", "email_password": PASSWORD}
    assert visitor.send("/settings/email", fields, "/settings").status_code == 303
    path = visitor.link()
    with app.app_context():
        assert by_handle("Haselnuss").email == "Haselnuss@example.test"
    visitor.send(path, page=path)
    with app.app_context():
        assert by_handle("Haselnuss").email == "neu@example.test"
    told = visitor.mails()[-1]
    assert "To: Haselnuss@example.test" in told
    assert visitor.sign_in("neu@example.test").status_code == 303


def test_an_address_of_somebody_else_is_not_given_away(visitor, app):
    other = Visitor(app)
    other.sign_up("Walnuss")
    visitor.sign_in()
    answers = []
    for address in ("walnuss@example.test", "frei@example.test"):
        made = visitor.send("/settings/email", {"email": address, "email_password": PASSWORD}, "/settings")
        answers.append((made.status_code, made.headers["Location"]))
    assert answers[0] == answers[1]
    mails = [mail for mail in visitor.mails() if "walnuss@example.test" in mail.lower()]
    assert not any("/confirm/" in mail for mail in mails[1:])
