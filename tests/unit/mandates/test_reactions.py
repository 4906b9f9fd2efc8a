"""A stage nominates; time, roles, suspension and erasure end mandates."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from forum.accounts.actions import erase, set_role, suspend
from forum.accounts.models import Mandate
from forum.accounts.queries import by_id
from forum.core import clock as core_clock
from forum.core.db import publish, session, transaction
from forum.core.errors import Conflict, Invalid
from forum.core.schedule import close_day
from forum.mandates import actions, queries
from forum.mandates.models import Approval, Grant, Nomination
from forum.reputation.events import Promoted, RightOffer
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
OFFERS = (RightOffer("thread:retag", None, 0), RightOffer("post:hide", 7, 1), RightOffer("solution:set", 7, 2))


def promote(member, offers=OFFERS, stage=trust.STAGE) -> None:
    with transaction():
        about = {"member_id": member.id, "path": trust.PATH, "stage": stage, "promotion_id": 1, "rights": offers}
        publish(Promoted(at=core_clock.now(), **about))


def nominations() -> list[Nomination]:
    return list(session().scalars(select(Nomination).order_by(Nomination.id)))


def rights(member) -> int:
    return len(session().scalars(select(Mandate).where(Mandate.member_id == member.id)).all())


def test_a_stage_nominates_for_what_people_decide_about_and_nothing_else():
    member = make.member()
    promote(make.member(), offers=OFFERS[:1])
    promote(member)
    promote(member)
    (row,) = nominations()
    assert (row.member_id, row.rights, row.approvals_needed) == (member.id, [["post:hide", 7], ["solution:set", 7]], 2)
    assert (row.state, row.by_id) == ("nominated", None)


@pytest.mark.parametrize("role", ["expert", "manager", "admin"])
def test_staff_is_not_nominated(role):
    promote(make.member(role))
    assert nominations() == []


def test_by_hand_a_member_who_reached_the_stage_is_nominated(monkeypatch):
    manager, place = make.member("manager"), make.category()
    climber, newcomer = trust.climbed(make.member()), make.member()
    monkeypatch.setattr("forum.mandates.queries.offers.main_category", lambda *_: place.id)
    offer = {"by": manager, "path": trust.PATH, "stage": trust.STAGE}
    with transaction():
        made = actions.nominate_by_hand(member=climber, **offer)
    assert (made.by_id, made.rights) == (manager.id, [["post:hide", place.id], ["solution:set", place.id]])
    with pytest.raises(Conflict), transaction():
        actions.nominate_by_hand(member=by_id(climber.id), **offer)
    for member in (newcomer, make.member("expert")):
        with pytest.raises(Invalid), transaction():
            actions.nominate_by_hand(member=member, **offer)
    for wrong in ({"path": "nowhere"}, {"stage": 1}, {"stage": 9}):
        with pytest.raises(Invalid), transaction():
            actions.nominate_by_hand(member=by_id(climber.id), **{**offer, **wrong})


def entrusted(clock):
    place, manager, member = make.category(), make.member("manager"), make.member()
    return member, queries.mandate(trust.entrusted(member, place, manager))


def close(day: date) -> None:
    with transaction() as s:
        s.merge(_calendar(day))
        s.flush()
        assert close_day(day)


def _calendar(day: date):
    from forum.core.schedule import ScheduleRow  # noqa: PLC0415 - the only test that sets the calendar

    return ScheduleRow(name="day", closed_through=day - timedelta(days=1))


def test_probation_ends_with_its_last_day(clock):
    member, mandate = entrusted(clock)
    close(mandate.probation_until - timedelta(days=1))
    assert queries.mandate(mandate.id).on_probation
    close(mandate.probation_until)
    assert not queries.mandate(mandate.id).on_probation
    assert rights(member) == 2


def test_a_mandate_expires_with_its_last_day_and_people_are_asked_again(clock):
    member, mandate = entrusted(clock)
    last = mandate.expires_on
    close(last - timedelta(days=1))
    assert rights(member) == 2
    close(last)
    assert (rights(member), queries.mandate(mandate.id).state) == (0, "expired")
    assert [(row.state, row.rights) for row in nominations()] == [
        ("accepted", mandate.rights),
        ("nominated", mandate.rights),
    ]
    close(last + timedelta(days=1))
    assert len(nominations()) == 2


def test_the_year_after_29_february_ends_on_the_28th():
    assert actions.accepting.a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


ENDS = {
    "erased": erase,
    "suspended": lambda member: suspend(member, core_clock.now() + timedelta(days=3)),
    "expert": lambda member: set_role(member, "expert"),
}


@pytest.mark.parametrize("how", ENDS)
def test_who_may_not_be_trusted_now_loses_mandate_and_nomination(clock, how):
    holder, mandate = entrusted(clock)
    hopeful, other = make.member(), make.member()
    place = make.category()
    waiting, kept = trust.nominated(hopeful, place), trust.nominated(other, place)
    with transaction():
        ENDS[how](by_id(holder.id))
        ENDS[how](by_id(hopeful.id))
    assert (rights(holder), queries.mandate(mandate.id).state) == (0, "lapsed")
    assert (queries.nomination(waiting).state, queries.nomination(kept).state) == ("lapsed", "nominated")


def test_erasing_empties_what_people_wrote_about_the_member(clock):
    holder, mandate = entrusted(clock)
    with transaction():
        actions.revoke(by=make.member("admin"), mandate=mandate, reason="Zu streng.")
    with transaction():
        erase(by_id(holder.id))
    session().expire_all()
    assert session().scalars(select(Approval.reason)).all() == [""]
    assert session().scalars(select(Grant.reason)).all() == [""]
    assert session().scalars(select(Grant.state)).all() == ["revoked"]
