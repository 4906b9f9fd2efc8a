"""What the journeys share: the village on the one server, pages signed in without typing, watchful pages."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from forum.app import create_app
from forum.config import Settings
from tests.browser.village import Village, leave, settle
from tests.plugins.processes import Server


@pytest.fixture(scope="session")
def village(server: Server) -> Iterator[Village]:
    """The community on the server's database; journeys add people of their own and leave the others alone."""
    made = settle(create_app(Settings(data_dir=server.data_dir)))
    yield made
    leave(made)


@pytest.fixture
def enter(visit: Callable[..., Page], village: Village, server: Server) -> Callable[..., Page]:
    """Open a page signed in: `enter("Fragende", "/ask", width="phone")`."""

    def opened(handle: str, path: str = "/", **more: object) -> Page:
        page = visit(None, **more)
        page.context.add_cookies([{**village.cookie(handle), "url": server.url}])
        page.goto(path)
        return page

    return opened


@pytest.fixture(autouse=True)
def _no_exception_in_the_log(server: Server) -> Iterator[None]:
    """Fail the journey during which the server wrote a traceback."""
    before = server.log.stat().st_size
    yield
    with server.log.open(encoding="utf-8", errors="replace") as log:
        log.seek(before)
        said = log.read()
    assert "Traceback" not in said, said[-4000:]
    assert '"level": "error"' not in said, said[-4000:]
