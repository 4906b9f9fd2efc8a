"""`/m/<handle>/points`: every booking with rule, cause, cap and running total; for the member and the leading only."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask import Response, request

from forum.access import Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import actor, by_handle
from forum.core import web
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.reputation import queries
from forum.reputation.queries import EntryRow, RuleSum
from forum.reputation.rulebook import RuleBook
from forum.reputation.views.room import blueprint, language, signed, spoken
from forum.reputation.views.words import rule_name, sentence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


@blueprint.get("/m/<handle>/points")
@web.private
@web.members_only
def points(handle: str) -> web.Answer:
    """Show the bookings, newest first, and what each rule brought."""
    member = whose(handle)
    book = queries.book_now()
    if not member.plays or member.is_staff:
        return web.page("reputation/points.html", member=member, off=True, own=is_own(member))
    chosen = request.args.get("path", "")
    path = chosen if chosen in book.rules.paths else ""
    page = queries.ledger_page(member.id, actor(), request.args.get("after"), path)
    return web.page(
        "reputation/points.html",
        member=member,
        off=False,
        own=is_own(member),
        path=path,
        book=book,
        language=language(),
        entries=[line(entry, book.rules) for entry in page.items],
        next_cursor=page.next_cursor,
        sums=sums(queries.rule_sums(member.id), book.rules),
    )


@blueprint.get("/m/<handle>/points.csv")
@limiter.limit("20/minute")
@web.private
@web.members_only
def points_csv(handle: str) -> Response:
    """Give all bookings as CSV, oldest first; text cells that look like formulas are made harmless."""
    member = whose(handle)
    shown = member.plays and not member.is_staff
    text = table(list(queries.whole_ledger(member.id, actor())) if shown else [])
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="points.csv"'
    return answer


def whose(handle: str) -> Member:
    """Find the member whose ledger the actor may see."""
    member = by_handle(handle)
    ensure(Permission.LEDGER_READ, member, actor())
    return member


def is_own(member: Member) -> bool:
    """Tell whether the reader is the member."""
    return member.id == actor().id


def line(entry: EntryRow, rules: RuleBook) -> dict[str, Any]:
    """Prepare a booking for the ledger macro."""
    path = rules.paths.get(entry.path)
    caps = {cap.id: cap for cap in entry.rule.caps} if entry.rule else {}
    return {
        "path": path.emblem if path else "",
        "path_name": path.name.get(language()) if path else entry.path,
        "text": f"{sentence(entry)}: {entry.title}" if entry.title else sentence(entry),
        "href": f"/p/{entry.post_id}" if entry.title else "",
        "when": spoken(entry.at),
        "rule": rule_name(entry, caps),
        "amount": signed(entry.amount),
        "total": spoken(entry.balance, "number"),
    }


def sums(rows: Sequence[RuleSum], rules: RuleBook) -> list[dict[str, Any]]:
    """Prepare what each rule brought, by path, with the sum that equals the standing."""
    made = []
    for path in rules.paths.values():
        mine = [row for row in rows if row.path == path.id]
        if mine:
            lines = [
                (row.rule.name.get(language()) if row.rule else row.rule_id, row.times, signed(row.points))
                for row in mine
            ]
            total = spoken(sum(row.points for row in mine), "number")
            made.append({"path": path, "name": path.name.get(language()), "lines": lines, "total": total})
    return made


def table(entries: Sequence[EntryRow]) -> str:
    """Write bookings as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    head = [_("When"), _("Counts for"), _("Path"), _("Rule"), _("What"), _("Points"), _("Before caps"), _("Cap")]
    writer.writerow([*head, _("Total"), _("Thread"), _("Title")])
    for entry in entries:
        text = [entry.path, entry.rule_id, sentence(entry)]
        numbers = [entry.amount, entry.wanted, entry.clipped_by, entry.balance, entry.thread_id or ""]
        dates = [entry.at.isoformat(), entry.day.isoformat()]
        writer.writerow([*dates, *map(harmless, text), *numbers, harmless(entry.title)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
