"""A reminder is ended in one click, by who reads the mail and by the provider's button (RFC 8058); nothing else is."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from forum import worker
from forum.accounts.actions import change_settings, owe_mail
from forum.accounts.handlers.mail import _sent as sent_here
from forum.accounts.models import Member
from forum.core.db import session, transaction
from tests import factories
from tests.plugins.databases import both_databases

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def asker(app):
    sent_here.clear()
    with app.app_context():
        made = [factories.member(handle=name) for name in ("asker", "other")]
        return made[0].id


def mail(app, kind: str, member_id: int):
    """Send a mail of a kind and give it as it went out, with its bytes."""
    with app.app_context():
        with transaction():
            owe_mail(kind, member_id=member_id, path="/t/1")
        session().close()
    worker.drain(app)
    [path] = Path(app.extensions["forum.settings"].data_dir, "mail").glob("*.eml")
    raw = path.read_bytes()
    path.unlink()
    return message_from_bytes(raw, policy=policy.default), raw


def path_of(message) -> str:
    address = message["List-Unsubscribe"]
    assert address.startswith("<http")
    return "/" + address.strip("<>").split("/", 3)[3]


def reminded(app) -> dict[str, bool]:
    with app.app_context():
        found = {row.handle: row.reminders for row in session().query(Member)}
        session().close()
    return found


@both_databases
def test_the_providers_button_ends_reminders_without_a_cookie_or_a_redirect(app, asker):
    message, raw = mail(app, "solution", asker)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"List-Unsubscribe: <http://127.0.0.1:8000{path_of(message)}>\r\n".encode() in raw, "in one piece"
    answer = app.test_client().post(path_of(message), data=ONE_CLICK)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert reminded(app) == {"asker": False, "other": True}
    assert app.test_client().post(path_of(message), data=ONE_CLICK).status_code == 200, "twice is once"


def test_looking_changes_nothing_and_the_page_tells_nobodys_name(app, asker):
    message, _raw = mail(app, "solution", asker)
    assert f"http://127.0.0.1:8000{path_of(message)}" in message.get_content()
    page = app.test_client().get(path_of(message)).text
    assert reminded(app)["asker"] is True
    assert f'action="{path_of(message)}"' in page
    assert "asker" not in page
    app.test_client().post(path_of(message))
    assert 'action="/unsubscribe' not in app.test_client().get(path_of(message)).text


def test_it_works_again_after_switching_on_again(app, asker):
    message, _raw = mail(app, "solution", asker)
    app.test_client().post(path_of(message))
    with app.app_context():
        change_settings(session().get_one(Member, asker), reminders=True)
        session().close()
    app.test_client().post(path_of(message))
    assert reminded(app)["asker"] is False


def test_a_link_that_was_not_made_here_does_nothing(app, asker):
    message, _raw = mail(app, "solution", asker)
    good = path_of(message)
    said, signed = good.rsplit(".", 1)
    forged = f"{said}.{'A' if signed[0] != 'A' else 'B'}{signed[1:]}"
    for bad in (forged, said, "/unsubscribe/x", good.replace("Wz", "Wy", 1)):
        assert app.test_client().get(bad).status_code == 410, bad
        assert app.test_client().post(bad, data=ONE_CLICK).status_code == 410, bad
    assert reminded(app) == {"asker": True, "other": True}


def test_mails_of_the_account_itself_cannot_be_ended(app, asker):
    message, _raw = mail(app, "password_changed", asker)
    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None
