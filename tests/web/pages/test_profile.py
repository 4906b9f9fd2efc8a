"""What a profile tells, and what it keeps from others."""

from forum.core.db import transaction
from forum.threads import actions, queries
from tests.factories import answer, category, member, sign_in, thread


def helper_with_two_solutions():
    helper, asker = member(handle="velopapi"), member()
    for place, title in (
        (category("offen"), "Wer zahlt die Brille?"),
        (category("psyche", health_near=True), "Wo finde ich Hilfe?"),
    ):
        made = answer(thread(asker, place, title=title), helper)
        with transaction():
            actions.accept(by=asker, post=queries.post(made.id))
    return helper


def test_others_see_nothing_near_health(app):
    with app.app_context():
        helper = helper_with_two_solutions()
        other, own = sign_in(app.test_client(), member()), sign_in(app.test_client(), helper)
    guest = app.test_client().get("/m/velopapi").text
    assert "Wer zahlt die Brille?" in guest
    assert "<b>1</b>" in guest
    assert "Wo finde ich Hilfe?" not in guest
    assert "Wo finde ich Hilfe?" not in other.get("/m/velopapi").text
    assert "Wo finde ich Hilfe?" in own.get("/m/velopapi").text


def test_points_are_for_the_member_only(app):
    with app.app_context():
        helper = helper_with_two_solutions()
        other, own = sign_in(app.test_client(), member()), sign_in(app.test_client(), helper)
    assert "/m/velopapi/points" in own.get("/m/velopapi").text
    for page in (other.get("/m/velopapi"), app.test_client().get("/m/velopapi")):
        assert page.status_code == 200
        assert "/m/velopapi/points" not in page.text


def test_spelling_leads_to_the_one_address_and_nobody_to_nowhere(app):
    with app.app_context():
        member(handle="Löwenzahn")
    assert app.test_client().get("/m/lowenzahn").headers["Location"].endswith("/m/L%C3%B6wenzahn")
    assert app.test_client().get("/m/niemand").status_code == 404
