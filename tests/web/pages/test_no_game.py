"""Whoever only asks meets no game: no points, emblem, find or leaderboard of their own, on no page they are led to.

Helpers' emblems beside their names are not the asker's; the pages of the game itself are reached by nobody who is
not led there.
"""

import re

import pytest

from forum.core.db import transaction
from forum.threads import actions, queries
from tests.contract.addresses import addresses
from tests.plugins.databases import both_databases
from tests.web.threads.house import House

WORDS = re.compile(r"Höhenmeter|\bHm\b|Punkt|Rangliste|Fundst|Abzeichen|Laufbahn|Stufe|leaderboard|/points|/paths|#e-")
BYLINE = re.compile(r'<span class="by".*?</span>', re.DOTALL)
GAME = ("reputation.", "mandates.", "api.", "description.", "dashboard.", "health.", "static")
FIXED = "fixed."  # rules, privacy and the like tell everybody everything


@pytest.fixture
def house(app):
    made = House(app)
    answer = made.answer("helper")
    with app.app_context(), transaction():
        post = queries.post(answer)
        actions.vote(voter=made.member("other"), post=post, value=1)
        actions.accept(by=made.member("asker"), post=post)
        actions.me_too(made.people["other"], queries.thread(made.thread), on=True)
    return made


def met(house, name: str) -> list[str]:
    """Every page of the crawl on which somebody meets a word of the game, with the words."""
    with house.app.app_context():
        every = sorted(set(addresses(house.app)))
    client, found = house.client(name), []
    for endpoint, path in every:
        if endpoint.startswith((*GAME, FIXED)) or (endpoint == "profile.profile" and path != f"/m/{name}"):
            continue
        page = client.get(path)
        if page.mimetype == "text/html" and page.status_code == 200:
            words = set(WORDS.findall(BYLINE.sub("", page.text)))
            found += [f"{path}: {', '.join(sorted(words))}"] if words else []
    return found


@both_databases
def test_an_asker_meets_no_game(house):
    assert met(house, "asker") == []


def test_a_helper_does(house):
    assert met(house, "helper") != []
