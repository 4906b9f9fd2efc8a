"""The figures as pictures; every picture has its sentence and its table."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from forum.assets import chart
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.dashboard.figures import PhaseCount, Share, trend
from forum.dashboard.phases import PHASES, RESTING

SHORT = {
    "win": lazy("account, visit in 180 days"),
    "involve": lazy("one post, visit in 180 days"),
    "bind": lazy("3 active weeks of 90 days"),
    "inspire": lazy("stage 3 and contributed"),
    "integrate": lazy("mandate in 180 days"),
}


def mountain(counts: Sequence[PhaseCount]) -> Markup:
    """Draw the five phases as layers, the loosest at the bottom; resting members are said beside it."""
    names = {phase.key: str(phase.name) for phase in PHASES}
    layers = [count for count in reversed(counts) if count.key != RESTING]
    label = ", ".join(f"{names[count.key]} {count.now}" for count in layers)
    rows = [(names[count.key], str(SHORT[count.key]), count.now, str(count.now)) for count in layers]
    return chart.mountain(rows, _("Five layers from the bottom: %(layers)s.", layers=label))


def split(who: Mapping[str, Share]) -> Markup:
    """Draw members and super-users against experts."""
    whole = who["expert"].whole
    part = who["member"].part + who["superuser"].part
    label = _("%(part)s of %(whole)s first answers by customers, the others by experts", part=part, whole=whole)
    return chart.split(part / whole, label) if whole else Markup("")


def sparks(days: int) -> dict[str, Markup]:
    """Draw the last twelve windows of median and solved share; windows without enough cases are left out."""
    points = trend(days)
    medians = [first.median_s for _day, first, _share in points if first.median_s is not None]
    rates = [share.percent for _day, _first, share in points if share.percent is not None]
    return {"first": chart.spark(medians), "solved": chart.spark(rates)}
