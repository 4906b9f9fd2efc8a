"""The dashboard's figures as flat rows: key, unit, value, part and whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from forum.core import clock
from forum.core.errors import Invalid
from forum.dashboard import figures
from forum.dashboard.cases import CASES
from forum.dashboard.figures import Window

DAYS, MOST = 28, 366


def days(first: date | None, last: date | None) -> tuple[date, date]:
    """Give the window's first and last Zurich day, by default the last 28; raises Invalid."""
    last = last or clock.today()
    if last > clock.today():
        raise Invalid({"to": "This day is still to come."})
    if first is None:
        first = last - timedelta(days=DAYS - 1) if last.toordinal() > DAYS else date.min
    if not 1 <= (last - first).days + 1 <= MOST or first.year < 2000:  # noqa: PLR2004 - no forum is older
        raise Invalid({"from": "Please choose between one day and a year."})
    return first, last


def window(first: date, last: date) -> Window:
    """Give the window of the days from first to last."""
    return Window((last - first).days + 1, clock.start_of(first), clock.start_of(last + timedelta(days=1)))


def every(chosen: Window, first: date, last: date) -> list[dict[str, Any]]:
    """Give every figure of a window."""
    titles = {key: (table.title, table.definition) for key, table in ((key, CASES[key](chosen)) for key in CASES)}
    query = f"?from={first.isoformat()}&to={last.isoformat()}"
    return [
        {"title": titles[row["key"]][0], "definition": titles[row["key"]][1]}
        | {"group": None, "part": None, "whole": None}
        | row
        | {"cases": f"/api/v1/dashboard/figures/{row['key']}/cases{query}"}
        for row in _rows(chosen)
    ]


def _rows(chosen: Window) -> Iterator[dict[str, Any]]:
    first, solved = figures.first_response(chosen), figures.solved(chosen)
    counted = {"part": first.answered, "whole": first.asked}
    yield {"key": "first_response", "unit": "seconds", "group": "median", "value": first.median_s, **counted}
    yield {"key": "first_response", "unit": "seconds", "group": "p90", "value": first.p90_s, **counted}
    yield {"key": "solved", "unit": "percent", "value": solved.percent, "part": solved.part, "whole": solved.whole}
    yield {"key": "unanswered", "unit": "questions", "value": figures.unanswered_count()}
    for group, share in figures.who_answers(chosen).items():
        whole = {"part": share.part, "whole": share.whole}
        yield {"key": "who_answers", "unit": "percent", "group": group, "value": share.percent, **whole}
    for phase in figures.phase_counts(chosen):
        yield {"key": "phases", "unit": "members", "group": phase.key, "value": phase.now}
    helpers = figures.top_helpers(chosen)
    yield {"key": "top_helpers", "unit": "solutions", "value": sum(helper.solutions for helper in helpers)}
