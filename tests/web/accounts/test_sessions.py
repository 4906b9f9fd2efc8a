"""A session ends at once: signing out, suspension, a new password, another role, time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.actions import set_role, suspend
from forum.accounts.actions.seen import add_seen
from forum.accounts.models import WebSession
from forum.accounts.queries import by_handle
from forum.core import clock as core_clock
from forum.core.db import session, transaction
from tests.plugins.databases import both_databases
from tests.web.accounts.visitor import PASSWORD, Visitor

NEWER = "drei Steinböcke im Nebel"


@pytest.fixture
def visitor(app, clock):
    """A signed-in member."""
    made = Visitor(app)
    made.sign_up()
    path = made.link()
    made.send(path, page=path)
    assert made.is_in()
    return made


@both_databases
def test_a_replayed_cookie_is_a_guest_after_sign_out(visitor, app):
    name = app.config["SESSION_COOKIE_NAME"]
    stolen = visitor.client.get_cookie(name).value
    visitor.send("/logout", page="/settings")
    thief = Visitor(app)
    thief.client.set_cookie(name, stolen)
    assert not thief.is_in()


@both_databases
def test_suspension_ends_sessions_and_shuts_the_door(visitor, app, clock):
    with app.app_context():
        suspend(by_handle("Haselnuss"), clock.now + timedelta(days=3))
    assert not visitor.is_in()
    refused = visitor.sign_in()
    assert refused.status_code == 403
    assert "4. Juni 2026" in refused.text
    assert Visitor(app).sign_in(password="falsch geraten").status_code == 422, "told to nobody else"
    clock.forward(days=3, hours=1)
    assert visitor.sign_in().status_code == 303


@both_databases
def test_a_new_password_signs_out_everywhere_else(visitor, app):
    other = Visitor(app)
    other.sign_in()
    fields = {"present_password": PASSWORD, "new_password": NEWER}
    assert visitor.send("/settings/password", fields, "/settings").status_code == 303
    assert visitor.is_in()
    assert not other.is_in()
    assert other.sign_in(password=PASSWORD).status_code == 422
    assert other.sign_in(password=NEWER).status_code == 303
    assert "geändert" in visitor.mails()[-1]


def test_the_present_password_is_asked_for(visitor):
    for path, fields in [
        ("/settings/password", {"present_password": "falsch geraten", "new_password": NEWER}),
        ("/settings/email", {"email_password": "falsch geraten", "email": "neu@example.test"}),
        ("/settings/export", {"export_password": "falsch geraten"}),
        ("/settings/erase", {"erase_password": "falsch geraten", "sure": "1"}),
        ("/settings/erase", {"sure": "1"}),
    ]:
        assert visitor.send(path, fields, "/settings").status_code == 422, path
    assert visitor.is_in()


def test_another_role_asks_to_sign_in_anew(visitor, app):
    with app.app_context():
        set_role(by_handle("Haselnuss"), "expert", "Fachperson Leistungen")
    assert not visitor.is_in()


def test_the_list_shows_browsers_and_ends_one_or_all_others(visitor, app):
    other, third = Visitor(app), Visitor(app)
    other.sign_in()
    third.sign_in()
    with app.app_context():
        rows = session().scalars(select(WebSession.id_hash)).all()
    page = visitor.get("/settings").text
    assert sum(f'value="{row}"' in page for row in rows) == 2, "not offered for this one"
    for row in rows:
        if f'value="{row}"' in page:
            visitor.send("/settings/sessions/end", {"session": row}, "/settings")
            break
    assert other.is_in() + third.is_in() == 1
    visitor.send("/settings/sessions/end", {"session": "others"}, "/settings")
    assert (visitor.is_in(), other.is_in(), third.is_in()) == (True, False, False)


def test_signing_in_again_leaves_no_session_behind(visitor, app):
    for _ in range(3):
        visitor.sign_in()
    with app.app_context():
        assert len(session().scalars(select(WebSession)).all()) == 1
    assert visitor.is_in()


def test_nobody_ends_sessions_of_others(visitor, app):
    stranger = Visitor(app)
    stranger.sign_up("Walnuss")
    stranger.sign_in("Walnuss")
    with app.app_context():
        mine = (
            session().scalars(select(WebSession.id_hash).where(WebSession.member_id == by_handle("Haselnuss").id)).one()
        )
    stranger.send("/settings/sessions/end", {"session": mine}, "/settings")
    assert visitor.is_in()


def seen(app):
    """Let the telemetry flush write that every session was seen now."""
    with app.app_context(), transaction():
        add_seen(dict.fromkeys(((row,) for row in session().scalars(select(WebSession.id_hash))), 1))


def test_members_stay_30_days_unseen_and_90_in_all(visitor, app, clock):
    clock.forward(days=29)
    assert visitor.is_in()
    seen(app)
    clock.forward(days=29)
    assert visitor.is_in(), "being seen moves the end"
    seen(app)
    clock.forward(days=29)
    seen(app)
    clock.forward(days=4)
    assert not visitor.is_in(), "but not beyond 90 days"


def test_unseen_for_30_days_is_signed_out(visitor, clock):
    clock.forward(days=30, seconds=1)
    assert not visitor.is_in()


def test_staff_stay_2_hours_unseen_and_12_in_all(visitor, app, clock):
    with app.app_context():
        set_role(by_handle("Haselnuss"), "manager")
    visitor.sign_in(remember="1")
    for _ in range(11):
        clock.forward(hours=1)
        assert visitor.is_in()
        seen(app)
    clock.forward(hours=1, seconds=1)
    assert not visitor.is_in()
    visitor.sign_in(remember="1")
    clock.forward(hours=2, seconds=1)
    assert not visitor.is_in()


def test_stay_signed_in_survives_closing_the_browser(visitor, app):
    name = app.config["SESSION_COOKIE_NAME"]
    assert visitor.client.get_cookie(name).expires is None
    visitor.send("/logout", page="/settings")
    visitor.sign_in(remember="1")
    assert visitor.client.get_cookie(name).expires is not None


def test_looking_at_pages_writes_nothing(visitor, app, clock):
    clock.forward(days=2)
    with app.app_context():
        before = session().scalars(select(WebSession.seen_at)).all()
    visitor.get("/settings")
    with app.app_context():
        assert session().scalars(select(WebSession.seen_at)).all() == before
    assert core_clock.now() == clock.now
