"""Newcomers' pictures wait for a look: shown or refused in one click, logged, with a reason to their owner."""

import re

import pytest
from sqlalchemy import select

from forum import worker
from forum.access import Permission, can
from forum.accounts.queries import by_id
from forum.accounts.queries.people import actor_of
from forum.core.db import session, transaction
from forum.moderation.models import PictureDecision
from forum.moderation.queries.pictures import decidable
from forum.threads.models import Upload
from forum.threads.queries.uploads import upload, with_place
from tests import factories
from tests.plugins.databases import both_databases
from tests.web.threads.pictures import sent

PAGE = "/moderation/pictures"


@pytest.fixture
def held(house):
    """A newcomer's picture in a public answer; `holder` may hide there."""
    client = house.client("helper")
    told = sent(client).json
    client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {told['markdown']}"})
    house.entrust("other", Permission.POST_HIDE.value)
    return told


def decisions(house) -> list[PictureDecision]:
    return house.do(lambda: session().scalars(select(PictureDecision).order_by(PictureDecision.id)).all())


def kind(client, told) -> str:
    return client.get(told["url"]).mimetype


@both_databases
def test_a_holder_shows_a_picture_in_one_click(house, held):
    assert kind(house.client(), held) == "image/svg+xml"
    page = house.client("other").get(PAGE)
    assert held["url"] in page.text
    assert "1 Bild wartet" in house.client("other").get("/moderation").text
    assert house.client("other").post(f"{held['url']}/release").status_code == 303
    assert kind(house.client(), held) == "image/webp"
    assert held["url"] not in house.client("other").get(PAGE).text
    (line,) = decisions(house)
    assert (line.kind, line.reason, line.actor_id) == ("release", "fine", house.people["other"])
    assert line.mandate_id == 1
    assert held["url"] in house.client("manager").get(f"{PAGE}?show=decided").text


@both_databases
def test_a_refusal_has_a_reason_that_its_owner_reads(house, held):
    assert house.client("manager").post(f"{held['url']}/refuse", data={"reason": "personal_data"}).status_code == 303
    assert "wird nicht gezeigt" in house.client().get(held["url"]).text
    worker.drain(house.app)
    (mail,) = (house.app.extensions["forum.settings"].data_dir / "mail").glob("*.eml")
    text = mail.read_text()
    assert f"{held['url']}/cover" in text
    assert "Angaben" in text
    assert decisions(house)[0].reason == "personal_data"
    assert "Andere sehen dieses Bild nicht" in house.client("helper").get(held["cover"]).text
    assert house.client("manager").post(f"{held['url']}/release").status_code == 303
    assert kind(house.client(), held) == "image/webp"
    assert [line.kind for line in decisions(house)] == ["refuse", "release"]


def test_a_refusal_without_a_reason_of_the_list_is_none(house, held):
    for reason in ("", "criticism", "mistake"):
        assert house.client("manager").post(f"{held['url']}/refuse", data={"reason": reason}).status_code == 422
    assert decisions(house) == []


def test_a_second_click_says_that_somebody_was_faster(house, held):
    house.client("manager").post(f"{held['url']}/release")
    assert house.client("other").post(f"{held['url']}/release").status_code == 409
    assert len(decisions(house)) == 1


def test_nobody_decides_without_the_right_or_about_their_own(house, held):
    for name, status in (("helper", 403), ("expert", 404), ("asker", 404)):
        assert house.client(name).post(f"{held['url']}/release").status_code == status
        assert house.client(name).get(PAGE).status_code == 403
    house.entrust("helper", Permission.POST_HIDE.value)
    assert house.client("helper").post(f"{held['url']}/release").status_code == 403
    assert held["url"] not in house.client("helper").get(PAGE).text
    house.entrust("asker", Permission.POST_HIDE.value)
    assert house.client("asker").post(f"{held['url']}/release").status_code == 403
    assert decisions(house) == []


def test_who_answered_in_the_thread_leaves_it_to_somebody_else(house, held):
    house.answer("other")
    assert house.client("other").post(f"{held['url']}/release").status_code == 403
    assert decisions(house) == []


def test_after_three_posts_that_stand_nobody_looks_first(house):
    for number in range(3):
        house.answer("helper", body=f"Antwort {number}")
    client = house.client("helper")
    told = sent(client).json
    client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {told['markdown']}"})
    assert kind(house.client(), told) == "image/webp"
    staff = sent(house.client("expert")).json
    house.client("expert").post(f"/t/{house.thread}/reply", data={"body": f"Mit {staff['markdown']}"})
    assert kind(house.client(), staff) == "image/webp"


def test_the_page_says_when_nothing_waits(house):
    page = house.client("manager").get(PAGE).text
    assert re.search("Kein Bild wartet auf dich", page)


def test_what_its_owner_removed_cannot_be_decided(house, held):
    house.client("helper").post(f"{held['url']}/remove")
    assert house.client("manager").post(f"{held['url']}/release").status_code == 409
    assert held["url"] not in house.client("manager").get(PAGE).text


def test_the_twin_of_the_rule(house, held):
    """Listed if and only if it may be decided, for everybody."""

    def avatar() -> None:
        factories.upload(house.member("asker"), "avatar")
        factories.upload(house.member("asker"))
        with transaction():
            upload(held["id"]).state = "held"

    house.do(avatar)

    def check() -> None:
        rows = session().scalars(with_place()).all()
        for name in house.people:
            actor = actor_of(by_id(house.people[name]))
            listed = set(session().scalars(with_place().where(decidable(actor)).with_only_columns(Upload.id)))
            assert listed == {row.id for row in rows if can(Permission.PICTURE_DECIDE, row, actor)}, name

    house.do(check)
