"""A comment is written as well as an answer: previewed, kept while it is typed, found where it belongs."""

import re

import pytest

from forum.threads.models import Draft
from tests.plugins.databases import both_databases
from tests.web.threads.test_statements import counted

JSON = {"Accept": "application/json"}
WORDS = "Halb <fertig> & noch nicht gesendet"


@pytest.fixture
def answer(house) -> int:
    return house.answer("helper", body="Bei uns war es so.")


def save(client, post_id, body=WORDS, version=0):
    data = {"place": f"comment:{post_id}", "version": version, "body": body}
    return client.post("/drafts", data=data, headers=JSON).json["version"]


def form_of(page: str, post_id: int) -> str:
    """The details around a comment's form."""
    return re.search(
        rf'<details class="more"[^>]*>(?:(?!<details).)*/p/{post_id}/comment.*?</details>', page, re.DOTALL
    )[0]


@both_databases
def test_an_unsent_comment_stands_in_its_form_for_its_writer_alone(house, answer):
    client = house.client("other")
    version = save(client, answer)
    page = client.get(f"/t/{house.thread}", follow_redirects=True).text
    mine = form_of(page, answer)
    assert re.match(r'<details class="more"[^>]* open>', mine)
    assert "Halb &lt;fertig&gt; &amp; noch nicht gesendet</textarea>" in mine
    assert f'name="version" value="{version}"' in mine
    assert page.count('<details class="more" id="comment-') == 2, "this one and the model for others"
    assert f'href="/p/{house.do(lambda: opening(house))}/comment#comment-' in page
    assert (
        WORDS.rsplit(maxsplit=1)[-1] not in house.client("asker").get(f"/t/{house.thread}", follow_redirects=True).text
    )


def opening(house) -> int:
    from forum.threads import queries  # noqa: PLC0415

    return queries.opening(queries.thread(house.thread)).id


def test_the_list_of_drafts_leads_to_it_and_sending_ends_it(house, answer):
    client = house.client("other")
    save(client, answer)
    listed = client.get("/drafts").text
    assert f'href="/p/{answer}"' in listed
    assert "Dein Kommentar" in listed
    sent = client.post(f"/p/{answer}/comment", data={"body": "Fertig & gesendet."})
    assert sent.status_code == 303
    assert house.count(Draft) == 0


def test_without_scripts_a_button_shows_how_it_would_look(house, answer):
    client = house.client("other")
    shown = client.post(f"/p/{answer}/comment", data={"body": "Das **hier**", "preview": "1", "version": "7"})
    assert shown.status_code == 200
    mine = form_of(shown.text, answer)
    assert "<strong>hier</strong>" in mine
    assert "Das **hier**</textarea>" in mine
    assert 'name="version" value="7"' in mine
    assert client.get(f"/t/{house.thread}", follow_redirects=True).text.count("<strong>hier") == 0, "nothing is stored"


def test_without_scripts_a_link_leads_to_the_open_form(house, answer):
    client = house.client("other")
    page = client.get(f"/t/{house.thread}", follow_redirects=True).text
    link = re.search(rf'href="(/p/{answer}/comment)#(comment-{answer})"', page)
    opened = client.get(link[1])
    assert opened.status_code == 200
    mine = form_of(opened.text, answer)
    assert f'id="{link[2]}" open' in mine
    assert "data-dirty" not in mine, "nothing is lost by leaving"
    save(client, answer)
    assert "Halb &lt;fertig&gt;" in form_of(client.get(link[1]).text, answer)


def test_what_is_refused_stays_in_its_form(house, answer):
    wrong = house.client("other").post(f"/p/{answer}/comment", data={"body": "x" * 1001, "version": "5"})
    assert wrong.status_code == 422
    mine = form_of(wrong.text, answer)
    assert "x" * 1001 in mine
    assert 'name="version" value="5"' in mine


def test_a_page_without_an_unsent_comment_asks_nothing_more(house, answer):
    def statements(client) -> int:
        client.get(f"/t/{house.thread}", follow_redirects=True)
        with counted(house.app) as made:
            client.get(f"/t/{house.thread}", follow_redirects=True)
        return len(made)

    client = house.client("asker")
    before = statements(client)
    save(client, answer)
    assert statements(client) == before + 1
