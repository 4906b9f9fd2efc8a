"""What Lighthouse asks of accessibility, best practice and search engines: nothing is lost. Speed: `forum bench`."""

import pytest

from forum.bench.lighthouse import report
from tests.plugins.servers import needs

pytestmark = pytest.mark.soak  # seven seconds a page, and npm has to bring Lighthouse first
ASKED = "accessibility,best-practices,seo"
PAGES = [
    ("", "/", ""),
    ("", "{solved}", ""),
    ("", "/ask", "is-crawlable"),  # forms, results and people are not to be found, on purpose
    ("", "/search?q=franchise", "is-crawlable"),
    ("", "/m/Bergdohle", "is-crawlable"),
    ("Leitung", "/dashboard", "is-crawlable"),
]


@pytest.mark.parametrize(("handle", "path", "skip"), PAGES, ids=lambda value: value or "-")
def test_nothing_is_lost(server, village, handle, path, skip):
    needs("chromium")
    kept = village.cookie(handle) if handle else None
    cookie = f"{kept['name']}={kept['value']}" if kept else ""
    found = report(server.url + path.format(**village.threads), cookie=cookie, skip=skip, only=ASKED)
    assert {name: part["lost"] for name, part in found.items() if part["score"] != 1} == {}
