"""Which way somebody came in, told from what a browser says by itself; nothing of it is kept but a number.

An arrival is a page opened from outside: a link on another site, a scanned or dictated short link, a typed address or
bookmark. Going on inside the house, reloading, prefetching and machines are none. Machines that send what browsers send
cannot be told apart.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import urlsplit

NAMED = frozenset({"portal", "qr", "call"})
"""Entries that an address may name by `via=`."""
SEARCH = re.compile(
    r"(?:(?:www|m)\.)?google(?:\.[a-z]{2,3}){1,2}|com\.google\.android\.googlequicksearchbox"
    r"|(?:(?:www|cn|html|lite|search|ch|de|fr|it|m|r)\.)?(?:[a-z]{2}\.)?(?:search\.yahoo|bing|duckduckgo|ecosia|qwant"
    r"|startpage|swisscows|yandex|baidu|kagi|mojeek|search\.brave|search)\.(?:com|org|ch|ru|net)"
)
MACHINE = re.compile(
    r"bot\b|bot[/_;]|crawl|spider|slurp|scan|monitor|preview|fetch|lighthouse|headless|validator|archiv|facebookexternal"
    r"|embedly|whatsapp|telegram|skype|curl|wget|python|java/|go-http|okhttp|node|axios|ruby|perl|libwww|httpclient",
    re.IGNORECASE,
)
AGAIN = ("max-age=0", "no-cache")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is looked at: `via` of the address, and these headers (empty: not sent)."""

    via: str = ""
    referrer: str = ""
    agent: str = ""
    site: str = ""
    mode: str = ""
    purpose: str = ""
    cache: str = ""


def entry_of(visit: Visit, own: AbstractSet[str], portal: AbstractSet[str]) -> str | None:
    """Name the entry of an arrival; none when it is no arrival. `own`, `portal`: host names."""
    if visit.site == "same-origin" or visit.mode not in {"", "navigate"} or not _person(visit):
        return None
    host = host_of(visit.referrer)
    if host in own:
        return None
    if visit.via in NAMED:
        return visit.via
    if host in portal:
        return "portal"
    if host:
        return "search" if SEARCH.fullmatch(host) else "other"
    return "other" if visit.site == "cross-site" else "direct"


def host_of(address: str) -> str:
    """Give the host of an address in lower case; empty when there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _person(visit: Visit) -> bool:
    if not visit.agent.startswith("Mozilla/") or visit.purpose:
        return False
    return visit.cache not in AGAIN and MACHINE.search(visit.agent) is None
