"""The dashboard's figures as rows: each with unit, window, value, and the part and whole behind it."""

from collections.abc import Iterator
from typing import Any

from forum.dashboard import figures as board
from forum.dashboard.figures import Share, Window

Row = dict[str, Any]
Cases = tuple[int | None, int | None]


def figures() -> Iterator[Row]:
    """Give what the dashboard shows, for each of its windows; a value is null below five cases."""
    yield _row("unanswered", None, "questions", board.unanswered_count())
    for days in board.WINDOWS:
        window = Window.last(days)
        response = board.first_response(window)
        of = (response.answered, response.asked)
        yield _row("first_response_median", days, "s", response.median_s, of)
        yield _row("first_response_p90", days, "s", response.p90_s, of)
        yield _share("solved", days, board.solved(window))
        for key, share in board.who_answers(window).items():
            yield _share(f"answered_by_{key}", days, share)
        for phase in board.phase_counts(window):
            yield _row(f"phase_{phase.key}", days, "members", phase.now)


def _share(name: str, days: int, share: Share) -> Row:
    return _row(name, days, "%", share.percent, (share.part, share.whole))


def _row(name: str, days: int | None, unit: str, value: int | None, cases: Cases = (None, None)) -> Row:
    part, whole = cases
    return {"figure": name, "window_days": days, "unit": unit, "value": value, "part": part, "whole": whole}
