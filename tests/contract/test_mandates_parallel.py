"""Two people at once: one effect, the other a Conflict, and rights that fit the state, on both databases."""

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Mandate
from forum.accounts.queries import by_id
from forum.core.db import session, transaction
from forum.mandates import actions, queries
from forum.mandates.checks import breaches
from forum.mandates.models import Approval, Grant
from forum.moderation.models import ModerationAction
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context"), pytest.mark.xdist_group("crowds")]


@pytest.fixture
def place(context):
    return make.category()


@pytest.fixture
def managers(context):
    return [make.member("manager") for _ in range(4)]


def count(table) -> int:
    return session().scalar(select(func.count()).select_from(table)) or 0


def step(verb, mandate_id: int, by: int, **more):
    def act():
        with transaction():
            verb(by=by_id(by), mandate=queries.mandate(mandate_id), **more)

    return act


def test_four_managers_approve_at_once(app, place, managers):
    nomination_id = trust.nominated(make.member(), place)
    ids = [manager.id for manager in managers]
    acts = [lambda who=who: trust.approved(by_id(who), nomination_id) for who in ids]
    assert trust.together(app, *acts) == ["Conflict", "Conflict", "Conflict", "ok"]
    assert (queries.nomination(nomination_id).state, count(Approval)) == ("approved", 1)


def test_two_of_four_approvals_are_counted_when_two_are_needed(app, place, managers):
    nomination_id = trust.nominated(make.member(), place, approvals=2)
    ids = [manager.id for manager in managers]
    acts = [lambda who=who: trust.approved(by_id(who), nomination_id) for who in ids]
    assert trust.together(app, *acts) == ["Conflict", "Conflict", "ok", "ok"]
    assert (queries.nomination(nomination_id).state, count(Approval)) == ("approved", 2)


def test_approve_and_decline_at_once(app, place, managers):
    nomination_id = trust.nominated(make.member(), place)
    first, second = managers[0].id, managers[1].id

    def decline():
        with transaction():
            actions.decline(by=by_id(second), nomination=queries.nomination(nomination_id), reason="Zu früh.")

    assert trust.together(app, lambda: trust.approved(by_id(first), nomination_id), decline) == ["Conflict", "ok"]
    state = queries.nomination(nomination_id).state
    assert (state, count(Approval)) in {("approved", 1), ("declined", 0)}


def test_accepted_four_times_at_once_is_one_mandate(app, place, managers):
    holder = make.member().id
    nomination_id = trust.nominated(by_id(holder), place)
    trust.approved(managers[0], nomination_id)
    said = trust.together(app, *[lambda: trust.accepted(by_id(holder), nomination_id)] * 4)
    assert said == ["Conflict", "Conflict", "Conflict", "ok"]
    assert (count(Grant), count(Mandate)) == (1, 2)
    assert list(breaches()) == []


def test_revoked_and_woken_at_once_leaves_no_right(app, place, managers):
    holder = make.member()
    mandate_id = trust.entrusted(holder, place, managers[0])
    who, leader = holder.id, managers[0].id
    step(actions.rest, mandate_id, who)()
    said = trust.together(
        app, step(actions.wake, mandate_id, who), step(actions.revoke, mandate_id, leader, reason="Zu streng.")
    )
    assert said in (["Conflict", "ok"], ["ok", "ok"])
    assert (queries.mandate(mandate_id).state, count(Mandate)) == ("revoked", 0)


def test_revoked_twice_and_handed_back_at_once_ends_once(app, place, managers):
    holder = make.member()
    mandate_id = trust.entrusted(holder, place, managers[0])
    acts = [step(actions.revoke, mandate_id, manager.id, reason="Zu streng.") for manager in managers[:2]]
    said = trust.together(app, *acts, step(actions.hand_back, mandate_id, holder.id))
    assert said == ["Conflict", "Conflict", "ok"]
    assert count(Mandate) == 0
    assert list(breaches()) == []


def test_hidden_by_four_at_once_is_one_line_in_the_log(app, managers):
    post_id = make.answer(make.thread()).id
    ids = [manager.id for manager in managers]
    said = trust.together(app, *[lambda who=who: trust.hidden(by_id(who), post_id) for who in ids])
    assert said == ["Conflict", "Conflict", "Conflict", "ok"]
    assert count(ModerationAction) == 1
