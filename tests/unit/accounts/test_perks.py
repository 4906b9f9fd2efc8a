"""What a stage unlocks is shown, and what it does not unlock yet is not."""

import pytest

from forum.accounts.actions.told import Shown, add_points, set_stage
from forum.accounts.queries.authors import authors
from forum.core import clock
from forum.core.db import transaction
from forum.reputation.rulebook import shipped
from tests.factories import member as person

pytestmark = pytest.mark.usefixtures("context")

STAGES = {1: (False, 0, ""), 2: (True, 0, ""), 3: (True, 0, "Ruhe"), 4: (True, 1, "Ruhe"), 6: (True, 2, "Ruhe")}


def climb(member, path, number):
    stage = shipped().paths[path].stages[number - 1]
    with transaction():
        add_points(member.id, path, 10 * number)
        set_stage(member.id, path, number, Shown(stage.title.de, stage.title.en, " ".join(stage.unlocked)), clock.now())


@pytest.mark.parametrize("number", STAGES)
def test_a_byline_shows_what_the_stage_unlocks(number):
    climb(person(), "ratgeben", 6)
    member = person(signature="Ruhe")
    climb(member, "ratgeben", number)
    shown = authors([member.id])[member.id]
    assert (shown.titled, shown.frame, shown.signature) == STAGES[number]


def test_perks_come_from_every_path_and_stay_hidden_for_who_does_not_play():
    member, quiet = person(signature="Ruhe"), person(plays=False, signature="Ruhe")
    climb(member, "ratgeben", 2)
    climb(member, "entdecken", 1)
    climb(member, "gastgeben", 1)
    climb(quiet, "ratgeben", 5)
    shown = authors([member.id, quiet.id])
    assert (shown[member.id].path, shown[member.id].titled) == ("rat", True)
    assert (shown[quiet.id].titled, shown[quiet.id].frame) == (False, 0)


def test_staff_sign_without_any_stage():
    expert = person("expert", signature="Kurz und klar.")
    newcomer = person(signature="Kauft bei mir")
    shown = authors([expert.id, newcomer.id])
    assert (shown[expert.id].signature, shown[newcomer.id].signature) == ("Kurz und klar.", "")
