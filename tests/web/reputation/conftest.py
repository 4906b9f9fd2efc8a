"""The house that the tests of the game's pages live in: `helper` has a solution and thanks, `other` a vote."""

import pytest

from forum.accounts.actions import change_settings
from forum.accounts.queries import by_id
from forum.core.db import transaction
from tests.fixtures import game
from tests.web.threads.house import House


@pytest.fixture
def house(app):
    house = House(app)
    post_id, other = house.answer("helper"), house.answer("other")

    def history():
        game.accept(house.people["asker"], post_id)
        game.vote(house.people["asker"], post_id)
        game.vote(house.people["asker"], other)
        game.vote(house.people["helper"], other)
        game.vote(house.people["helper"], other, 0)

    house.do(history)
    return house


@pytest.fixture
def settle(house):
    """Change a member's settings."""

    def settle(name, **changes):
        def act():
            with transaction():
                change_settings(by_id(house.people[name]), **changes)

        house.do(act)

    return settle
