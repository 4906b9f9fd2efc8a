"""Posting: one reply after another, and eight members at once."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from forum.bench import targets
from forum.bench.client import Client, client, percentile, timed
from forum.bench.figures import Figure, Load
from forum.bench.processes import Serving
from forum.bench.site import WRITER, Site

TOKEN = re.compile(rb'name="csrf_token"\s+value="([^"]+)"')
WARM, ALONE = 20, 200
MEMBERS, EACH = 8, 50


def measure_replies(site: Site, server: Serving, bare: Load) -> Iterator[Figure]:
    """Post to threads of different topics; a request that is not answered with 303 ends the run."""
    with client(server, site.cookie(WRITER)) as writer:
        token = csrf(writer, site)
        timed(lambda number: reply(writer, site, token, number, "warm"), 0, WARM)
        before = server.cpu_s()
        spans = timed(lambda number: reply(writer, site, token, number, "alone"), 0, ALONE)
        cpu_ms = 1000 * (server.cpu_s() - before) / ALONE
    detail = {"cpu_ms": cpu_ms, "ratio": cpu_ms / bare.cpu_ms, "p95_ms": 1000 * percentile(spans, 0.95)}
    p50 = 1000 * percentile(spans, 0.5)
    yield Figure("reply", "member", ALONE, p50, "ms p50", targets.REPLY_P50_MS, detail=detail)
    cookies = [site.cookie(f"mitglied{number}") for number in range(MEMBERS)]
    with ThreadPoolExecutor(MEMBERS) as crowd:
        begun = time.perf_counter()
        for done in [crowd.submit(_many, site, server, cookie, who) for who, cookie in enumerate(cookies)]:
            done.result()
        rate = MEMBERS * EACH / (time.perf_counter() - begun)
    yield Figure("reply", f"{MEMBERS} members", MEMBERS * EACH, rate, "a second", targets.REPLIES_PER_S, least=True)


def _many(site: Site, server: Serving, cookie: str, who: int) -> None:
    with client(server, cookie) as writer:
        token = csrf(writer, site)
        timed(lambda number: reply(writer, site, token, number, f"crowd {who}"), 0, EACH)


def csrf(writer: Client, site: Site) -> str:
    """Read the token of a member's forms; it holds as long as the session."""
    found = TOKEN.search(writer.get(site.threads[0]))
    if found is None:
        raise RuntimeError("the thread's page has no form")
    return found[1].decode()


def reply(writer: Client, site: Site, token: str, number: int, words: str) -> None:
    """Post one reply, different from all others."""
    thread = site.threads[number % len(site.threads)].split("-")[0]
    body = f"Antwort {words} {number}: Bei mir war es **genauso**, die zweite Seite der Rechnung half weiter."
    writer.post(f"{thread}/reply", {"csrf_token": token, "body": body})
