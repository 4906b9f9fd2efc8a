"""Guessing passwords stops after a few tries and never shuts the owner out."""

import dataclasses

import pytest

from forum.accounts import passwords
from forum.app import create_app
from forum.config import Settings, WrongSettings
from forum.core.db import db, session
from forum.core.limits import limiter
from tests.web.accounts.visitor import Visitor


@pytest.fixture
def limited(settings, clock, monkeypatch):
    """An application with limits on, and the list of passwords that were looked at."""
    app = create_app(dataclasses.replace(settings, limits="on"))
    app.testing = True
    limiter.reset()
    looked = []
    real = passwords.verify
    monkeypatch.setattr(passwords, "verify", lambda known, typed: looked.append(typed) or real(known, typed))
    app.extensions["looked"] = looked
    yield app
    limiter.reset()
    with app.app_context():
        session().close()
        db.engine.dispose()


class Somewhere(Visitor):
    """A browser behind an address of its own."""

    def __init__(self, app, address):
        super().__init__(app)
        self.client.environ_base["REMOTE_ADDR"] = address


@pytest.mark.parametrize("identifier", ["Haselnuss", "niemand@example.test"])
def test_few_of_many_guesses_are_looked_at(limited, identifier):
    owner = Somewhere(limited, "192.0.2.1")
    owner.sign_up()
    owner.sign_in()
    owner.send("/logout", page="/settings")
    limited.extensions["looked"].clear()
    statuses = [
        Somewhere(limited, f"198.51.100.{number % 25}").sign_in(identifier, f"guess number {number}").status_code
        for number in range(75)
    ]
    assert len(limited.extensions["looked"]) == 10
    assert statuses == [422] * 10 + [429] * 65
    assert owner.sign_in().status_code == 303, "the owner's browser is known"
    assert owner.is_in()


def test_one_address_is_slowed_down_over_all_accounts(limited):
    visitor = Somewhere(limited, "198.51.100.7")
    statuses = [visitor.sign_in(f"Name{number}", "falsch geraten").status_code for number in range(21)]
    assert statuses == [422] * 20 + [429]


def test_strangers_cannot_flood_a_mailbox(limited):
    Somewhere(limited, "192.0.2.1").sign_up()
    answers = set()
    for number in range(5):
        visitor = Somewhere(limited, f"198.51.100.{number}")
        answers.add(visitor.send("/forgot", {"email": "haselnuss@example.test"}, "/forgot").status_code)
    assert answers == {200}, "nobody can tell that nothing was sent"
    mails = [mail for mail in visitor.mails() if "/reset/" in mail]
    assert len(mails) == 2, "the third of an hour was the sign-up"


def test_where_limits_are_off_nothing_is_slowed_down(app, clock):
    """`FORUM_LIMITS=off`, which the settings take on loopback only: neither guesses nor mails are counted."""
    visitor = Visitor(app)
    visitor.sign_up()
    visitor.sign_in()
    visitor.send("/logout", page="/settings")
    assert {visitor.sign_in(password=f"guess number {number}").status_code for number in range(12)} == {422}
    for _ in range(5):
        visitor.send("/forgot", {"email": "haselnuss@example.test"}, "/forgot")
    assert sum("/reset/" in mail for mail in visitor.mails()) == 5
    with pytest.raises(WrongSettings):
        Settings(limits="off", host="0.0.0.0").checked()  # noqa: S104 - refused
    with pytest.raises(WrongSettings):
        Settings(limits="off", public_url="https://forum.example").checked()
