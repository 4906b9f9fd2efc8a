"""What the shield costs: an ordinary post, and that twice as much hostile text takes no more than twice as long."""

from collections.abc import Iterator
from time import process_time

from forum.bench import targets
from forum.bench.figures import Figure
from forum.core.markup import MAX_SOURCE
from forum.core.shield.finder import find

HOSTILE = (
    "7", "7 ", "756.", "80756 ", "ch93 ", "iban", "@", "a@", "a.", "<a ", "&#55;", "7\u200b", "krebs ", "+4", "(at)",
    "*7", "ich habe krebs ", "police nr 1",
    "geb. 1.1.84 ", "1 januar ", "079 ", "morbus ", "mein mein ", "nummer nr no ",
)  # fmt: skip
ORDINARY = "Ich habe eine Frage zur Prämie und zur Franchise von 2500 Franken, seit der Brief kam. " * 7
ROUNDS, POSTS = 5, 200


def measure_shield() -> Iterator[Figure]:
    """Measure CPU time; the worst of the hostile texts counts."""
    spans = {seed: (took(seed, MAX_SOURCE // 2), took(seed, MAX_SOURCE)) for seed in HOSTILE}
    worst = max(whole / half for half, whole in spans.values())
    slowest = 1000 * max(whole for _half, whole in spans.values())
    n = len(HOSTILE)
    yield Figure("shield", "twice as long", n, worst, "×", targets.SHIELD_DOUBLED, detail={"slowest_ms": slowest})
    start = process_time()
    for number in range(POSTS):
        find(f"{ORDINARY}{number}")
    spent = 1000 * (process_time() - start) / POSTS
    yield Figure("shield", "ordinary post", POSTS, spent, "ms CPU", targets.SHIELD_POST_MS)


def took(seed: str, size: int) -> float:
    """Give the least CPU seconds for a text of so many characters made of a seed."""
    text = (seed * (size // len(seed) + 1))[:size]
    spans = []
    for _ in range(ROUNDS):
        find.cache_clear()
        start = process_time()
        find(text)
        spans.append(process_time() - start)
    return max(min(spans), 1e-4)
