"""The very cases behind a figure, as rows that the screen and the CSV share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.core.shield.finding import NAMES
from forum.dashboard import figures
from forum.dashboard.figures import Window
from forum.dashboard.phases import KEYS, PHASES, phases_on
from forum.reach.queries import arrivals as arrivals_between
from forum.threads.models import Acceptance, Category, Post, Thread, Vote

MAX_ROWS = 5_000
Cell = str | int | date
Found = list[tuple[Thread, str]]
OUTCOMES = {
    "refused": lazy("Not accepted"),
    "searched": lazy("Taken out of a search"),
    "swept": lazy("Masked in an old post"),
    "masked": lazy("Masked by its writer"),
}
BY = {"member": lazy("Member"), "superuser": lazy("Super-user"), "expert": lazy("Expert")}


ENTRY_NAMES = {
    "search": lazy("Search engine"),
    "portal": lazy("Portal and insurer's pages"),
    "qr": lazy("QR code on an invoice"),
    "call": lazy("Short link of the call centre"),
    "other": lazy("Another website or app"),
    "direct": lazy("Typed, bookmark or mail"),
}


@dataclass(frozen=True, slots=True)
class Cases:
    """A table: `head` and rows; `links` gives each row's address. Bounded at 5,000 rows, oldest first.

    Days are written in words on the screen and as ISO dates in the CSV.
    """

    title: str
    definition: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str]


def _minutes(since: datetime, until: datetime | None) -> Cell:
    return "" if until is None else int((until - since).total_seconds() // 60)


def _questions(window: Window | None) -> Found:
    statement = (
        select(Thread, Category.name)
        .join(Category, Category.id == Thread.category_id)
        .where(Thread.kind == "question", Thread.state == "shown")
        .order_by(Thread.created_at, Thread.id)
        .limit(MAX_ROWS)
    )
    if window is not None:
        statement = statement.where(Thread.created_at >= window.since, Thread.created_at < window.until)
    else:
        statement = statement.where(Thread.answer_count == 0, Thread.closed_at.is_(None))
    return [(thread, name) for thread, name in session().execute(statement)]


def _day(at: datetime | None) -> Cell:
    return "" if at is None else clock.day_of(at)


def _table(
    title: str,
    definition: str,
    found: list[tuple[Thread, str]],
    more: Sequence[str],
    cells: Callable[[Thread], list[Cell]],
) -> Cases:
    head = [_("Question"), _("Category"), _("Asked on"), *more]
    rows = [[thread.title, name, _day(thread.created_at), *cells(thread)] for thread, name in found]
    return Cases(title, definition, head, rows, [f"/t/{thread.id}-{thread.slug}" for thread, _name in found])


def first_response(window: Window) -> Cases:
    """Every question of the window with its minutes to the first answer; empty when there is none yet."""
    return _table(
        _("Time to the first answer"),
        _(
            "Calendar time from the question to the first shown answer by somebody else. Questions asked in the "
            "window and shown now; unanswered ones are counted beside and left out of median and 90th percentile."
        ),
        _questions(window),
        [_("Minutes"), _("First answer by")],
        lambda t: [_minutes(t.created_at, t.first_answer_at), str(BY.get(t.first_answer_by or "", ""))],
    )


def solved(window: Window) -> Cases:
    """Every question of the window and when it was solved."""
    return _table(
        _("Solved rate"),
        _("Share of the questions asked in the window and shown now that have an accepted solution today."),
        _questions(window),
        [_("Solved on")],
        lambda t: [_day(t.solved_at)],
    )


def unanswered(_window: Window) -> Cases:
    """Every open question without an answer, oldest first."""
    now = clock.now()
    return _table(
        _("Without an answer"),
        _("Shown questions that take answers and have none, whenever they were asked."),
        _questions(None),
        [_("Waiting for hours")],
        lambda t: [int((now - t.created_at).total_seconds() // 3600)],
    )


def who_answers(window: Window) -> Cases:
    """Every answered question of the window and who was first."""
    answered = [(thread, name) for thread, name in _questions(window) if thread.first_answer_by]
    return _table(
        _("Who answers"),
        _(
            "Who gave the first answer to questions asked in the window: a member, a super-user (held a mandate "
            "then) or an expert."
        ),
        answered,
        [_("First answer by")],
        lambda t: [str(BY[t.first_answer_by or "member"])],
    )


def phases(_window: Window) -> Cases:
    """Every member with their phase today."""
    names = {phase.key: str(phase.name) for phase in PHASES}
    now = phases_on(clock.today())
    members = {m.id: m for m in session().scalars(select(Member).where(Member.id.in_(now)).limit(MAX_ROWS))}
    order = sorted(members.values(), key=lambda m: (KEYS.index(now[m.id]), m.handle_key))
    definition = "; ".join(f"{phase.name}: {phase.definition}" for phase in PHASES)
    rows = [[m.display_name, names[now[m.id]], _day(m.created_at)] for m in order]
    head = [_("Member"), _("Phase"), _("Joined on")]
    return Cases(_("Five phases"), definition, head, rows, [f"/m/{m.handle}" for m in order])


def top_helpers(window: Window) -> Cases:
    """Every answer that was accepted or found helpful in the window: its solutions and votes sum up to the figure's."""
    within = (Acceptance.active, Acceptance.at >= window.since, Acceptance.at < window.until)
    voted = (Vote.value == 1, Vote.at >= window.since, Vote.at < window.until)
    helpful = select(Vote.post_id, func.count().label("number")).where(*voted).group_by(Vote.post_id).subquery()
    solved_it = and_(Acceptance.post_id == Post.id, Acceptance.by_id != Post.author_id, *within)
    statement = (
        select(Member, Thread.title, Post.id, Acceptance.at, func.coalesce(helpful.c.number, 0))
        .join(Post, Post.author_id == Member.id)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(Acceptance, solved_it)
        .outerjoin(helpful, helpful.c.post_id == Post.id)
        .where(Member.role == "member", Member.kind == "person", Post.kind.in_(("answer", "reply")))
        .where(or_(Acceptance.id.is_not(None), helpful.c.number.is_not(None)))
        .order_by(Post.id)
        .limit(MAX_ROWS)
    )
    found = session().execute(statement).all()
    rows = [[member.display_name, title, _day(at), number] for member, title, _post, at, number in found]
    return Cases(
        _("Top helpers"),
        _(
            "Members (not staff) by solutions accepted in the window, then by different people "
            "who found an answer helpful in it. Own acceptances don't count."
        ),
        [_("Member"), _("Question"), _("Accepted on"), _("Found helpful")],
        rows,
        [f"/p/{post}" for _member, _title, post, _at, _number in found],
    )


def disclosures(window: Window) -> Cases:
    """Every day's disclosures prevented by kind; what it was is stored nowhere."""
    found = figures.prevented(window)
    rows: list[list[Cell]] = [[row.day, _(NAMES[row.kind]), str(OUTCOMES[row.outcome]), row.finds] for row in found]
    return Cases(
        _("Disclosures prevented"),
        _(
            "Numbers that were refused, taken out of a search or out of an old post, and personal details that their "
            "writers masked when asked, by day. What it was is kept nowhere."
        ),
        [_("Day"), _("Kind"), _("What happened"), _("Number of finds")],
        rows,
        ["/moderation/masked"] * len(rows),
    )


def arrivals(window: Window) -> Cases:
    """Every day and entry of the window with its arrivals; there is nothing behind the numbers."""
    rows = arrivals_between(clock.day_of(window.since), clock.today())
    return Cases(
        _("How people come in"),
        _(
            "Pages opened from outside in the window, by guests and members (not staff), by what the browser says by "
            "itself: the other site's name, or the mark in a short link. Each opening counts; going on inside, "
            "reloading and machines don't. No cookie, no address and no person is kept, only these daily numbers. "
            "Machines that behave like browsers are in it."
        ),
        [_("Entry"), _("Day"), _("Arrivals")],
        [[str(ENTRY_NAMES[entry]), day.isoformat(), number] for day, entry, number in rows],
        [""] * len(rows),
    )


CASES: dict[str, Callable[[Window], Cases]] = {
    "first_response": first_response,
    "solved": solved,
    "unanswered": unanswered,
    "who_answers": who_answers,
    "phases": phases,
    "top_helpers": top_helpers,
    "disclosures": disclosures,
    "arrivals": arrivals,
}
