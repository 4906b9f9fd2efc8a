"""Bylines name a stage in the reader's language."""

import pytest

from forum.accounts.queries.authors import authors
from forum.core import i18n
from tests import factories
from tests.fixtures.trust import climbed
from tests.plugins.databases import both_databases


@both_databases
@pytest.mark.parametrize(("voice", "title"), [("de", "Kompass"), ("de-formal", "Kompass"), ("en", "Compass")])
def test_the_title_is_in_the_readers_language(context, voice, title):
    who = climbed(factories.member())
    with i18n.speaking(voice):
        assert authors([who.id])[who.id].title == title
