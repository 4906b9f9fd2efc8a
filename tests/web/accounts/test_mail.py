"""Mails go out by SMTP with safe headers, each with a fresh link, and again when the server was away."""

import dataclasses
import socket

import pytest
from aiosmtpd.controller import Controller

from forum import worker
from forum.accounts.actions import create_member, owe_mail
from forum.accounts.models import EmailToken
from forum.backends import choose
from forum.core import outbox
from forum.core.db import session, transaction


class Inbox:
    """Takes mails and keeps them."""

    def __init__(self):
        self.got = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd names it
        self.got.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 taken"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp(app, settings, port):
    """The application with a mailer for this port; start the server by hand."""
    changed = dataclasses.replace(settings, smtp_url=f"smtp://127.0.0.1:{port}")
    app.extensions["forum.backends"] = dataclasses.replace(
        app.extensions["forum.backends"], mailer=choose(changed).mailer
    )
    return app


def test_a_mail_waits_for_the_server_and_goes_out_once(smtp, clock, port):
    with smtp.app_context(), transaction():
        member = create_member("Haselnuss", email="haselnuss@example.test", display_name="Hasel\r\nBcc: x@evil.test")
        owe_mail("reset", to=member.email)
    assert worker.drain(smtp) == 1
    with smtp.app_context():
        assert session().query(outbox.OutboxRow).one().attempts == 1, "nobody listens yet: tried again later"
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        clock.forward(minutes=5)
        assert worker.drain(smtp) == 1
    finally:
        server.stop()
    assert len(inbox.got) == 1
    to, text = inbox.got[0]
    assert to == ["haselnuss@example.test"]
    head, _, body = text.partition("\r\n\r\n")
    assert "Bcc" not in head
    assert "/reset/" in body
    with smtp.app_context():
        assert session().query(outbox.OutboxRow).count() == 0
        assert session().query(EmailToken).count() == 3, "each try makes a link of its own"


def test_one_bad_address_does_not_send_the_others_mail_twice(app, clock):
    sent = []

    class Picky:
        def send(self, mail):
            if mail.to.startswith("bad"):
                raise OSError(mail.to)
            sent.append(mail.to)

    app.extensions["forum.backends"] = dataclasses.replace(app.extensions["forum.backends"], mailer=Picky())
    with app.app_context(), transaction():
        for name in ("good", "bad", "well"):
            create_member(f"{name}-one", email=f"{name}@example.test")
            owe_mail("reset", to=f"{name}@example.test")
    worker.drain(app)
    assert sorted(sent) == ["good@example.test", "well@example.test"]
    with app.app_context():
        assert session().query(outbox.OutboxRow).one().attempts == 1


@pytest.mark.parametrize(
    "payload",
    [
        {"kind": "reset", "to": "nobody@example.test"},
        {"kind": "confirm", "member_id": 99},
        {"kind": "confirm", "member_id": 1},
    ],
    ids=["unknown", "gone", "confirmed"],
)
def test_a_mail_to_nobody_is_done(app, clock, payload):
    with app.app_context(), transaction():
        create_member("Haselnuss", email="haselnuss@example.test")
        owe_mail(**payload)
    worker.drain(app)
    with app.app_context():
        assert session().query(outbox.OutboxRow).count() == 0
    assert not (app.extensions["forum.settings"].data_dir / "mail").exists()
