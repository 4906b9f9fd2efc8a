"""The house that the tests of what faces the outside live in."""

import pytest

from tests.web.threads.house import House


@pytest.fixture
def house(app):
    return House(app)
