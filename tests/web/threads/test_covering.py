"""Bars are burnt into pictures for good; their owner takes pictures away; the picture beside the name."""

import io

import pytest
from PIL import Image

from forum import worker
from forum.accounts.models import Member
from forum.core.db import session
from forum.core.ports import backends
from forum.threads.models import Post, Revision, Upload
from tests.web.threads.pictures import SEEN, change, files, png, row, sent

BAR = {"x1": "50", "y1": "50", "w1": "40", "h1": "40"}


@pytest.fixture
def told(house):
    """A picture of the helper's that stands in a public post, with a revision, and is shown."""
    for number in range(3):
        house.answer("helper", body=f"Antwort {number}")
    client = house.client("helper")
    made = sent(client, png((1000, 600), (250, 250, 250))).json
    done = client.post(f"/t/{house.thread}/reply", data={"body": f"Mit {made['markdown']}"})
    made["post"] = int(done.location.split("#p")[1])
    change(client, made["post"], f"Immer noch mit {made['markdown']}")
    return made


def pixel(answer, x=0.7, y=0.7) -> int:
    found = Image.open(io.BytesIO(answer.data), formats=["WEBP"]).convert("RGB")
    return max(found.getpixel((int(found.width * x), int(found.height * y))))


def test_covering_changes_picture_address_text_and_leaves_no_trace_on_disk(house, told):
    client, before = house.client("helper"), house.do(contents)
    assert pixel(house.client().get(told["url"])) > 235
    assert client.get(told["cover"]).status_code == 200
    done = client.post(told["cover"], data=BAR)
    assert done.status_code == 303
    now = done.location.removesuffix("/cover")
    assert now != told["url"]
    assert house.client().get(told["url"]).status_code == 404
    assert pixel(house.client().get(now)) < 12
    assert pixel(house.client().get(now), 0.2, 0.2) > 235
    assert pixel(house.client().get(f"{now}/small")) < 12
    worker.drain(house.app)
    assert not before & house.do(contents)
    assert told["id"] not in "".join(house.do(texts))
    assert now in house.client().get(f"/t/{house.thread}", follow_redirects=True).text


def contents() -> set[bytes | None]:
    return {backends().files.get(name) for name, _at in backends().files.names()}


def texts() -> list[str]:
    posts = session().query(Post.source, Post.html).all()
    return [text for found in posts for text in found] + [old.source for old in session().query(Revision).all()]


def test_before_publishing_the_address_stays_so_that_the_typed_text_still_fits(house):
    client = house.client("helper")
    free = sent(client, png((100, 60), (250, 250, 250))).json
    done = client.post(free["cover"], data=BAR)
    assert done.location == free["cover"]
    assert pixel(client.get(free["url"])) < 12


@pytest.mark.parametrize(
    "form",
    [{}, {"x1": "10"}, BAR | {"w1": "breit"}, BAR | {"x1": "-5"}, BAR | {"w1": "nan"}, BAR | {"w1": "0"}, {"x9": "1"}],
)
def test_wrong_numbers_are_said_and_kept(house, told, form):
    answer = house.client("helper").post(told["cover"], data=form)
    assert answer.status_code == 422
    assert "Balken" in answer.text
    assert all(f'value="{text}"' in answer.text for name, text in form.items() if text and name in BAR)
    assert house.client().get(told["url"]).status_code == 200


def test_only_the_owner_covers_and_removes(house, told):
    for name, status in (("other", 403), ("expert", 403), ("manager", 403)):
        client = house.client(name)
        assert client.get(told["cover"]).status_code == status
        assert client.post(told["cover"], data=BAR).status_code == status
        assert client.post(f"{told['url']}/remove").status_code == status
    assert "/login" in house.client().post(told["cover"], data=BAR).location
    assert pixel(house.client().get(told["url"])) > 235


def test_removing_takes_the_files_and_leaves_a_stand_in(house, told):
    client = house.client("helper")
    assert client.post(f"{told['url']}/remove").location == f"/p/{told['post']}"
    worker.drain(house.app)
    assert files(house) == set()
    for reader in (client, house.client()):
        assert "wird nicht gezeigt" in reader.get(told["url"]).text
    assert client.get(told["cover"]).status_code == 404
    assert client.post(told["cover"], data=BAR).status_code == 404
    assert row(house, told["id"]).state == "removed"


def test_the_edit_page_leads_to_the_cover_tool(house, told):
    page = house.client("helper").get(f"/p/{told['post']}/edit").text
    assert told["cover"] in page
    assert SEEN.search(page)


def avatar(client, data=None):
    return client.post("/settings/picture", data={"picture": (io.BytesIO(data or png((300, 200))), "me.png")})


def test_the_picture_beside_the_name(house):
    for number in range(3):
        house.answer("helper", body=f"Antwort {number}")
    client = house.client("helper")
    assert avatar(client).status_code == 303
    key = house.do(lambda: house.member("helper").avatar)
    assert f'src="/u/{key}/small"' in house.client().get(f"/t/{house.thread}", follow_redirects=True).text
    assert house.client().get(f"/u/{key}").headers["Cache-Control"].endswith("immutable")
    avatar(client)
    assert house.client().get(f"/u/{key}").status_code == 404
    worker.drain(house.app)
    assert len(files(house)) == 2
    now = house.do(lambda: house.member("helper").avatar)
    assert client.post(f"/u/{now}/remove").location == "/settings/picture"
    assert house.do(lambda: house.member("helper").avatar) is None
    assert f"/u/{now}" not in house.client().get(f"/t/{house.thread}", follow_redirects=True).text


def test_a_newcomer_s_avatar_waits_and_a_wrong_one_is_refused(house):
    client = house.client("helper")
    assert avatar(client, b"%PDF").status_code == 422
    avatar(client)
    assert house.do(lambda: house.member("helper").avatar) is None
    (waiting,) = house.do(lambda: session().query(Upload).all())
    assert waiting.state == "held"
    assert "schaut ein Mensch an" in client.get("/settings/picture").text
    assert house.client("other").get(f"/u/{waiting.key}").status_code == 404
    assert house.client("manager").post(f"/u/{waiting.key}/release").status_code == 303
    assert house.do(lambda: session().get_one(Member, house.people["helper"]).avatar) == waiting.key
