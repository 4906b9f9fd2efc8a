"""Pictures live as long as something shows them, and go with their owner."""

from datetime import timedelta

import pytest
from flask import current_app

from forum import worker
from forum.accounts.actions import erase
from forum.accounts.export import collect
from forum.accounts.queries import by_id
from forum.core import clock, schedule
from forum.core.db import publish, transaction
from forum.core.ports import backends
from forum.core.schedule import DayClosed
from forum.threads.checks import pictures
from forum.threads.models import Draft, Upload
from forum.threads.queries.uploads import orphans, upload, without_files
from tests import factories
from tests.plugins.databases import both_databases
from tests.web.threads.pictures import change, files, row, sent


def test_a_picture_left_out_by_an_edit_is_seen_by_nobody_else_and_comes_back(house):
    client = house.client("helper")
    told = sent(client).json
    done = client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {told['markdown']}"})
    post = int(done.location.split("#p")[1])
    house.do(lambda: _shown(told["id"]))
    assert house.client().get(told["url"]).mimetype == "image/webp"
    change(client, post, "Ohne")
    assert house.client().get(told["url"]).mimetype == "image/svg+xml"
    assert client.get(told["url"]).mimetype == "image/webp"
    change(client, post, f"Wieder {told['markdown']}")
    assert house.client().get(told["url"]).mimetype == "image/webp"


def _shown(key):
    with transaction():
        upload(key).state = "shown"


@both_databases
def test_deleting_takes_the_files_after_30_days_and_restoring_in_time_keeps_them(house):
    client = house.client("helper")
    keys = [sent(client).json for _ in range(2)]
    posts = []
    for told in keys:
        done = client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {told['markdown']}"})
        posts.append(int(done.location.split("#p")[1]))
        client.post(f"/p/{posts[-1]}/delete")
    client.post(f"/p/{posts[0]}/restore")
    house.do(lambda: close(29))
    assert len(files(house)) == 4
    house.do(lambda: close(31))
    assert len(files(house)) == 2
    assert row(house, keys[0]["id"]).state == "held"
    assert row(house, keys[1]["id"]).state == "removed"


def close(days):
    at = clock.now() + timedelta(days=days)
    with clock.shifted(at):
        with transaction():
            schedule.begin(clock.today())
            publish(DayClosed(at=at, day=clock.today()))
        worker.drain(current_app._get_current_object())


def test_what_nobody_takes_in_is_swept_after_a_day_row_and_files(house):
    sent(house.client("helper"))
    house.do(lambda: backends().files.put("0" * 40, b"half an upload: the process died before its row"))
    house.do(lambda: close(0))
    assert len(files(house)) == 3
    assert house.do(lambda: orphans(clock.now())) == ["0" * 40]
    house.do(lambda: close(2))
    assert files(house) == set()
    assert house.count(Upload) == 0


def test_a_picture_in_an_unsent_text_stays(house):
    kept, free = sent(house.client("helper")).json, sent(house.client("helper")).json
    helper = house.people["helper"]

    def draft() -> None:
        with transaction() as s:
            for owner, told in ((helper, kept), (house.people["other"], free)):
                words = {"place": "ask", "fields": {"body": f"Noch: {told['markdown']}"}}
                s.add(Draft(member_id=owner, version=1, updated_at=clock.now(), **words))

    house.do(draft)
    house.do(lambda: close(2))
    assert row(house, kept["id"]).owner_id == helper
    assert house.count(Upload) == 1


def test_the_doctor_sees_what_lost_its_files(house):
    told = sent(house.client("helper")).json
    assert house.do(lambda: list(pictures())) == []
    name = row(house, told["id"]).name
    house.do(lambda: backends().files.delete(name))
    assert len(house.do(without_files)) == 1
    assert "has lost its files" in house.do(lambda: list(pictures()))[0]


@pytest.mark.parametrize(("texts", "state"), [("anonymise", "held"), ("delete", "removed")])
def test_erasing_takes_free_pictures_and_with_the_texts_those_of_posts(house, texts, state):
    client = house.client("helper")
    free, used = sent(client).json, sent(client).json
    client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {used['markdown']}"})
    house.do(lambda: erase(by_id(house.people["helper"]), texts))
    worker.drain(house.app)
    assert row(house, free["id"]).state == "removed"
    assert row(house, used["id"]).state == state
    assert len(files(house)) == (2 if state == "held" else 0)


def test_a_member_takes_the_list_of_pictures_along(house):
    told = sent(house.client("helper")).json
    sent(house.client("other"))
    (mine,) = house.do(lambda: collect(house.people["helper"]))["pictures"]
    assert mine["key"] == told["id"]


def test_factories_and_views_agree(house):
    made = house.do(lambda: factories.upload(house.member("helper")))
    assert house.client("helper").get(f"/u/{made.key}").status_code == 200
