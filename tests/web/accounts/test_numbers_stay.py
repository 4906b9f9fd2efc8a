"""Who leaves takes nothing away from others: points, stages and counts stay, whatever becomes of the texts."""

import pytest

from forum.accounts.actions import erase
from forum.accounts.queries import by_id
from forum.core.db import session, transaction
from forum.doctor.checks import examine
from forum.threads.models import Post, Thread
from tests.fixtures import game
from tests.plugins.databases import both_databases


@both_databases
@pytest.mark.parametrize("texts", ["anonymise", "delete"])
def test_everyone_elses_numbers_stay(context, clock, settings, texts):
    leaver, helper, other, place = game.person(), game.person(), game.person(), game.category()
    asked = game.question(leaver, place)
    helped = game.answer(helper, asked)
    own = game.answer(leaver, game.question(other, place))
    game.vote(leaver, helped)
    game.accept(leaver, helped)
    game.vote(helper, own)
    before = numbers(helper, other, helped)
    assert before[0] > 0, "there is something to lose"
    with transaction():
        erase(by_id(leaver), texts)
    session().expire_all()
    assert numbers(helper, other, helped) == before
    assert (session().get(Post, own).state == "deleted") == (texts == "delete")
    assert session().get(Thread, asked).state == "shown", "somebody answered it"
    assert {name: found for name, found in examine(settings).items() if found} == {}


def numbers(helper, other, helped):
    """What two others have, and what stands beside a post of theirs."""
    post = session().get(Post, helped)
    return game.points(helper), game.booked(helper), game.points(other), post.score, post.helpful_count
