"""Hide and show: what happens to the post, what the log says, what the author reads."""

import pytest
from sqlalchemy import select

from forum.accounts.actions import erase
from forum.accounts.queries import by_id
from forum.core.db import session, transaction
from forum.core.errors import Conflict, Invalid, Refused
from forum.moderation.models import ModerationAction, Statement
from forum.moderation.queries import against, statements
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
def spam(place):
    make.answer(make.thread(place=place))
    return make.answer(make.thread(place=place))


def test_hiding_takes_the_post_off_the_page_and_tells_its_author(spam, manager, clock):
    action_id = trust.hidden(manager, spam.id, "advertising", "Hoi, das ist Werbung.")
    assert load_post(spam.id).state == "hidden"
    told = statements([spam.id])[spam.id]
    assert (told.action_id, told.reason, told.text) == (action_id, "advertising", "Hoi, das ist Werbung.")
    assert (told.by_mandate, told.at) == (False, clock.now)


def test_the_log_keeps_codes_and_ids(spam, manager):
    trust.hidden(manager, spam.id)
    row = session().scalars(select(ModerationAction)).one()
    assert (row.kind, row.reason, row.role, row.mandate_id) == ("hide", "advertising", "manager", None)
    assert (row.post_id, row.thread_id, row.category_id) == (spam.id, spam.thread_id, spam.category_id)
    assert (row.actor_id, row.author_id) == (manager.id, spam.author_id)


def test_showing_again_lifts_the_hiding_and_takes_the_statement_away(spam, manager):
    hide = trust.hidden(manager, spam.id)
    show = trust.shown(manager, spam.id)
    assert load_post(spam.id).state == "shown"
    assert session().get_one(ModerationAction, show).lifts_id == hide
    assert statements([spam.id]) == {}
    assert against([spam.author_id, manager.id]) == {spam.author_id: (1, 1)}


def test_hidden_twice_the_second_statement_stands(spam, manager):
    trust.hidden(manager, spam.id, "insult")
    trust.shown(manager, spam.id)
    again = trust.hidden(manager, spam.id, "off_topic")
    assert statements([spam.id])[spam.id].action_id == again


def test_hiding_an_opening_hides_its_thread(spam, manager):
    opening = make.opening(load_post(spam.id).thread)
    trust.hidden(manager, opening.id)
    assert load_post(spam.id).thread.state == "hidden"
    trust.shown(manager, opening.id)
    assert load_post(spam.id).thread.state == "shown"


def test_the_second_to_hide_or_show_is_told_that_somebody_was_faster(spam, manager):
    trust.hidden(manager, spam.id)
    with pytest.raises(Conflict):
        trust.hidden(make.member("admin"), spam.id)
    trust.shown(manager, spam.id)
    with pytest.raises(Conflict):
        trust.shown(make.member("admin"), spam.id)
    assert len(session().scalars(select(ModerationAction)).all()) == 2


@pytest.mark.parametrize(
    ("reason", "text", "field"),
    [
        ("", "Weil ich will.", "reason"),
        ("criticism", "Das ist Kritik am Haus.", "reason"),
        ("mistake", "", "reason"),
        ("other", "  ", "text"),
        ("insult", "x" * 1001, "text"),
        ("insult", "a\x00b", "text"),
    ],
)
def test_a_reason_outside_the_list_or_a_missing_sentence_hides_nothing(spam, manager, reason, text, field):
    with pytest.raises(Invalid) as wrong:
        trust.hidden(manager, spam.id, reason, text)
    assert set(wrong.value.fields) == {field}
    assert load_post(spam.id).state == "shown"
    assert session().scalars(select(ModerationAction)).all() == []


def test_a_holder_acts_by_the_mandate_of_the_category(spam, place, manager):
    holder = make.member()
    trust.entrusted(make.member(), place, manager)
    mandate_id = trust.entrusted(holder, place, manager)
    action = session().get_one(ModerationAction, trust.hidden(holder, spam.id))
    assert (action.role, action.mandate_id) == ("member", mandate_id)
    assert statements([spam.id])[spam.id].by_mandate


def test_a_holder_who_answered_leaves_the_decision_to_others(spam, place, manager):
    holder = make.member()
    trust.entrusted(holder, place, manager)
    make.answer(load_post(spam.id).thread, holder)
    with pytest.raises(Refused):
        trust.hidden(holder, spam.id)
    assert load_post(spam.id).state == "shown"


def test_erasing_the_author_takes_the_sentence_and_leaves_the_log(spam, manager):
    other = make.answer(make.thread())
    trust.hidden(manager, spam.id, "insult", "Hoi, so nicht.")
    kept = trust.hidden(manager, other.id, "insult", "Hoi, so auch nicht.")
    with transaction():
        erase(by_id(spam.author_id))
    assert [row.action_id for row in session().scalars(select(Statement))] == [kept]
    assert statements([spam.id])[spam.id].text == ""
