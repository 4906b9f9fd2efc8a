"""What a guest wrote is kept through sign-up and published after."""

import pytest
from sqlalchemy import select

from forum.accounts import registry
from forum.accounts.actions import keep_draft
from forum.accounts.models import KeptDraft
from forum.core.db import session
from forum.core.errors import Refused
from forum.core.web import see_other
from tests.web.accounts.visitor import Visitor

FIELDS = {"title": "Bis wann kann ich wechseln?", "body": "Ich ziehe um.", "audience": "public", "page": "/ask?x"}


@pytest.fixture
def published(app, monkeypatch):
    """What was published, instead of by the threads' room."""
    done = []

    def publish(actor, fields):
        if fields["title"] == "refuse me":
            raise Refused
        done.append((actor.id, actor.confirmed, fields["title"]))
        return "/t/1-bis-wann"

    monkeypatch.setitem(registry.PUBLISHERS, "ask", publish)
    return done


@pytest.fixture
def guest(app, clock, published):
    """A guest who wrote a question."""
    app.add_url_rule("/write", "write", lambda: see_other(keep_draft("ask", FIELDS) and "/signup"))
    app.add_url_rule(
        "/write-bad", "bad", lambda: see_other(keep_draft("ask", {**FIELDS, "title": "refuse me"}) and "/")
    )
    made = Visitor(app)
    made.get("/write")
    return made


def kept(app):
    with app.app_context():
        return session().scalars(select(KeptDraft.kind)).all()


def test_it_stands_beside_the_form_and_goes_out_held_with_the_sign_up(guest, app, published):
    cookie = guest.client.get_cookie("kept")
    assert cookie.http_only
    page = guest.get("/signup").text
    assert "Bis wann kann ich wechseln?" in page
    assert "Noch ein Schritt" in page
    guest.sign_up()
    assert published == [(1, False, "Bis wann kann ich wechseln?")]
    assert kept(app) == []
    assert guest.client.get_cookie("kept") is None


def test_with_a_known_address_the_mail_brings_it_back(guest, app, published):
    Visitor(app).sign_up()
    guest.mails()
    guest.sign_up("Walnuss", email="haselnuss@example.test")
    assert guest.client.get_cookie("kept") is None, "gone as with an unknown address"
    assert published == []
    elsewhere = Visitor(app)
    assert "Bis wann kann ich wechseln?" in elsewhere.get(guest.link()).text
    assert elsewhere.sign_in().headers["Location"] == "/t/1-bis-wann"
    assert len(published) == 1
    assert kept(app) == []


def test_signing_in_publishes_it(guest, app, published):
    Visitor(app).sign_up()
    assert guest.sign_in(next="/elsewhere").headers["Location"] == "/t/1-bis-wann"
    assert guest.client.get_cookie("kept") is None
    assert guest.sign_in().headers["Location"] == "/", "once"
    assert len(published) == 1


def test_what_cannot_be_published_is_kept_for_mending(guest, app, published):
    Visitor(app).sign_up()
    guest.get("/write-bad")
    assert guest.sign_in().headers["Location"] == "/ask?x"
    assert published == []
    assert len(kept(app)) == 2
    assert guest.client.get_cookie("kept") is not None


def test_nobody_else_finds_it_and_a_week_later_nobody_does(guest, app, clock):
    assert "Bis wann" not in Visitor(app).get("/signup").text
    clock.forward(days=8)
    assert "Bis wann" not in guest.get("/signup").text
