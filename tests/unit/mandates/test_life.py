"""The life of a mandate from the stage to its end: each step once, its rights in force exactly while it is active."""

from datetime import date

import pytest
from sqlalchemy import select

from forum.access import Permission, can
from forum.accounts.models import Consent, Mandate
from forum.accounts.queries import actor_of, by_id, superuser_now
from forum.core.db import session, transaction
from forum.core.errors import Conflict, Invalid, Refused
from forum.mandates import actions, queries
from forum.mandates.checks import breaches
from forum.threads.queries import post as load_post
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


@pytest.fixture
def place(context):
    return make.category()


@pytest.fixture
def manager(context):
    return make.member("manager")


@pytest.fixture
def holder(context):
    make.member()
    return make.member()


def held(member) -> set[tuple[str, int | None, str]]:
    rows = session().scalars(select(Mandate).where(Mandate.member_id == member.id))
    return {(row.permission, row.category_id, row.source) for row in rows}


def act(verb, **about):
    with transaction():
        return verb(**about)


def test_nominated_approved_accepted_and_in_force_at_once(holder, manager, place, clock):
    noise = make.member()
    nomination_id = trust.nominated(holder, place)
    trust.nominated(noise, place)
    assert held(holder) == set()
    assert trust.approved(manager, nomination_id)
    assert held(holder) == set()
    mandate = queries.mandate(trust.accepted(holder, nomination_id))
    assert held(holder) == {(permission, place.id, "mandate") for permission in trust.RIGHTS}
    assert superuser_now(holder.id)
    assert not superuser_now(noise.id)
    assert (mandate.state, mandate.charter, mandate.since) == ("active", "3", clock.now)
    assert (mandate.probation_until, mandate.expires_on) == (date(2026, 7, 31), date(2027, 6, 1))
    assert session().scalars(select(Consent.version).where(Consent.text_key == "charter")).all() == ["3"]
    assert list(breaches()) == []


def may_hide(member, post_id: int) -> bool:
    session().expire_all()
    return can(Permission.POST_HIDE, load_post(post_id), actor_of(by_id(member.id)))


def test_the_right_counts_for_the_guard_in_its_category_only(holder, manager, place):
    posts = [make.answer(make.thread(place=place)).id, make.answer(make.thread()).id]
    mandate_id = trust.entrusted(holder, place, manager)
    assert [may_hide(holder, post_id) for post_id in posts] == [True, False]
    act(actions.revoke, by=manager, mandate=queries.mandate(mandate_id), reason="Zu streng.")
    assert not may_hide(holder, posts[0])


def test_two_approvals_come_from_two_people(holder, manager, place):
    nomination_id = trust.nominated(holder, place, approvals=2)
    assert trust.approved(manager, nomination_id) is False
    with pytest.raises(Conflict):
        trust.approved(manager, nomination_id)
    with pytest.raises(Conflict):
        trust.accepted(holder, nomination_id)
    assert trust.approved(make.member("admin"), nomination_id) is True
    trust.accepted(holder, nomination_id)
    assert len(held(holder)) == 2


def test_a_decision_needs_a_reason_and_is_never_about_oneself(holder, manager, place):
    nomination = queries.nomination(trust.nominated(holder, place))
    for verb in (actions.approve, actions.decline):
        with pytest.raises(Invalid):
            act(verb, by=manager, nomination=nomination, reason="  ")
        with pytest.raises(Refused):
            act(verb, by=holder, nomination=nomination, reason="Ich bin gut.")
    assert queries.nomination(nomination.id).state == "nominated"


def test_declined_stays_declined(holder, manager, place):
    nomination = queries.nomination(trust.nominated(holder, place))
    act(actions.decline, by=manager, nomination=nomination, reason="Noch zu früh.")
    with pytest.raises(Conflict):
        trust.approved(manager, nomination.id)
    with pytest.raises(Conflict):
        trust.accepted(holder, nomination.id)
    assert (queries.nomination(nomination.id).reason, held(holder)) == ("Noch zu früh.", set())


def test_a_member_may_say_no_before_and_after_the_approval(holder, manager, place):
    first = trust.nominated(holder, place)
    act(actions.refuse, by=holder, nomination=queries.nomination(first))
    second = trust.nominated(holder, place)
    trust.approved(manager, second)
    act(actions.refuse, by=holder, nomination=queries.nomination(second))
    with pytest.raises(Conflict):
        trust.accepted(holder, second)
    assert held(holder) == set()


def test_one_open_nomination_and_one_running_mandate_a_stage(holder, manager, place):
    nomination_id = trust.nominated(holder, place)
    again = {"member": by_id(holder.id), "path": trust.PATH, "stage": trust.STAGE, "rights": trust.rights(place.id)}
    assert act(actions.nominate, **again, approvals=1) is None
    trust.approved(manager, nomination_id)
    assert act(actions.nominate, **again, approvals=1) is None
    trust.accepted(holder, nomination_id)
    assert act(actions.nominate, **again, approvals=1) is None
    with pytest.raises(Conflict):
        trust.accepted(holder, nomination_id)
    assert len(held(holder)) == 2


def test_rest_and_wake(holder, manager, place):
    mandate_id = trust.entrusted(holder, place, manager)
    act(actions.rest, by=holder, mandate=queries.mandate(mandate_id))
    assert held(holder) == set()
    with pytest.raises(Conflict):
        act(actions.rest, by=holder, mandate=queries.mandate(mandate_id))
    act(actions.wake, by=holder, mandate=queries.mandate(mandate_id))
    assert len(held(holder)) == 2
    with pytest.raises(Conflict):
        act(actions.wake, by=holder, mandate=queries.mandate(mandate_id))
    assert list(breaches()) == []


def test_handed_back_is_over_and_leaves_others_alone(holder, manager, place):
    other = make.member()
    trust.entrusted(other, place, manager)
    mandate_id = trust.entrusted(holder, place, manager)
    act(actions.hand_back, by=holder, mandate=queries.mandate(mandate_id))
    assert (held(holder), len(held(other))) == (set(), 2)
    for verb in (actions.rest, actions.wake, actions.hand_back):
        with pytest.raises(Conflict):
            act(verb, by=holder, mandate=queries.mandate(mandate_id))
    row = queries.mandate(mandate_id)
    assert (row.state, row.ended_by, row.reason) == ("handed_back", holder.id, "")


def test_revoked_is_over_even_while_resting_and_keeps_its_reason(holder, manager, place):
    mandate_id = trust.entrusted(holder, place, manager)
    act(actions.rest, by=holder, mandate=queries.mandate(mandate_id))
    with pytest.raises(Invalid):
        act(actions.revoke, by=manager, mandate=queries.mandate(mandate_id), reason="")
    act(actions.revoke, by=manager, mandate=queries.mandate(mandate_id), reason="Zu streng.")
    with pytest.raises(Conflict):
        act(actions.wake, by=holder, mandate=queries.mandate(mandate_id))
    row = queries.mandate(mandate_id)
    assert (row.state, row.ended_by, row.reason, held(holder)) == ("revoked", manager.id, "Zu streng.", set())


def test_the_doctor_names_a_right_too_many_and_one_too_few(holder, manager, place):
    mandate_id = trust.entrusted(holder, place, manager)
    with transaction() as s:
        right = s.scalars(select(Mandate).where(Mandate.permission == "solution:set")).one()
        right.permission = "thread:retag"
    assert list(breaches()) == [
        f"member {holder.id} holds thread:retag in {place.id}, not of active mandate {mandate_id}",
        f"member {holder.id} lacks solution:set in {place.id} of active mandate {mandate_id}",
    ]
