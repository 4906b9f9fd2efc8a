"""Webhooks against a real server on this machine: signed, in order, tried again, parked, and without a word of text."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select, update

from forum import worker
from forum.api.webhook_schemas import Event
from forum.app import create_app
from forum.config import Settings, WrongSettings
from forum.core import clock as time
from forum.core.db import db, session, transaction
from forum.core.outbox import OutboxRow
from forum.notifications.actions.delivering import DELAYS_S
from forum.notifications.checks import parked
from forum.notifications.kinds import NAMES
from forum.notifications.models import Delivery
from tests.contract.community import build
from tests.contract.tokens import program

HOOKS = "/api/v1/webhooks"
QUESTION = {"title": "A question of murmeltier folk", "body": "Private words.", "tags": ["Geheim"]}


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it got and answers what it is told to."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers.items()), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.status = [], 204
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(database, tmp_path, clock):
    """The community with calls to this machine allowed, at a standing clock."""
    app = create_app(Settings(database_url=database, data_dir=tmp_path / "d", limits="off", outgoing="loopback"))
    world = build(app)
    clock.set(time.now())
    yield app, world
    with app.app_context():
        session().close()
        db.engine.dispose()


def hooked(house, receiver, *, path="/hook", audience="public", kinds=NAMES) -> dict:
    """Make a webhook; give it with its secret."""
    url = f"http://127.0.0.1:{receiver.server_port}{path}"
    sent = {"name": "Portal", "url": url, "kinds": list(kinds), "audience": audience}
    answer = program(*house, "manager").post(HOOKS, json=sent)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.get_json()


def ask(house, who="member", category="public") -> int:
    answer = program(*house, who).post("/api/v1/threads", json=QUESTION | {"category": category})
    assert answer.status_code == 201
    return answer.get_json()["id"]


def signature(secret: str, headers: dict, body: bytes) -> str:
    """Sign as a receiver does, from the published recipe."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def states(app) -> list[tuple[str, int, int | None]]:
    with app.app_context():
        found = session().execute(select(Delivery.state, Delivery.attempts, Delivery.status).order_by(Delivery.id))
        rows = [tuple(row) for row in found]
        session().close()
    return rows


def test_a_fact_arrives_signed_and_says_ids_only(house, receiver):
    hook, thread = hooked(house, receiver), ask(house)
    worker.drain(house[0])
    [(path, headers, body)] = receiver.got
    assert path == "/hook"
    assert headers["webhook-signature"] == signature(hook["secret"], headers, body)
    told = json.loads(body)
    assert (told["id"], told["type"]) == (headers["webhook-id"], "thread.created")
    assert told["data"].keys() == {"thread", "post", "post_kind"}
    assert told["data"]["thread"] == thread
    assert Event().validate(told) == {}, "as the description says"
    program(*house, "manager").post(f"{HOOKS}/{hook['id']}/test")
    worker.drain(house[0])
    assert Event().validate(json.loads(receiver.got[1][2])) == {}
    for word in ("murmeltier", "Private", "Geheim", "member1"):
        assert word not in body.decode()
    assert states(house[0]) == [("done", 1, 204)] * 2


def test_it_is_tried_again_with_the_same_id_and_parked_in_the_end(house, receiver, clock):
    hook = hooked(house, receiver)
    ask(house)
    receiver.status = 500
    for tries, delay in enumerate((*DELAYS_S, 0), 1):
        worker.drain(house[0])
        assert len(receiver.got) == tries, "not before its time"
        clock.forward(seconds=delay + 1)
    worker.drain(house[0])
    assert states(house[0]) == [("parked", len(DELAYS_S) + 1, 500)]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    assert len(receiver.got) == len(DELAYS_S) + 1
    assert timedelta(hours=20) < timedelta(seconds=sum(DELAYS_S)) < timedelta(hours=30)
    shown = program(*house, "manager").get(f"{HOOKS}/{hook['id']}/deliveries?state=parked").get_json()
    assert [(each["status"], each["error"]) for each in shown["items"]] == [(500, "answered 500")]
    with house[0].app_context():
        assert session().scalars(select(OutboxRow).where(OutboxRow.topic == "webhook")).all() == []
        session().close()
    receiver.status = 200
    again = program(*house, "manager").post(f"{HOOKS}/{hook['id']}/deliveries/{shown['items'][0]['id']}/retry")
    assert (again.status_code, again.get_json()["state"]) == (200, "pending")
    worker.drain(house[0])
    assert states(house[0]) == [("done", 1, 200)]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1, "the receiver knows it again"


def test_the_doctor_tells_of_what_was_given_up(house, receiver):
    hooked(house, receiver)
    ask(house)
    with house[0].app_context():
        assert list(parked()) == []
        with transaction():
            session().execute(update(Delivery).values(state="parked"))
        assert list(parked()) == ["webhook 1 (Portal): 1 deliveries were given up"]
        session().close()


def test_a_receiver_that_is_back_gets_everything_once(house, receiver, clock):
    hooked(house, receiver)
    threads = [ask(house, who) for who in ("member", "friend", "expert")]
    receiver.status = 503
    worker.drain(house[0])
    assert len(receiver.got) == 1, "after one fault the others wait"
    receiver.status, receiver.got[:] = 200, []
    clock.forward(minutes=2)
    worker.drain(house[0])
    assert sorted(json.loads(body)["data"]["thread"] for _, _, body in receiver.got) == sorted(threads)
    assert {state for state, _, _ in states(house[0])} == {"done"}


def test_each_hears_of_its_audience_only(house, receiver):
    for audience in ("public", "members", "team"):
        hooked(house, receiver, path=f"/{audience}", audience=audience)
    ids = {name: ask(house, "manager", name) for name in ("public", "members", "team")}
    worker.drain(house[0])
    heard = {(path, json.loads(body)["data"]["thread"]) for path, _, body in receiver.got}
    assert heard == {
        ("/public", ids["public"]), ("/members", ids["public"]), ("/members", ids["members"]),
        ("/team", ids["public"]), ("/team", ids["members"]), ("/team", ids["team"]),
    }  # fmt: skip


def test_what_is_held_is_told_to_nobody_and_what_moves_out_is_gone(house, receiver):
    hooked(house, receiver)
    ask(house, "unconfirmed")
    thread = ask(house)
    program(*house, "manager").patch(f"/api/v1/threads/{thread}", json={"category": "team"})
    worker.drain(house[0])
    told = [json.loads(body) for _, _, body in receiver.got]
    assert [(each["type"], each["data"]["thread"]) for each in told] == [
        ("thread.created", thread), ("thread.removed", thread)
    ]  # fmt: skip


def test_a_changed_secret_signs_at_once_and_the_old_one_for_a_day(house, receiver, clock):
    old = hooked(house, receiver)
    new = program(*house, "manager").post(f"{HOOKS}/{old['id']}/secret").get_json()
    assert new["secret"] != old["secret"]
    for hours, signing in ((0, {old["secret"], new["secret"]}), (25, {new["secret"]})):
        clock.forward(hours=hours)
        receiver.got.clear()
        program(*house, "manager").post(f"{HOOKS}/{old['id']}/test")
        worker.drain(house[0])
        [(_, headers, body)] = receiver.got
        assert set(headers["webhook-signature"].split()) == {signature(each, headers, body) for each in signing}
    assert program(*house, "manager").get(f"{HOOKS}/{old['id']}").get_json()["secret"] is None


def test_a_repeated_answer_holds_no_secret(house, receiver):
    url = f"http://127.0.0.1:{receiver.server_port}/"
    mine, sent = program(*house, "manager"), {"name": "Portal", "url": url, "kinds": ["post.created"]}
    answers = [mine.post(HOOKS, json=sent, headers={"Idempotency-Key": "k"}).get_json() for _ in range(2)]
    assert answers[0]["id"] == answers[1]["id"]
    assert (bool(answers[0]["secret"]), answers[1]["secret"]) == (True, None)


def test_gone_means_gone(house, receiver):
    hook = hooked(house, receiver)
    receiver.status = 410
    ask(house)
    worker.drain(house[0])
    ask(house, "friend")
    worker.drain(house[0])
    assert len(receiver.got) == 1
    assert program(*house, "manager").get(f"{HOOKS}/{hook['id']}").get_json()["active"] is False


def test_what_is_not_wanted_or_switched_off_is_not_sent(house, receiver):
    hook = hooked(house, receiver, kinds=["post.created"])
    ask(house)
    worker.drain(house[0])
    assert receiver.got == []
    mine = program(*house, "manager")
    assert mine.patch(f"{HOOKS}/{hook['id']}", json={"kinds": ["thread.created"], "active": False}).status_code == 200
    ask(house, "friend")
    worker.drain(house[0])
    assert receiver.got == []
    assert mine.delete(f"{HOOKS}/{hook['id']}").status_code == 204
    assert mine.get(HOOKS).get_json()["items"] == []


def test_an_address_of_the_inside_cannot_be_given(house):
    for url in ("https://10.0.0.1/", "http://portal.example/", "https://portal.example:22/", "x"):
        sent = {"name": "Portal", "url": url, "kinds": ["post.created"]}
        assert program(*house, "manager").post(HOOKS, json=sent).status_code == 422, url


def test_calls_out_are_off_unless_somebody_switched_them_on():
    assert Settings().outgoing == "off"
    with pytest.raises(WrongSettings):
        Settings(outgoing="loopback", public_url="https://forum.example").checked()
    with pytest.raises(WrongSettings):
        Settings(outgoing="everywhere").checked()
