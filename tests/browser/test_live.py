"""An open thread hears that somebody answered; after a crash of the web process it still does."""

import os
import re
import signal
import time
from pathlib import Path

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.steps import button, post_of, t

COMES_MS = 15_000


def new_answers(page: Page, number: int) -> None:
    text = t("Show %(num)s new answer", num=1) if number == 1 else str(number)
    expect(page.locator(".livebar")).to_contain_text(text, timeout=COMES_MS)


def listen(page: Page, path: str) -> WebSocket:
    """Open a thread and wait until its socket has joined and the fragment was fetched once."""
    with page.expect_websocket() as socket, page.expect_response(re.compile("/fragment")):
        page.goto(path)
    return socket.value


def test_a_new_answer_is_told_and_shown_on_a_click(enter, village):
    asker, helper = village.person(), village.person()
    path = village.thread(asker)
    page = enter(asker)
    listen(page, path)
    page.locator("#reply-body").fill("Mein halber Satz")
    expect(page.locator(".livebar")).to_have_count(0)
    village.answer(path, helper, "Hier ist sie.")
    new_answers(page, 1)
    expect(post_of(page, helper)).to_have_count(0)
    assert page.locator("#reply-body").input_value() == "Mein halber Satz"
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".livebar").get_by_role("link").click()
    expect(post_of(page, helper)).to_contain_text("Hier ist sie.")


def test_a_guest_opens_no_socket(visit, village):
    page, opened = visit("/"), []
    page.on("websocket", lambda socket: opened.append(socket.url))
    page.goto(village.threads["solved"])
    page.wait_for_load_state("networkidle")
    assert opened == []
    expect(page.locator("script[src*=socket]")).to_have_count(0)


def test_it_comes_back_after_the_web_process_was_killed(enter, village, server):
    asker, helper = village.person(), village.person()
    path = village.thread(asker)
    page = enter(asker)
    listen(page, path)
    for process in web_processes(server.process.pid):
        os.kill(process, signal.SIGKILL)
    village.answer(path, helper, "In der Zwischenzeit.")
    server.wait()
    new_answers(page, 1)
    village.answer(path, helper, "Und noch eine.")
    new_answers(page, 2)


def test_signing_out_elsewhere_ends_the_socket(enter, village):
    asker = village.person()
    path = village.thread(asker)
    page = enter(asker)
    socket = listen(page, path)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("banner").locator("summary").click()
    button(other, "Sign out").click()
    expect(other.get_by_role("banner").get_by_role("link", name=t("Sign in"))).to_be_visible()
    deadline = time.monotonic() + COMES_MS / 1000
    while not socket.is_closed() and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert socket.is_closed()


def web_processes(supervisor: int) -> list[int]:
    """The web process below a supervisor."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            found = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE)
            parents[int(status.parent.name)] = int(found[1]) if found else 0
        except OSError:
            continue
    below = {child for child, parent in parents.items() if parent == supervisor}
    below |= {child for child, parent in parents.items() if parent in below}
    return [one for one in sorted(below) if Path(f"/proc/{one}/comm").read_text() == "stube web\n"]
