"""The asker of an answered question is asked which answer helped: on the page, in their list, once by mail."""

from datetime import timedelta

import pytest

from forum import worker
from forum.accounts.handlers.mail import _sent as sent_here
from forum.core import clock as time
from forum.core import schedule
from forum.core.db import transaction
from forum.threads.actions.reminding import AFTER, MORNING_S, UNTIL
from tests.plugins.databases import both_databases
from tests.web.threads.house import House

pytestmark = both_databases
ASKED = "Hat dir eine der Antworten geholfen?"
SUBJECT = "Hat dir eine Antwort geholfen?"


def page(house, name: str) -> str:
    return house.client(name).get(f"/t/{house.thread}", follow_redirects=True).text


def test_one_click_marks_it(house):
    assert ASKED not in page(house, "asker")
    house.answer("asker")
    assert ASKED not in page(house, "asker"), "one's own answer does not count"
    answer = house.answer("helper")
    assert ASKED in page(house, "asker")
    for name in ("", "other", "helper", "expert", "manager"):
        assert ASKED not in page(house, name)
    assert f'action="/p/{answer}/accept"' in page(house, "asker")
    assert "Hat dir eine Antwort geholfen?" in house.client("asker").get("/my/questions").text
    house.client("asker").post(f"/p/{answer}/accept")
    assert ASKED not in page(house, "asker")
    assert "Hat dir eine Antwort geholfen?" not in house.client("asker").get("/my/questions").text


@pytest.fixture
def house(app, clock):
    return House(app)


@pytest.fixture
def mails(house, settings, clock):
    """Let days pass and work be done; give the mails that went out so far."""
    sent_here.clear()
    house.do(schedule.close_missed)

    def pass_days(days: float) -> list[str]:
        clock.forward(days=days)
        house.do(schedule.close_missed)
        clock.forward(seconds=MORNING_S + 60)
        worker.drain(house.app)
        folder = settings.data_dir / "mail"
        return [path.read_text("utf-8") for path in sorted(folder.glob("*.eml"))] if folder.exists() else []

    return pass_days


def asking(mails: list[str]) -> list[str]:
    from email import message_from_string, policy  # noqa: PLC0415

    read = [message_from_string(text, policy=policy.default) for text in mails]
    return [mail.get_content() for mail in read if mail["subject"] == SUBJECT and mail["to"] == "asker@example.test"]


def test_a_mail_once_that_says_not_what_it_is_about(house, mails):
    house.answer("helper")
    assert asking(mails(AFTER.days - 1)) == []
    sent = asking(mails(2))
    assert len(sent) == 1
    assert f"/t/{house.thread}" in sent[0]
    assert "/unsubscribe/" in sent[0]
    for secret in ("Zahnspange", "zahnspange", "helper", "Punkt", "Höhenmeter"):
        assert secret not in sent[0]
    house.answer("other")
    assert len(asking(mails(AFTER.days + 1))) == 1, "at most once a question"


@pytest.mark.parametrize("how", ["solved", "off", "closed", "removed", "own", "old", "solved at night"])
def test_nobody_is_reminded_in_vain(house, mails, clock, how):
    answer = house.answer("asker" if how == "own" else "helper")
    asker = house.client("asker")
    if how == "off":
        asker.post("/settings/mails", data={})
    elif how == "closed":
        asker.post(f"/t/{house.thread}/close", data={"closed": "1"})
    elif how == "removed":
        house.client("helper").post(f"/p/{answer}/delete")
    elif how == "solved":
        asker.post(f"/p/{answer}/accept")
    elif how == "old":
        age(house, UNTIL + timedelta(days=2))
    if how == "solved at night":
        clock.forward(days=AFTER.days + 1)
        house.do(schedule.close_missed)
        asker.post(f"/p/{answer}/accept")
    assert asking(mails(AFTER.days + 2)) == []


def age(house, by: timedelta) -> None:
    def act() -> None:
        with transaction():
            house.row()
            from forum.core.db import alter  # noqa: PLC0415
            from forum.threads.models import Thread  # noqa: PLC0415

            alter(Thread, house.thread, {"first_answer_at": time.now() - by})

    house.do(act)
