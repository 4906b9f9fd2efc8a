"""Finding under load: hostile questions, and similar threads while a title is typed, at 17,000 questions."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from forum.bench import targets
from forum.bench.client import Client, client, percentile, timed
from forum.bench.figures import Figure
from forum.bench.plan import Size
from forum.bench.processes import Serving
from forum.bench.words import title

QUESTIONS, MEMBERS, ANSWERS = 17_000, 2_000, 1
ROUNDS, TITLES, WARM = 15, 400, 40
HOSTILE = (
    "januar hausarztmodell rechnung wochen praxis betrag franchise selbstbehalt",
    "ver* ein* pra* rec* fra* hau* sel* bet*",
    '"die franchise vor ende november geändert wird" "der betrag auf der zweiten seite" "im ausland zahlt zuerst du"',
    "-a -b -c rechnung -franchise -praxis -betrag -seite -januar",
    "*1* *2* *3* ?? ~~ ^^ (((((( ))))))",
    "in:praemien in:ausland in:zaehne tag:x by:mitglied1 is:solved is:open is:unanswered after:2020-01-01",
    "frnachise slbstbehalt hausrztmodell rehcnung prxis btrag wchen januuar",
    "x" * 100,
    "'\"\\%_%%__\u0000\ufffe' OR 1=1 --",
    "fall 7 fall 8 fall 9 fall 10 fall 11 fall 12 fall 13",
)
SLIPS = ("", " bitte", " und warum", "frnachise ", "Zahnspange ")


def many(size: Size) -> Size:
    """Give the size of a community of many short questions: 17,000 where the usual one has 1,000 threads."""
    share = size.threads / 1_000
    return Size(max(10, round(QUESTIONS * share)), max(20, round(MEMBERS * share)), ANSWERS, size.until)


def measure_hostile(server: Serving) -> Iterator[Figure]:
    """Ask each hostile question some times, never twice alike; the dearest one counts, by its median."""
    with client(server) as guest:
        spans = {number: timed(partial(_search, guest, text), 0, ROUNDS) for number, text in enumerate(HOSTILE)}
    medians = {number: 1000 * percentile(spans[number][1:], 0.5) for number in spans}
    worst = max(medians, key=lambda number: medians[number])
    detail = {"worst, number": float(worst), "p95_ms": 1000 * percentile(spans[worst][1:], 0.95)}
    yield Figure(
        "search", "hostile", len(HOSTILE) * ROUNDS, medians[worst], "ms p50", targets.HOSTILE_MS, detail=detail
    )


def measure_similar(server: Serving, questions: int) -> Iterator[Figure]:
    """Ask for what is similar to titles that differ, as somebody types them."""
    with client(server) as guest:
        timed(lambda number: _similar(guest, number), 0, WARM)
        spans = timed(lambda number: _similar(guest, WARM + number), 0, TITLES)
    detail = {"p50_ms": 1000 * percentile(spans, 0.5), "questions": questions}
    yield Figure(
        "similar", "guest", TITLES, 1000 * percentile(spans, 0.95), "ms p95", targets.SIMILAR_MS, detail=detail
    )


def _search(guest: Client, text: str, number: int) -> None:
    guest.get(f"/search?q={quote(text)}&n={number}")


def _similar(guest: Client, number: int) -> None:
    asked = title(number * 37)
    slip = SLIPS[number % len(SLIPS)]
    guest.get(f"/similar?q={quote(asked + slip if slip.startswith(' ') else slip + asked)}")
