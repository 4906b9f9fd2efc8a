"""Topics in several languages: said, filtered by, and told to screen readers."""

import re

import pytest
from click.testing import CliRunner

from forum.cli import main
from forum.core.db import transaction
from forum.threads import actions, queries
from forum.threads.models import Category
from forum.worker import drain
from tests.plugins.databases import both_databases
from tests.web.threads.test_lists import listed

QUESTION = {"title": "Comment changer ma franchise?", "body": "Bonjour, je cherche.", "category": "familie"}


@pytest.fixture
def bilingual(house):
    def act() -> None:
        with transaction():
            actions.set_languages(queries.category("familie"), ["de", "fr"])

    house.do(act)
    return house


@both_databases
def test_ask_filter_and_read_in_another_language(bilingual):
    house, asker = bilingual, bilingual.client("asker")
    assert 'name="language"' in asker.get("/ask").text
    path = asker.post("/ask", data=QUESTION | {"language": "fr"}).location
    french = int(path.split("/")[2].split("-")[0])
    assert house.row(french).language == "fr"
    page = house.client().get("/c/familie").text
    assert "Deutsch, Français" in page
    assert f'href="{path}" lang="fr"' in page
    assert listed(house.client().get("/c/familie?lang=fr")) == {french}
    assert listed(house.client().get("/c/familie?lang=de")) == {house.thread, house.noise}
    assert listed(house.client().get("/c/familie?lang=xx")) == {house.thread, house.noise, french}
    assert 'href="/c/familie?kind=waiting&amp;lang=fr"' in house.client().get("/c/familie?kind=waiting").text
    thread = house.client().get(path).text
    assert '<h1 lang="fr">' in thread
    assert '<div class="prose" lang="fr">' in thread


@both_databases
def test_lists_of_several_topics_and_feeds_are_filtered_too(bilingual):
    house = bilingual
    path = house.client("asker").post("/ask", data=QUESTION | {"language": "fr", "tags": "franchise"}).location
    french, guest = int(path.split("/")[2].split("-")[0]), house.client()
    for at in ("/c/?kind=all", "/tags/franchise", "/c/familie", "/"):
        both = "&" if "?" in at else "?"
        assert f'href="{at}{both}lang=fr'.replace("&", "&amp;") in guest.get(at).text, at
        assert listed(guest.get(f"{at}{both}lang=fr")) - waiting(guest) == {french} - waiting(guest), at
        assert f"{path}" in guest.get(f"{at}{both}lang=fr").text, at
        assert french not in listed(guest.get(f"{at}{both}lang=de")) - waiting(guest), at
    assert 'href="/c/?kind=solved&amp;lang=fr"' in guest.get("/c/?kind=all&lang=fr").text, "filters keep it"
    assert 'href="/c/familie/feed.atom?lang=fr"' in guest.get("/c/familie?lang=fr").text
    for feed in ("/feed.atom", "/unanswered/feed.atom", "/c/familie/feed.atom", "/tags/franchise/feed.atom"):
        assert guest.get(f"{feed}?lang=fr").text.count("<entry>") == 1, feed
        assert 'lang="fr"' in guest.get(f"{feed}?lang=fr").text
        assert QUESTION["title"] not in guest.get(f"{feed}?lang=de").text, feed
        assert QUESTION["title"] in guest.get(f"{feed}?lang=xx").text, feed


def waiting(guest) -> set[int]:
    """The home page's list of what waits, which no filter narrows."""
    page = guest.get("/?kind=solved").text
    return {int(number) for number in re.findall(r'href="/t/(\d+)-', page)} if "/c/?kind=waiting" in page else set()


@both_databases
def test_a_search_is_narrowed_by_language_where_there_are_several(bilingual):
    house = bilingual
    house.ask("asker", "Franchise ändern, aber wie?")
    drain(house.app)
    assert 'name="lang"' not in house.client().get("/search?q=franchise").text
    house.client("asker").post("/ask", data=QUESTION | {"language": "fr"})
    drain(house.app)
    page = house.client().get("/search?q=franchise").text
    assert re.findall(r'name="lang"\s+value="(\w+)".*?mute">(\d+)', page, re.DOTALL) == [("de", "1"), ("fr", "1")]
    french = house.client().get("/search?q=franchise&lang=fr").text
    assert "comment-changer" in french
    assert "franchise-aendern" not in french
    assert "comment-changer" not in house.client().get("/search?q=franchise&lang=de").text


def test_the_usual_one_is_the_first_and_others_are_refused(bilingual):
    house, asker = bilingual, bilingual.client("asker")
    path = asker.post("/ask", data=QUESTION).location
    assert house.row(int(path.split("/")[2].split("-")[0])).language == "de"
    wrong = asker.post("/ask", data=QUESTION | {"language": "it"})
    assert wrong.status_code == 422
    assert "Dieses Thema gibt es nicht in dieser Sprache" in wrong.text
    assert QUESTION["title"] in wrong.text


def test_where_there_is_one_language_nobody_is_asked(house):
    assert 'name="language"' not in house.client("asker").get("/ask").text
    page = house.client().get("/c/familie").text
    assert "Deutsch" not in page.split("<main")[1].split("</main>")[0]
    assert "lang=" not in page.split("<main")[1].split("</main>")[0]


def test_a_thread_that_moves_speaks_a_language_of_its_new_topic(bilingual):
    house = bilingual
    path = house.client("asker").post("/ask", data=QUESTION | {"language": "fr"}).location
    french = int(path.split("/")[2].split("-")[0])
    house.client("manager").post(f"/t/{french}/move", data={"category": "drinnen"})
    assert house.row(french).language == "de"


def run(monkeypatch, tmp_path, *words: str):
    monkeypatch.setenv("FORUM_DATA_DIR", str(tmp_path))
    return CliRunner().invoke(main, ["category", *words])


def test_topics_from_the_command_line(monkeypatch, tmp_path):
    made = run(
        monkeypatch, tmp_path, "create", "romandie", "--name", "Romandie", "--language", "fr", "--language", "de"
    )
    assert made.exit_code == 0, made.output
    assert made.output.split() == ["1", "romandie", "public", "fr", "de"]
    assert run(monkeypatch, tmp_path, "create", "romandie", "--name", "Again").exit_code == 1
    assert run(monkeypatch, tmp_path, "languages", "romandie", "fr", "it").exit_code == 0
    assert "romandie\tpublic\tfr it\tRomandie" in run(monkeypatch, tmp_path, "list").output
    assert run(monkeypatch, tmp_path, "languages", "romandie", "xx").exit_code == 2
    assert run(monkeypatch, tmp_path, "languages", "nowhere", "fr").exit_code == 1


def test_no_topic_without_a_language(context):
    from forum.core.errors import Invalid  # noqa: PLC0415

    for wrong in ([], ["de", "xx"]):
        with pytest.raises(Invalid), transaction():
            actions.create_category(slug="x", name="X", languages=wrong)
    assert Category(languages="de fr").spoken == ["de", "fr"]
