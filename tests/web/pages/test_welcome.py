"""Four small steps for newcomers, told by what they did; gone when done, not wanted, or after two weeks."""

import pytest

from forum.accounts.models import WelcomeStep
from tests import factories
from tests.plugins.databases import both_databases
from tests.web.threads.house import House

pytestmark = both_databases
TITLE = "Willkommen in der Stube"


@pytest.fixture
def house(app, clock):
    made = House(app)
    with app.app_context():
        made.people["fresh"] = factories.member(handle="fresh", new=True, confirmed=True).id
    return made


def done(house) -> int:
    return house.client("fresh").get("/").text.count("(erledigt)")


def test_each_step_is_told_by_what_one_did(house):
    fresh = house.client("fresh")
    assert TITLE in fresh.get("/").text
    assert done(house) == 0
    fresh.post("/settings/profile", data={"bio": "Ich mag Katzen.", "signature": ""})
    assert done(house) == 1
    fresh.post("/c/familie/follow", data={"on": "1"})
    assert done(house) == 2
    assert fresh.post("/welcome", data={"step": "rules"}).location == "/"
    assert done(house) == 3
    form = {"title": "Hoi zusammen, ich bin neu hier", "body": "Hallo!", "category": "familie", "kind": "discussion"}
    assert fresh.post("/ask", data=form).status_code == 303
    assert TITLE not in fresh.get("/").text


def test_it_can_be_put_away_for_good(house):
    fresh = house.client("fresh")
    for _ in range(2):
        assert fresh.post("/welcome", data={"step": "done"}).status_code == 303
    assert TITLE not in fresh.get("/").text
    assert house.count(WelcomeStep) == 1
    assert fresh.post("/welcome", data={"step": "x"}).status_code == 422


def test_it_is_for_newcomers_only_and_ends_by_itself(house, clock):
    for name in ("", "other", "expert", "manager"):
        assert TITLE not in house.client(name).get("/").text
    clock.forward(days=15)
    assert TITLE not in house.client("fresh").get("/").text


def test_no_points_and_no_hurry_in_it(house):
    page = house.client("fresh").get("/").text
    panel = page.split(TITLE)[1].split("</section>")[0]
    for word in ("Punkt", "Höhenmeter", "Stufe", "noch ", "%", "Tage"):
        assert word not in panel
