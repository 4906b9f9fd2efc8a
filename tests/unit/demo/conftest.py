"""One history for all tests of the script, made once."""

import pytest

from forum.demo.script import plan
from forum.demo.steps import Step
from tests.unit.demo.present import NOW


@pytest.fixture(scope="session")
def history() -> list[Step]:
    """The demo community of the ordinary size."""
    return list(plan(now=NOW))


@pytest.fixture(scope="session")
def small() -> list[Step]:
    """A handful of people in a quarter of a year."""
    return list(plan(members=20, threads=30, months=3, now=NOW))
