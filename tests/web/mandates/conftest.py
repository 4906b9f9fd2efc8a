"""The house that the tests of mandates' pages live in."""

import pytest

from tests.web.threads.house import House


@pytest.fixture
def house(app):
    return House(app)
