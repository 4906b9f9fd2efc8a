"""What pages tell search engines and previews: everything of what everybody may find, nothing of the rest."""

import json
import re

import pytest

from forum.core.db import alter, transaction
from forum.threads.models import Category

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NOINDEX = '<meta name="robots" content="noindex">'
BASE = "http://127.0.0.1:8000"


def told(page) -> list[dict]:
    return [json.loads(piece) for piece in DATA.findall(page.text)]


def address(house, thread_id: int = 0) -> str:
    row = house.row(thread_id)
    return f"/t/{row.id}-{row.slug}"


def change(house, **values) -> None:
    def act() -> None:
        with transaction():
            alter(Category, house.places["familie"], values)

    house.do(act)


def test_a_question_is_a_question_to_search_engines_too(house):
    best, other = house.answer("helper", body="Ja, ab dem zweiten Jahr."), house.answer("other", body="Nein </script>.")
    house.client("asker").post(f"/p/{best}/accept")
    page = house.client().get(address(house))
    about, crumbs = told(page)
    question = about["mainEntity"]
    assert (about["@type"], question["@type"]) == ("QAPage", "Question")
    assert question["name"] == "Zahlt ihr die Zahnspange?"
    assert question["answerCount"] == 2
    assert question["acceptedAnswer"]["text"] == "Ja, ab dem zweiten Jahr."
    assert question["acceptedAnswer"]["url"] == f"{BASE}{address(house)}#p{best}"
    assert [answer["url"][-1] for answer in question["suggestedAnswer"]] == [str(other)[-1]]
    assert [step["item"] for step in crumbs["itemListElement"]] == [
        f"{BASE}/",
        f"{BASE}/c/familie",
        BASE + address(house),
    ]


def test_a_discussion_is_a_posting(house):
    talk = house.ask("other", "Wie war euer Herbst in den Bergen?", kind="discussion")
    about = told(house.client().get(address(house, talk)))[0]
    assert about["@type"] == "DiscussionForumPosting"
    assert about["headline"] == "Wie war euer Herbst in den Bergen?"


def test_a_page_has_one_address_a_description_and_a_preview(house):
    page = house.client().get(f"{address(house)}?after=nonsense&via=qr").text
    assert f'<link rel="canonical" href="{BASE}{address(house)}">' in page
    assert page.count("og:title") == page.count('name="description"') == page.count("og:image") == 1
    assert NOINDEX not in page
    assert 'href="/c/familie/feed.atom"' in page


def test_later_pages_have_addresses_of_their_own_and_no_data(house):
    answers = [house.answer("helper", body=f"Antwort Nummer {number}.") for number in range(21)]
    first = house.client().get(address(house)).text
    later = re.search(r'href="([^"]+\?after=[^"]+)"', first)[1]
    page = house.client().get(later)
    assert f"#p{answers[-1]}" in page.text or f'id="p{answers[-1]}"' in page.text
    assert f'<link rel="canonical" href="{BASE}{later}">' in page.text
    assert told(page) == []


@pytest.mark.parametrize("values", [{"indexed": False}, {"health_near": True}])
@pytest.mark.parametrize("path", ["/c/familie", "thread"])
def test_what_shall_not_be_found_says_so_twice_and_nothing_else(house, values, path):
    change(house, **values)
    answer = house.client().get(address(house) if path == "thread" else path)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert NOINDEX in answer.text
    assert "og:" not in answer.text
    assert told(answer) == []
    assert "feed.atom" not in answer.text


def test_members_are_told_nothing_that_is_for_machines(house):
    page = house.client("other").get(address(house))
    assert told(page) == []
    assert "og:" not in page.text


@pytest.mark.parametrize(
    "path", ["/m/helper", "/search?q=x", "/c/familie?kind=solved", "/tags/praemien?kind=open", "/login"]
)
def test_lists_by_filter_and_people_are_not_indexed(house, path):
    answer = house.client().get(path)
    assert "X-Robots-Tag" in answer.headers or answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/c/", "/c/familie", "/rules"])
def test_what_may_be_found_has_no_such_header(house, path):
    assert "X-Robots-Tag" not in house.client().get(path).headers
