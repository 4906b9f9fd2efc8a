"""Pages that members share are, byte by byte, the pages that each would have got alone."""

import re

import pytest

from forum.accounts.models import Member
from forum.core import page_cache
from forum.core.db import session, transaction
from tests.contract.addresses import addresses
from tests.contract.community import SIGNED_IN

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"|[0-9a-f]{12}')
SHARED = {
    "home.home", "topics.topics", "threads.category", "threads.tag", "thread.show", "search.results", "profile.profile",
    "reputation.leaderboard",
}  # fmt: skip


@pytest.fixture
def keeping(stage):
    """The cache as the server has it: on, and empty."""
    stage.reset()
    page_cache.switch(on=True)
    yield stage
    page_cache.switch(on=False)


def pages(visitor, paths) -> dict[str, tuple[int, str]]:
    found = {}
    for path in paths:
        answer = visitor.get(path)
        found[path] = (answer.status_code, TOKEN.sub("", answer.get_data(as_text=True)))
        answer.close()
    return found


def differences(one, other) -> list[str]:
    return [path for path in one if one[path] != other[path]]


@pytest.mark.parametrize("role", [*SIGNED_IN, "friend"])
def test_whoever_came_before_everybody_gets_their_own_page(keeping, role, monkeypatch):
    paths = sorted({path for endpoint, path in addresses(keeping.app) if endpoint in SHARED})
    page_cache.switch(on=False)
    with monkeypatch.context() as without:
        without.setattr("forum.pages.thread.fragment", lambda _key, render: render())
        pages(keeping.visitor(role), paths)  # what one has read is no longer marked as new
        alone, mine = pages(keeping.visitor(role), paths), keeping.visitor(role)
    page_cache.switch(on=True)
    for visitor in [keeping.visitor(earlier) for earlier in ("guest", "friend", "member", "superuser")]:
        pages(visitor, paths)
    assert len(page_cache._pages) > 50
    assert differences(alone, pages(mine, paths)) == []


def test_a_name_that_looks_like_markup_stays_text(keeping):
    with keeping.app.app_context(), transaction():
        member = session().get_one(Member, keeping.world.people["member"])
        member.display_name = '<b onclick="x">&amp;'
    visitor = keeping.visitor("member")
    for _ in range(2):
        page = visitor.get("/c/public").get_data(as_text=True)
        assert "<b onclick" not in page
        assert "&lt;b onclick=&#34;x&#34;&gt;&amp;amp;" in page


def test_the_token_on_a_shared_page_is_the_readers_own(keeping):
    path = f"/t/{keeping.world.threads['waiting']}"
    readers = [keeping.visitor(role) for role in ("member", "author")]
    shown = [reader.get(path, follow_redirects=True).get_data(as_text=True) for reader in readers]
    assert {key[0] for key in page_cache._pages} == {"member"}
    tokens = [re.search(r'name="csrf_token" value="([^"]+)"', page)[1] for page in shown]
    assert len(set(tokens)) == 2
    for reader, token in zip(readers, tokens, strict=True):
        assert reader.post(f"{path}/follow", data={"on": "1", "csrf_token": token}).status_code == 303


def test_what_one_wrote_is_there_on_the_next_page(keeping):
    keeping.app.config["WTF_CSRF_ENABLED"] = False
    thread = keeping.world.threads["waiting"]
    writer, reader = keeping.visitor("member"), keeping.visitor("author")
    for visitor in (writer, reader):
        visitor.get(f"/t/{thread}", follow_redirects=True)
    writer.post(f"/t/{thread}/reply", data={"body": "It is there at once."})
    keeping.app.config["WTF_CSRF_ENABLED"] = True
    for visitor in (writer, reader, keeping.app.test_client()):
        assert "It is there at once." in visitor.get(f"/t/{thread}", follow_redirects=True).get_data(as_text=True)


def test_a_message_for_one_is_kept_for_nobody(keeping):
    keeping.app.config["WTF_CSRF_ENABLED"] = False
    for role in ("guest", "member"):
        visitor = keeping.visitor(role)
        with visitor.session_transaction() as cookie:
            cookie["_flashes"] = [("ok", "for your eyes only")]
        assert "for your eyes only" in visitor.get("/c/public").get_data(as_text=True)
        assert "for your eyes only" not in keeping.visitor(role).get("/c/public").get_data(as_text=True)
    keeping.app.config["WTF_CSRF_ENABLED"] = True


def test_memory_is_bounded(keeping, monkeypatch):
    monkeypatch.setattr(page_cache, "MAX_BYTES", 60_000)
    guest = keeping.app.test_client()
    for number in range(40):
        guest.get(f"/?n={number}")
    kept = sum(page.size for page in page_cache._pages.values())
    assert 0 < kept == page_cache._state["bytes"] <= 60_000


def test_an_old_page_is_made_anew(keeping, monkeypatch):
    guest = keeping.app.test_client()
    guest.get("/")
    made = next(iter(page_cache._pages.values())).made
    monkeypatch.setattr(page_cache, "monotonic", lambda: made + page_cache.MAX_AGE_S)
    guest.get("/")
    assert next(iter(page_cache._pages.values())).made > made
