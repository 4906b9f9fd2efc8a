"""Who sees a picture: whoever reads its post, and nobody else; and how it is served."""

import pytest
from sqlalchemy import update

from forum.access import Permission
from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session, transaction
from forum.threads import actions, queries
from forum.threads.models import Post, Upload
from forum.threads.texts import cook
from tests import factories
from tests.web.threads.pictures import sent
from tests.web.threads.test_statements import counted

WHO = ("owner", "guest", "other", "holder", "expert", "manager")
PICTURE, STAND_IN, NOTHING = "image/webp", "image/svg+xml", "404"
YES, WAIT, NO = PICTURE, STAND_IN, NOTHING
# place, what happened: owner, guest, other member, who holds the right to hide there, expert, manager
MATRIX = {
    ("familie", "shown"): (YES, YES, YES, YES, YES, YES),
    ("familie", "held"): (YES, WAIT, WAIT, YES, WAIT, YES),
    ("familie", "refused"): (YES, WAIT, WAIT, YES, WAIT, YES),
    ("familie", "removed"): (WAIT, WAIT, WAIT, WAIT, WAIT, WAIT),
    ("familie", "left out"): (YES, WAIT, WAIT, WAIT, WAIT, YES),
    ("familie", "hidden"): (YES, NO, NO, YES, NO, YES),
    ("familie", "deleted"): (YES, NO, NO, NO, NO, YES),
    ("familie", "free"): (YES, NO, NO, NO, NO, NO),
    ("drinnen", "shown"): (YES, NO, YES, YES, YES, YES),
    ("drinnen", "held"): (YES, NO, WAIT, WAIT, WAIT, YES),
    ("team", "shown"): (YES, NO, NO, NO, YES, YES),
    ("team", "free"): (YES, NO, NO, NO, NO, NO),
}


@pytest.fixture
def crowd(house):
    """The house, with an owner (in the team room an expert) and a holder of the right to hide in `familie`."""
    house.people["owner"] = house.do(lambda: factories.member("expert", handle="owner").id)
    house.people["holder"] = house.do(lambda: factories.member(handle="holder").id)
    house.entrust("holder", Permission.POST_HIDE.value)
    return house


def made(house, place: str, what: str) -> str:
    """Make a picture of the owner's in a place; give its address."""

    def act() -> str:
        owner = house.member("owner")
        upload = factories.upload(owner)
        if what == "free":
            return upload.key
        thread = factories.thread(house.member("expert"), queries.category(place))
        with transaction() as s:
            text = cook(f"Schaut: ![Bild](/u/{upload.key})")
            post = actions.answer(author=s.merge(owner), thread=queries.thread(thread.id), text=text)
        changes = {"left out": {"dropped_at": clock.now()}}.get(what, {"state": what})
        with transaction() as s:
            if what in {"hidden", "deleted"}:
                s.execute(update(Post).where(Post.id == post.id).values(state=what))
            else:
                s.execute(update(Upload).where(Upload.id == upload.id).values(changes))
        return upload.key

    return f"/u/{house.do(act)}"


def got(client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    return answer.mimetype if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.parametrize(("place", "what"), MATRIX)
def test_who_sees_what(crowd, place, what):
    address = made(crowd, place, what)
    for small in ("", "/small"):
        seen = {who: got(crowd.client("" if who == "guest" else who), address + small) for who in WHO}
        assert seen == dict(zip(WHO, MATRIX[place, what], strict=True))


def test_a_picture_is_sealed_and_what_everybody_sees_is_kept_by_browsers_only(crowd):
    public = crowd.client().get(made(crowd, "familie", "shown"))
    assert public.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    inside = crowd.client("other").get(made(crowd, "drinnen", "shown"))
    waiting = crowd.client().get(made(crowd, "familie", "held"))
    for answer in (inside, waiting):
        assert answer.headers["Cache-Control"] == "private, no-store"
    for answer in (public, inside, waiting):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Content-Disposition"] == "inline"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_another_site_s_page_gets_no_private_picture(crowd):
    cross = {"Sec-Fetch-Site": "cross-site"}
    inside, public = made(crowd, "drinnen", "shown"), made(crowd, "familie", "shown")
    assert got(crowd.client("other"), inside, **cross) == "403"
    assert got(crowd.client("other"), inside, **{"Sec-Fetch-Site": "same-origin"}) == PICTURE
    assert got(crowd.client("other"), public, **cross) == PICTURE
    assert got(crowd.client("owner"), made(crowd, "familie", "free"), **cross) == "403"


@pytest.mark.parametrize("key", ["x", "..", "0" * 32, "%00" * 32, "Ä" * 32, "0" * 33])
def test_addresses_that_are_none_answer_alike(crowd, key):
    assert got(crowd.client("other"), f"/u/{key}") == NOTHING


@pytest.mark.parametrize(("state", "said"), [("refused", "Bild (Dieses Bild wird nicht gezeigt.)"), ("shown", "Bild")])
def test_the_description_says_what_became_of_a_picture(crowd, state, said):
    """For screen readers, in the page itself: held, then decided, and nothing of it once it is shown."""
    told = sent(crowd.client("newcomer")).json
    body = f'Seht her {told["markdown"]} und <b data-state="held">nichts</b> sonst'
    path = crowd.client("newcomer").post(f"/t/{crowd.thread}/reply", data={"body": body}).location
    verb = "refuse" if state == "refused" else "release"
    assert crowd.client("manager").post(f"/u/{told['id']}/{verb}", data={"reason": "off_topic"}).status_code == 303
    page = crowd.client("manager").get(path).text
    assert f'<img src="/u/{told["id"]}" alt="{said}" width=' in page
    assert page.count('data-state="') == (state == "refused")


def test_the_stand_in_says_what_happened_in_the_reader_s_language(crowd):
    page = crowd.client().get(made(crowd, "familie", "held"))
    assert "wird angeschaut" in page.text
    assert 'width="800"' in page.text
    english = crowd.client()
    english.set_cookie("voice", "en")
    assert "is being looked at" in english.get(made(crowd, "familie", "held")).text


def test_a_picture_costs_one_statement_for_a_guest(crowd):
    address = made(crowd, "familie", "shown")
    client = crowd.client()
    client.get(address)
    with counted(crowd.app) as said:
        client.get(address)
    assert [statement for statement in said if statement != "BEGIN"][1:] == []


def test_a_suspended_owner_sees_only_what_everybody_sees(crowd):
    address = made(crowd, "drinnen", "shown")
    client = crowd.client("owner")

    def suspend() -> None:
        with transaction():
            session().get_one(Member, crowd.people["owner"]).suspended_until = clock.now().replace(year=2099)

    crowd.do(suspend)
    assert got(client, address) == NOTHING
