"""Every verb: who may, and beside it the twin who may not; guests are led to sign in."""

import pytest

from forum.threads.models import Vote

SIGN_IN = "/login?next="
# path, form, who may, who may not and what they get
VERBS = [
    ("/t/{thread}/reply", {"body": "So war es bei uns."}, "helper", None),
    ("/p/{answer}/comment", {"body": "Danke!"}, "helper", None),
    ("/p/{answer}/vote", {"value": "1"}, "other", ("helper", 403)),
    ("/p/{answer}/vote", {"value": "1"}, "asker", ("newcomer", 403)),
    ("/p/{answer}/accept", {}, "asker", ("other", 403)),
    ("/p/{answer}/accept", {}, "asker", ("expert", 403)),
    ("/t/{thread}/withdraw-solution", {}, "asker", ("helper", 403)),
    ("/p/{answer}/endorse", {"valid_until": ""}, "expert", ("other", 403)),
    ("/p/{answer}/unendorse", {}, "expert", ("manager", 403)),
    ("/p/{answer}/delete", {}, "helper", ("asker", 403)),
    ("/p/{answer}/restore", {}, "helper", ("manager", 403)),
    ("/p/{answer}/edit", {"body": "Neu", "seen_revision": "0"}, "helper", ("manager", 403)),
    ("/t/{thread}/follow", {"on": "1"}, "other", None),
    ("/t/{thread}/tags", {"tags": "Zahn"}, "asker", ("other", 403)),
    ("/t/{thread}/tags", {"tags": "Zahn"}, "expert", ("helper", 403)),
    ("/t/{thread}/propose", {"kind": "tags", "tags": "Zahn"}, "other", ("newcomer", 403)),
    ("/t/{thread}/close", {"closed": "1"}, "asker", ("helper", 403)),
    ("/t/{thread}/close", {"closed": "1"}, "manager", ("expert", 403)),
    ("/t/{thread}/move", {"category": "drinnen"}, "manager", ("asker", 403)),
]


@pytest.fixture
def places(house):
    answer = house.answer("helper")
    if house.client("asker").post(f"/p/{answer}/accept").status_code != 303:
        pytest.fail("the asker may accept")
    return {"thread": house.thread, "answer": answer}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: f"{verb[0]} {verb[2]}")
def test_who_may_and_who_may_not(house, places, verb):
    path, form, may, twin = verb
    path = path.format(**places)
    if twin is not None:
        assert house.client(twin[0]).post(path, data=form).status_code == twin[1]
    done = house.client(may).post(path, data=form)
    assert done.status_code == 303
    assert done.location.startswith(f"/t/{house.thread}-zahlt-ihr-die-zahnspange")


@pytest.mark.parametrize("path", sorted({verb[0] for verb in VERBS if not verb[0].endswith("/reply")}))
def test_a_guest_is_led_to_sign_in_and_changes_nothing(house, places, path):
    answer = house.client().post(path.format(**places), data={"value": "1", "closed": "1", "on": "1"})
    assert answer.status_code == 303
    assert answer.location.startswith(SIGN_IN)
    assert not house.row().closed
    assert house.count(Vote) == 0


@pytest.mark.parametrize("path", sorted({verb[0] for verb in VERBS}))
def test_what_is_not_there_or_not_seen_is_404(house, path):
    hidden = house.ask("manager", "Nur für das Team gedacht", "team")
    form = {"value": "1", "closed": "1", "on": "1", "body": "Text hier", "tags": "Zahn", "category": "familie"}
    client = house.client("helper")
    for thread, answer in ((hidden, house.opening(hidden)), (999_999, 999_999)):
        assert client.post(path.format(thread=thread, answer=answer), data=form).status_code == 404


def test_a_form_without_token_is_refused(house, places):
    house.app.config["WTF_CSRF_ENABLED"] = True
    client = house.client("other")
    assert client.post(f"/p/{places['answer']}/vote", data={"value": "1"}).status_code == 400
    assert house.count(Vote) == 0


@pytest.mark.parametrize("verb", ["vote", "close", "follow"])
@pytest.mark.parametrize("value", ["", "2", "ja", "-1", "1e3", "\x00"])
def test_what_no_button_says_is_422(house, places, verb, value):
    path = {"vote": f"/p/{places['answer']}/vote"}.get(verb, f"/t/{house.thread}/{verb}")
    answer = house.client("asker").post(path, data={"value": value, "closed": value, "on": value})
    assert answer.status_code == 422
