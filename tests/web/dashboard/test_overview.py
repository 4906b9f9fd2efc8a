"""The figures on small communities whose truth is counted by hand, and who may see them."""

from datetime import timedelta

import pytest

from forum import worker
from forum.accounts.models import Visit
from forum.core import clock, schedule
from forum.core.db import session, transaction
from forum.dashboard import cases, figures
from forum.dashboard.figures import Window
from forum.dashboard.phases import phases_on
from forum.dashboard.queries import pulse
from forum.threads import actions, queries
from tests.factories import answer, category, member, sign_in, thread
from tests.plugins.databases import both_databases


def ask(minutes, *, solved=False, by="member"):
    """A question answered after so many minutes (None: not at all)."""
    asker = member()
    made = thread(asker, category())
    if minutes is None:
        return made
    with clock.shifted(clock.now() + timedelta(minutes=minutes)):
        first = answer(made, member(by))
        if solved:
            with transaction():
                actions.accept(by=asker, post=queries.post(first.id))
    return made


@both_databases
def test_first_response_solved_and_who(context, clock):
    for minutes in (10, 20, 30, 40, 500):
        ask(minutes, solved=minutes < 40, by="expert" if minutes == 10 else "member")
    ask(None)
    clock.forward(days=1)
    window = Window.last(7)
    first = figures.first_response(window)
    assert (first.asked, first.answered, first.median_s, first.p90_s) == (6, 5, 30 * 60, 500 * 60)
    solved = figures.solved(window)
    assert (solved.part, solved.whole, solved.percent) == (3, 6, 50)
    who = figures.who_answers(window)
    assert {key: (share.part, share.whole) for key, share in who.items()} == {
        "member": (4, 5),
        "superuser": (0, 5),
        "expert": (1, 5),
    }
    assert figures.unanswered_count() == 1
    clock.forward(days=8)
    assert figures.first_response(Window.last(7)).asked == 0


def test_no_rate_below_five_cases(context, clock):
    for _ in range(4):
        ask(5, solved=True)
    window = Window.last(7)
    assert figures.first_response(window).median_s is None
    assert figures.solved(window).percent is None
    ask(5, solved=True)
    assert figures.solved(window).percent == 100


def test_the_asker_does_not_answer_first_and_hidden_questions_do_not_count(context, clock):
    asker = member()
    made = thread(asker, category())
    answer(made, asker)
    assert figures.first_response(Window.last(7)).answered == 0
    with transaction():
        actions.remove_thread(by=member("manager"), thread=queries.thread(made.id), how="hidden")
    assert figures.first_response(Window.last(7)).asked == 0


def test_top_helpers_leave_staff_and_own_acceptances_out(context, clock):
    asker, helper, expert = member(), member(), member("expert")
    for who in (helper, expert, asker):
        made = thread(asker, category())
        best = answer(made, who)
        with transaction():
            actions.accept(by=asker, post=queries.post(best.id))
            if who is not asker:
                actions.vote(voter=asker, post=queries.post(best.id), value=1)
    found = figures.top_helpers(Window.last(7))
    assert [(row.member_id, row.solutions, row.helpful, row.thanked_by) for row in found] == [(helper.id, 1, 1, 1)]


@both_databases
def test_the_cases_of_top_helpers_sum_up_to_the_figure(context, clock):
    asker, helper = member(), member()
    for accepted, thanks in ((True, 2), (True, 0), (False, 3), (False, 0)):
        best = answer(thread(asker, category()), helper)
        with transaction():
            if accepted:
                actions.accept(by=asker, post=queries.post(best.id))
            for _ in range(thanks):
                actions.vote(voter=member(), post=queries.post(best.id), value=1)
    figure, rows = figures.top_helpers(Window.last(7))[0], cases.top_helpers(Window.last(7)).rows
    assert (figure.solutions, figure.helpful) == (2, 5)
    assert (sum(row[2] != "" for row in rows), sum(row[3] for row in rows)) == (2, 5)
    assert len(rows) == 3


def visit(who, day):
    with transaction() as s:
        s.add(Visit(member_id=who.id, day=day))


def close(clock, days=1):
    for _ in range(days):
        clock.forward(days=1)
        schedule.close_missed()


@both_databases
def test_phases(context, clock):
    schedule.close_missed()
    newcomer, asker, regular, sleeper = (member(new=True), member(), member(), member())
    visit(asker, clock.now.date())
    thread(asker, category())
    shelf = thread(member("expert"), category())
    for week in range(3):
        answer(shelf, regular)
        close(clock, 7 if week < 2 else 1)
    phases = phases_on(clock.now.date())
    assert phases[newcomer.id] == "win"
    assert phases[asker.id] == "involve"
    assert phases[regular.id] == "bind"
    assert phases[sleeper.id] == "resting"


def test_stock_is_stock_before_plus_came_minus_went(context, clock):
    schedule.close_missed()
    people = [member(new=True) for _ in range(4)]
    close(clock, 3)
    thread(people[0], category())
    close(clock, 3)
    for count in figures.phase_counts(Window.last(3)):
        assert count.before + count.came - count.went == count.now
        assert count.before >= 0
    now = {count.key: count.now for count in figures.phase_counts(Window.last(3))}
    assert now["win"] == 3
    assert now["involve"] == 1


def test_the_pulse_is_measured_by_the_worker(app, clock):
    with app.app_context():
        schedule.close_missed()
        place = category()
        for _ in range(5):
            made = thread(member(), place)
            with clock_at(minutes=30):
                answer(made)
        clock.forward(days=1)
        schedule.close_missed()
        assert pulse().median_s is None
    worker.drain(app)
    with app.app_context():
        assert (pulse().median_s, pulse().count) == (1800, 5)
        assert list(pulse().by_category.values()) == [1800]
    assert "30\u00a0Min." in app.test_client().get("/").text


def clock_at(**delta):
    return clock.shifted(clock.now() + timedelta(**delta))


@pytest.mark.parametrize("path", ["/dashboard", "/dashboard/solved", "/dashboard/solved.csv"])
@pytest.mark.parametrize(("role", "status"), [("manager", 200), ("admin", 200), ("expert", 403), ("member", 403)])
def test_who_may_see_it(app, path, role, status):
    with app.app_context():
        client = sign_in(app.test_client(), member(role))
    assert client.get(path).status_code == status


@pytest.mark.parametrize("key", ["first_response", "solved", "unanswered", "who_answers", "phases", "top_helpers"])
def test_screen_and_csv_show_the_same_cases(app, key):
    with app.app_context():
        asker = member(handle="cmd")
        made = thread(asker, category(), title="=cmd() fragt nach der Prämie")
        best = answer(made)
        with transaction():
            actions.accept(by=asker, post=queries.post(best.id))
        thread(asker, category(), title="Noch offen und ohne Antwort")
        client = sign_in(app.test_client(), member("manager"))
        session().rollback()
    rows = client.get(f"/dashboard/{key}.csv?days=7").text.strip().split("\r\n")[1:]
    page = client.get(f"/dashboard/{key}?days=7").text
    assert len(rows) >= 1
    assert page.count("<tr>") == len(rows) + 1
    assert not any(row.startswith("=") for row in rows)


def test_an_old_community_is_seen_in_all_its_time(app):
    with app.app_context():
        assert Window.ever().days == 91
        with clock.shifted(clock.now() - timedelta(days=3000)):
            for _ in range(5):
                answer(thread(member(), category()))
        assert first_answers(Window.last(91)) == 0
        assert (Window.ever().days, first_answers(Window.ever())) == (3001, 5)
        client = sign_in(app.test_client(), member("manager"))
        session().rollback()
    page = client.get("/dashboard?days=all").text
    assert 'href="/dashboard/first_response?days=all"' in page
    shown = client.get("/dashboard/first_response?days=all").text
    assert shown.count("<tr>") == 6
    assert 'href="/dashboard/first_response.csv?days=all"' in shown


def first_answers(window):
    return figures.first_response(window).answered


def test_an_unknown_figure_is_not_found(app):
    with app.app_context():
        client = sign_in(app.test_client(), member("manager"))
    assert client.get("/dashboard/nonsense").status_code == 404
