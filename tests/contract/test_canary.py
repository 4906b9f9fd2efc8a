"""The canary crawl: every private thing carries a token; no role meets a token that is not meant for it, anywhere."""

import re

import pytest

from tests.contract.addresses import addresses
from tests.contract.community import ROLES
from tests.contract.crawling import TOKEN, Crawl
from tests.contract.tokens import program

UNSHOWN = {"cnryapproval"}  # reasons of past approvals are shown to the holder only
HEALTH = "cnryhealth"


def told(answer) -> str:
    """Everything an answer says: head and body."""
    text = f"{answer.headers}\n{answer.get_data(as_text=True)}"
    answer.close()
    return text


@pytest.fixture(scope="module")
def everywhere(stage):
    """Every address of the url map."""
    stage.reset()
    found = sorted(set(addresses(stage.app)))
    assert len(found) > 150
    return found


@pytest.fixture(scope="module")
def crawls(stage, everywhere):
    """What each role was told by every address and all they lead to; then by what only others were led to."""
    begin = sorted({path for _endpoint, path in everywhere})
    found = {role: Crawl().visit(stage.visitor(role), begin) for role in ROLES}
    everything = set().union(*(crawl.paths for crawl in found.values()))
    for role, crawl in found.items():
        crawl.visit(stage.visitor(role), sorted(everything - crawl.paths), follow=False)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_role_meets_what_is_not_meant_for_it(stage, crawls, role):
    crawl, canaries = crawls[role], stage.world.canaries
    assert crawl.broken == []
    leaks = {token: paths[:5] for token, paths in crawl.met.items() if role not in canaries[token]}
    assert not leaks
    mine = {token for token, roles in canaries.items() if role in roles}
    unmet = {token for token in mine - set(crawl.met) if not token.startswith("cnrymail")} - UNSHOWN
    assert not unmet, "a crawl that does not find what it may see proves nothing"


def test_the_crawl_goes_where_pages_lead(crawls):
    """It finds more than the url map alone: further pages, facets, fragments."""
    by_role = {role: len(crawl.paths) for role, crawl in crawls.items()}
    assert len(set(by_role.values())) == 1, "each role asked for everything that anybody was led to"
    assert any("?" in path and path.startswith("/c/") for path in crawls["guest"].paths)


@pytest.mark.parametrize("role", ROLES)
def test_no_program_meets_what_is_not_meant_for_it(stage, everywhere, role):
    visitor, leaks, met = program(stage.app, stage.world, role), [], set()
    for endpoint, path in everywhere:
        if endpoint.startswith("api."):
            answer = visitor.get(path)
            assert answer.status_code < 500, path
            asked = set(TOKEN.findall(path))
            for token in set(TOKEN.findall(told(answer))) - asked:
                met.add(token)
                if role not in stage.world.canaries[token]:
                    leaks.append(f"{path}: {token}")
    assert not leaks
    assert not {token for token in met if token.startswith("cnrymail")}, "no address leaves by the API"
    assert {"cnryhidden", "cnrydeleted", "cnryteam"} <= met or role not in {"manager", "admin"}


@pytest.mark.parametrize("role", ROLES)
def test_the_home_page_teases_nothing_health_near(stage, role):
    if role != "author":  # who wrote it sees it among their own questions
        assert HEALTH not in told(stage.visitor(role).get("/"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "words", ["murmeltier", "in:team murmeltier", "in:health murmeltier", "by:author1", "cnryhidden"]
)
def test_search_counts_nothing_that_is_not_shown(stage, role, words):
    """A number of results, a facet or a missing page would tell of what is not shown."""
    page = told(stage.visitor(role).get("/search", query_string={"q": words}))
    links = set(re.findall(r'href="/t/([0-9]+)-', page))
    for name in ("hiddenthread", "deletedthread", "held"):
        assert str(stage.world.threads[name]) not in links
    if role in {"guest", "member", "superuser"}:
        assert str(stage.world.threads["team"]) not in links


@pytest.mark.parametrize("role", ROLES)
def test_no_suggestion_tells_of_what_is_not_shown(stage, role):
    """Every private word with its last letter wrong: who may not see it is offered nothing like it."""
    visitor, leaks = stage.visitor(role), []
    for token in sorted(token for token, roles in stage.world.canaries.items() if role not in roles):
        for path in (f"/search?q={token[:-1]}", f"/search?q={token[:-1]}q", f"/similar?q=about {token[:-1]}"):
            leaks += [f"{path}: {found}" for found in TOKEN.findall(told(visitor.get(path))) if found == token]
    assert not leaks


@pytest.mark.parametrize("role", ROLES)
def test_facets_count_only_what_is_shown(stage, role):
    """The numbers of a group's filters sum up to the results, and no topic is named that the reader may not see."""
    page = told(stage.visitor(role).get("/search?q=murmeltier"))
    total = int(re.search(r"<h1>\s*(\d+)", page)[1])
    counted = re.findall(r'name="in"\s+value="(\w+)".*?<span class="num mute">(\d+)', page, re.DOTALL)
    assert sum(int(number) for _topic, number in counted) == total
    named = {topic for topic, _number in counted}
    assert ("team" in named) == (role in {"expert", "manager", "admin"})
    assert ("members" in named) == (role != "guest")


def test_an_address_that_is_not_there_and_one_that_must_not_be_known_answer_alike(stage):
    visitor = stage.visitor("member")
    pairs = [(f"/t/{stage.world.threads['team']}", "/t/999999"), (f"/p/{stage.world.posts['hidden']}", "/p/999999")]
    for secret, missing in [*pairs, ("/c/team", "/c/nothing")]:
        one, other = (visitor.get(path) for path in (secret, missing))
        assert one.status_code == other.status_code == 404
        one, other = (answer.get_data(as_text=True) for answer in (one, other))
        alike = [re.sub(r"[0-9a-f]{12}|%2F[\w%-]+|/[a-z]/[\w-]+", "", page) for page in (one, other)]
        assert alike[0] == alike[1]
