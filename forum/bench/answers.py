"""Whether the time of an answer tells if an address is known: sign in, new password, sign up, alternating."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from forum.bench import targets
from forum.bench.client import Client, client, timed
from forum.bench.figures import Figure
from forum.bench.processes import Serving
from forum.bench.replies import TOKEN
from forum.bench.site import Site

WARM, SAMPLES = 20, 200
OK = frozenset({200, 303, 422})
PASSWORD = "ein Murmeltier pfeift laut"  # noqa: S105 - typed into a form, nobody's
Fields = dict[str, str]


def measure_answers(site: Site, server: Serving) -> Iterator[Figure]:
    """Measure 200 answers each for known and unknown, one after the other in turn; p by Mann and Whitney."""
    address = site.known_address(PASSWORD)
    for path, fields in DOORS.items():
        known, other = _alternate(server, path, address, fields)
        p, apart = same(known, other), 1000 * abs(median(known) - median(other))
        detail = {"p": p, "known_p50_ms": 1000 * median(known), "other_p50_ms": 1000 * median(other)}
        yield Figure("answers", path, SAMPLES, p, "p", targets.SAME_P, least=True, detail=detail)
        yield Figure("answers", path, SAMPLES, apart, "ms apart", targets.SAME_MS)


def _sign_in(email: str, _number: int) -> Fields:
    return {"identifier": email, "password": PASSWORD}


def _forgot(email: str, _number: int) -> Fields:
    return {"email": email}


def _sign_up(email: str, number: int) -> Fields:
    form = {"handle": f"Bergdohle{number}", "email": email, "password": PASSWORD, "voice": "de"}
    return form | {"age": "1", "consent": "1"}


DOORS: dict[str, Callable[[str, int], Fields]] = {"/login": _sign_in, "/forgot": _forgot, "/signup": _sign_up}


def _alternate(
    server: Serving, path: str, address: str, fields: Callable[[str, int], Fields]
) -> tuple[list[float], list[float]]:
    spans: tuple[list[float], list[float]] = ([], [])
    with client(server) as visitor:
        token = opened(visitor, path)

        def send(number: int) -> None:
            email = f"nobody{number}@x.example" if number % 2 else address
            visitor.post(path, fields(email, number) | {"csrf_token": token}, OK)

        for number in range(2 * (WARM + SAMPLES)):
            spans[number % 2].extend(timed(send, number, 1))
    return spans[0][WARM:], spans[1][WARM:]


def opened(visitor: Client, path: str) -> str:
    """Open a form as a browser does: keep the cookie, give the token."""
    found = TOKEN.search(visitor.get(path, keep=True))
    if found is None:
        raise RuntimeError(f"{path} has no form")
    return found[1].decode()


def same(one: Sequence[float], other: Sequence[float]) -> float:
    """Give the two-sided p of Mann and Whitney's U (normal approximation): how well one and the other may be alike.

    Equal values share the middle of their ranks; the variance is not corrected for them, which makes p too large
    rather than too small by a hair.
    """
    ordered = sorted((*one, *other))
    ranks = sum((bisect_left(ordered, value) + bisect_right(ordered, value) + 1) / 2 for value in one)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))
