"""`/how-points-work`: the rule book in plain words; the page writes itself from the rules."""

from typing import Any

from forum.core import web
from forum.core.i18n import gettext as _
from forum.core.page_cache import guest_page
from forum.reputation import queries
from forum.reputation.queries.books import EPOCH
from forum.reputation.rulebook import Path, PointRule, RuleBook, Stage
from forum.reputation.views.room import blueprint, language, signed, spoken
from forum.reputation.views.words import condition, rule_notes

HELPFUL = 3
"""How many people find the answer of the example helpful."""


@blueprint.get("/how-points-work")
@guest_page
def how_points_work() -> web.Answer:
    """Show rules, stages, what never counts and an example that sums up."""
    version = queries.book_now()
    book = version.rules
    return web.page(
        "reputation/rules.html",
        version=max(version.id, 1),
        since=version.since if version.since != EPOCH else None,
        cards=[card(path, book) for path in book.paths.values()],
        paths=list(book.paths.values()),
        rows=[row(number, book) for number in range(max(len(path.stages) for path in book.paths.values()))],
        conditions=[conditions(path) for path in book.paths.values()],
        example=example(book),
        language=language(),
    )


def card(path: Path, book: RuleBook) -> dict[str, Any]:
    """Prepare the rules of a path: (what, points, caps)."""
    items = [(rule.name.get(language()), amount(rule), rule_notes(rule)) for rule in book.rules if rule.path == path.id]
    return {"path": path.emblem, "name": path.name.get(language()), "text": path.text.get(language()), "items": items}


def amount(rule: PointRule) -> str:
    """Say what a rule pays."""
    return _("%(points)s pts", points=signed(rule.amount)) if not rule.amount_field else _("as the event says")


def row(number: int, book: RuleBook) -> dict[str, Any]:
    """Prepare a line of the table of stages, with titles path by path; thresholds once where they agree."""
    stages = [path.stages[number] if number < len(path.stages) else None for path in book.paths.values()]
    points = sorted({stage.points for stage in stages if stage})
    pairs = zip(book.paths.values(), stages, strict=True)
    titles = [(path.emblem, stage.title.get(language()) if stage else "") for path, stage in pairs]
    return {"number": number + 1, "titles": titles, "points": " / ".join(spoken(each, "number") for each in points)}


def conditions(path: Path) -> dict[str, Any]:
    """Prepare what each stage of a path takes beside points."""
    stages = [(stage.title.get(language()), needs(stage)) for stage in path.stages]
    return {"name": path.name.get(language()), "stages": [(title, each) for title, each in stages if each]}


def needs(stage: Stage) -> list[str]:
    """Say what a stage takes beside points."""
    return [condition(metric, need) for metric, need in stage.requires.items() if metric != "points"]


def example(book: RuleBook) -> dict[str, Any]:
    """Prepare an answer's story with what its author gets, and the sum; only rules that this book has."""
    story = [
        (_("You answer."), 0),
        (_("Three people find it helpful."), HELPFUL * paid(book, "vote_up")),
        (_("It becomes the solution."), paid(book, "solution_accepted")),
        (_("An expert confirms it."), paid(book, "answer_endorsed")),
    ]
    return {"lines": [(text, signed(points)) for text, points in story], "total": signed(sum(p for _text, p in story))}


def paid(book: RuleBook, event: str) -> int:
    """Give what an event usually pays the author of an answer on the first path that pays for it."""
    usual = [rule for rule in book.by_event.get(event, ()) if rule.to == "author" and rule.when.giver_newcomer is None]
    return usual[0].amount if usual else 0
