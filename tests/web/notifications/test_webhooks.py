"""The leading keep webhooks on pages: a secret is shown once, what was given up is sent again."""

import re

import pytest
from sqlalchemy import update

from forum.app import create_app
from forum.config import Settings
from forum.core.db import db, session, transaction
from forum.core.outbox import OutboxRow
from forum.notifications.models import Delivery, Webhook
from tests.web.threads.house import House

URL = "http://127.0.0.1:9/hook"
SENT = {"name": "  Portal\t", "url": URL, "kinds": ["thread.created", "post.created"], "audience": "public"}
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


@pytest.fixture
def house(database, tmp_path, clock):
    """A house that may call this machine."""
    app = create_app(Settings(database_url=database, data_dir=tmp_path / "data", limits="off", outgoing="loopback"))
    yield House(app)
    with app.app_context():
        session().close()
        db.engine.dispose()


@pytest.fixture
def boss(house):
    return house.client("manager")


def told(answer) -> str:
    return answer.get_data(as_text=True)


def hook(house) -> Webhook:
    return house.do(lambda: session().get_one(Webhook, 1))


def test_a_secret_is_shown_in_the_answer_that_made_it_and_never_again(house, boss):
    made = boss.post("/webhooks", data=SENT)
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "private, no-store"
    [secret] = set(SECRET.findall(told(made)))
    assert (hook(house).name, hook(house).kinds) == ("Portal", ["post.created", "thread.created"])
    for path in ("/webhooks", "/webhooks/1"):
        page = boss.get(path)
        assert "Portal" in told(page)
        assert SECRET.findall(told(page)) == []
    [new] = set(SECRET.findall(told(boss.post("/webhooks/1/secret"))))
    assert new != secret


def test_what_is_wrong_is_named_field_by_field_and_stays_typed(house, boss):
    bad = {"name": "x" * 61, "url": "http://10.0.0.1/", "audience": "nobody"}
    answer = boss.post("/webhooks", data=bad)
    page = told(answer)
    assert answer.status_code == 422
    for name in ("name", "url", "kinds", "audience"):
        assert f'href="#{name}"' in page, name
    assert 'value="http://10.0.0.1/"' in page
    assert house.count(Webhook) == 0
    again = boss.post("/webhooks", data=SENT | {"name": "Meldet an 756.9217.0769.85"})
    assert again.status_code == 422
    assert house.count(Webhook) == 0


def test_it_is_changed_switched_off_and_removed(house, boss):
    boss.post("/webhooks", data=SENT)
    changed = boss.post("/webhooks/1", data=SENT | {"name": "CRM", "kinds": ["post.created"], "audience": "team"})
    assert changed.status_code == 303
    assert (hook(house).name, hook(house).kinds, hook(house).audience) == ("CRM", ["post.created"], "team")
    assert hook(house).active is False, "the switch was not ticked"
    assert boss.post("/webhooks/1", data=SENT | {"kinds": []}).status_code == 422
    assert boss.post("/webhooks/1", data=SENT | {"active": "1"}).status_code == 303
    assert hook(house).active is True
    assert boss.post("/webhooks/1/remove").location == "/webhooks"
    assert house.count(Webhook) == 0


def lose(house, **values) -> None:
    def act() -> None:
        with transaction():
            session().execute(update(Delivery).values(state="parked", attempts=10, error="answered 500", **values))

    house.do(act)


def delivery(house) -> Delivery:
    return house.do(lambda: session().get_one(Delivery, 1))


def test_what_was_given_up_is_sent_again_as_the_same_event(house, boss):
    boss.post("/webhooks", data=SENT)
    assert boss.post("/webhooks/1/test").status_code == 303
    assert boss.post("/webhooks/1/deliveries/1/retry").status_code == 409, "it is on its way"
    lose(house)
    before = delivery(house).event_id
    assert "answered 500" in told(boss.get("/webhooks/1?state=parked"))
    assert "answered 500" not in told(boss.get("/webhooks/1?state=pending"))
    assert boss.post("/webhooks/1/deliveries/1/retry").status_code == 303
    row = delivery(house)
    assert (row.state, row.attempts, row.error, row.event_id) == ("pending", 0, "", before)
    assert house.count(OutboxRow, OutboxRow.topic == "webhook") == 1
    lose(house)
    boss.post("/webhooks/1", data=SENT)
    assert boss.post("/webhooks/1/deliveries/1/retry").status_code == 409, "it is switched off"


def test_a_delivery_of_another_webhook_is_not_there(house, boss):
    for _ in range(2):
        boss.post("/webhooks", data=SENT)
    boss.post("/webhooks/1/test")
    lose(house)
    assert boss.post("/webhooks/2/deliveries/1/retry").status_code == 404
    assert boss.post("/webhooks/1/deliveries/1/retry").status_code == 303


def test_deliveries_are_paged_and_keep_their_filter(house, boss):
    boss.post("/webhooks", data=SENT)
    for _ in range(51):
        boss.post("/webhooks/1/test")
    lose(house)
    page = told(boss.get("/webhooks/1?state=parked"))
    [older] = re.findall(r'href="(/webhooks/1\?state=parked&amp;after=[^"]+)"', page)
    assert page.count("answered 500") == 50
    assert told(boss.get(older.replace("&amp;", "&"))).count("answered 500") == 1


def test_who_may_make_no_calls_is_told_so(app):
    page = told(House(app).client("manager").get("/webhooks"))
    assert "FORUM_OUTGOING" in page
    assert 'action="/webhooks"' not in page
