"""Bylines name a stage in the reader's language."""

import pytest

from forum.accounts.actions import erase
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


@pytest.mark.parametrize(("voice", "name"), [("de", "Ehemaliges Mitglied"), ("en", "Former member")])
def test_who_left_is_called_so_and_not_by_a_number(context, voice, name):
    gone = factories.member()
    erase(gone)
    with i18n.speaking(voice):
        shown = authors([gone.id])[gone.id]
    assert (shown.display_name, shown.erased) == (name, True)
