"""Mentions: only people who are there become links; suggestions tell of nobody who did not show themselves."""

import re
from datetime import timedelta

import pytest

from forum.core import clock
from forum.core.db import transaction
from tests import factories
from tests.plugins.databases import both_databases
from tests.web.threads.test_statements import counted

HANDLE = re.compile(r'data-handle="([^"]+)"')


def suggested(client, query):
    return HANDLE.findall(client.get(f"/mentions?{query}").text)


@both_databases
def test_only_people_who_are_there_become_links(house):
    body = "Danke @Helper, @nobody.at.all und @hélper! `@other`"
    path = house.client("asker").post(f"/t/{house.thread}/reply", data={"body": body}).location
    page = house.client().get(path).text
    assert '<a href="/m/Helper" class="mention">@Helper</a>' in page
    assert "/m/nobody" not in page
    assert "<code>@other</code>" in page
    for link in set(re.findall(r'href="(/m/[^"]+)" class="mention"', page)):
        assert house.client().get(link, follow_redirects=True).status_code == 200, link


def test_a_text_without_names_asks_the_database_nothing_more(house):
    said = {}
    for body in ("Danke vielmals", "Danke @helper @other @asker"):
        with counted(house.app) as statements:
            house.client("helper").post("/preview", data={"body": body})
        said[body] = len([s for s in statements if "handle_key IN" in s])
    assert list(said.values()) == [0, 1]


@pytest.mark.parametrize(
    "body", ["Danke @helper und @wer-auch-immer", "**a** | b\n\n> @other: ja\n\n1. eins\n2. zwei\n"]
)
def test_the_preview_is_byte_for_byte_what_is_published(house, body):
    client = house.client("asker")
    preview = client.post("/preview", data={"body": body}).text
    path = client.post(f"/t/{house.thread}/reply", data={"body": body}).location
    post = house.post(int(path.split("#p")[1]))
    inside = re.search(r'<div class="prose">(.*)</div>\s*</div>', preview, re.DOTALL)[1]
    assert inside == post.html
    assert f'<div class="prose">{post.html}</div>' in house.client("other").get(path).text


@pytest.mark.parametrize("sign", ["'", "’"])
def test_both_apostrophes_find_the_name(house, sign):
    house.do(lambda: factories.member("expert", handle="D'Angelo"))
    assert suggested(house.client("asker"), f"q=d{sign}an") == ["D&#39;Angelo"]


@both_databases
def test_who_takes_part_comes_first_then_those_on_public_lists(house):
    house.answer("helper")
    client = house.client("asker")
    assert suggested(client, f"q=he&thread={house.thread}") == ["helper"]
    assert suggested(client, "q=he") == [], "nobody who did not show themselves"
    assert suggested(client, "q=EXP") == ["expert"]
    assert suggested(client, f"q=h&thread={house.thread}") == []
    assert suggested(client, f"q=%25&thread={house.thread}") == suggested(client, "q=__") == []

    def listed():
        with transaction():
            house.member("other").on_leaderboard = True

    house.do(listed)
    assert suggested(client, "q=other") == ["other"]


def test_at_most_eight_and_nobody_suspended_erased_or_hidden(house):
    answer = house.answer("helper")
    client = house.client("asker")

    def suspend():
        with transaction():
            house.member("helper").suspended_until = clock.now() + timedelta(days=1)

    house.client("helper").post(f"/p/{answer}/delete")
    assert suggested(client, f"q=helper&thread={house.thread}") == [], "their only answer is deleted"
    house.client("helper").post(f"/p/{answer}/restore")
    assert suggested(client, f"q=helper&thread={house.thread}") == ["helper"]
    house.do(suspend)
    assert suggested(client, f"q=helper&thread={house.thread}") == []


def test_a_thread_that_may_not_be_seen_tells_nothing(house):
    secret = house.ask("manager", "Geheimes im Team besprochen", "team")
    assert house.client("asker").get(f"/mentions?q=ma&thread={secret}").status_code == 404
    assert house.client("expert").get(f"/mentions?q=ma&thread={secret}").status_code == 200
    assert house.client().get("/mentions?q=ma").location.startswith("/login")
