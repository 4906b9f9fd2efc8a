"""Every write is limited, says when it opens again, and mistyping a question costs nothing."""

from dataclasses import replace

import pytest

from tests.web.threads.house import House
from tests.web.threads.test_asking import GOOD


@pytest.fixture
def settings(settings):
    return replace(settings, limits="on")


@pytest.fixture
def house(app):
    return House(app)


def until_refused(client, path: str, form: dict[str, str], most: int = 120):
    for number in range(most):
        answer = client.post(path, data=form)
        if answer.status_code == 429:
            return number, answer
    return most, None


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/t/{thread}/reply", {"body": ""}),
        ("/p/{post}/comment", {"body": ""}),
        ("/p/{post}/vote", {"value": "1"}),
        ("/p/{post}/edit", {"body": ""}),
        ("/p/{post}/accept", {}),
        ("/p/{post}/delete", {}),
        ("/t/{thread}/follow", {"on": "1"}),
        ("/t/{thread}/tags", {"tags": ""}),
        ("/t/{thread}/propose", {"kind": "tags"}),
        ("/preview", {"body": "x"}),
        ("/ask", {}),
    ],
)
def test_a_limit_is_reached_and_says_when_it_opens(house, path, form):
    path = path.format(thread=house.thread, post=house.opening())
    number, answer = until_refused(house.client("other"), path, form)
    assert 5 < number < 100
    assert 1 <= int(answer.headers["Retry-After"]) <= 3600
    assert house.client("helper").post(path, data=form).status_code != 429


def test_five_questions_a_minute_and_mistakes_do_not_count(house):
    client = house.client("other")
    assert {client.post("/ask", data={**GOOD, "title": "kurz"}).status_code for _ in range(10)} == {422}
    asked = [client.post("/ask", data={**GOOD, "title": f"Frage Nummer {n} in Eile"}).status_code for n in range(6)]
    assert asked == [303] * 5 + [429]
