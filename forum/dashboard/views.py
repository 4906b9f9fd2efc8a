"""The manager's overview, and the cases behind each figure as a page and as CSV."""

import csv
import io

from flask import Blueprint, Response, render_template, request

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.accounts.queries.authors import authors
from forum.core.errors import NotVisible
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.dashboard import figures
from forum.dashboard.cases import CASES, ENTRY_NAMES, Cases, Cell
from forum.dashboard.figures import WINDOWS, Window
from forum.dashboard.phases import PHASES
from forum.dashboard.pictures import mountain, sparks, split
from forum.threads import queries

blueprint = Blueprint("dashboard", __name__)
WAITING = 5
SPARKS = 12  # points of a small curve: the last windows, or the parts of all there is
FORMULA = ("=", "+", "-", "@", "\t", "\0", "\r")


def chosen_window() -> Window:
    """Read `days` (7, 28, 91 or all); anything else is 28."""
    asked = request.args.get("days", "28")
    if asked == "all":
        return Window.ever()
    return Window.last(int(asked) if asked in {str(days) for days in WINDOWS} else 28)


@blueprint.get("/dashboard")
def overview() -> str:
    """Show every figure with its denominator; each leads to its definition and cases."""
    ensure(Permission.DASHBOARD_READ, None, actor())
    window = chosen_window()
    helpers = figures.top_helpers(window)
    phases = figures.phase_counts(window)
    who = figures.who_answers(window)
    return render_template(
        "dashboard/overview.html",
        window=window,
        section="dashboard",
        first=figures.first_response(window),
        solved=figures.solved(window),
        waiting=figures.unanswered_count(),
        disclosures=figures.disclosures(window),
        longest=queries.oldest_waiting(actor(), WAITING),
        who=who,
        who_picture=split(who),
        sparks=sparks(window.days // SPARKS or 1 if window.whole else window.days),
        phases=phases,
        phase_words={phase.key: phase for phase in PHASES},
        mountain=mountain(phases),
        helpers=helpers,
        arrivals=figures.arrivals(window),
        entry_names=ENTRY_NAMES,
        people=authors(helper.member_id for helper in helpers),
    )


def cases_of(key: str) -> Cases:
    """Give the cases of a figure for the chosen window; an unknown figure is not visible."""
    ensure(Permission.DASHBOARD_READ, None, actor())
    if key not in CASES:
        raise NotVisible
    return CASES[key](chosen_window())


@blueprint.get("/dashboard/<key>")
def cases(key: str) -> str:
    """Show definition and cases of a figure."""
    return render_template(
        "dashboard/cases.html", cases=cases_of(key), key=key, window=chosen_window(), windows=WINDOWS
    )


@blueprint.get("/dashboard/<key>.csv")
@limiter.limit("20/minute")
def as_csv(key: str) -> Response:
    """Give the same rows as CSV (UTF-8, cells that look like formulas are quoted)."""
    found = cases_of(key)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*found.head, _("Address")])
    for row, link in zip(found.rows, found.links, strict=True):
        writer.writerow([harmless(cell) for cell in (*row, link)])
    answer = Response(out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={key}-{chosen_window().days}d.csv"
    return answer


def harmless(cell: Cell) -> Cell:
    """Keep spreadsheets from running a cell as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
