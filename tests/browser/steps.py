"""What people do on the pages, by role and label; words come from the catalogue, so wording may change freely."""

import email
import re
import time
from email.policy import default
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from forum.core.i18n import catalogue

PASSWORD = "drei kleine Murmeltiere"


def t(msgid: str, **values: object) -> str:
    """Say a msgid as the German page says it."""
    text = catalogue("de").get(msgid, msgid)
    chosen = text if isinstance(text, str) else text[0]
    return chosen % values if values else chosen


def sign_up(page: Page, address: str) -> str:
    """Fill the one screen on which an account begins, with the proposed pseudonym; give it."""
    handle = page.get_by_label(t("Your pseudonym, our proposal")).input_value()
    page.get_by_label(t("E-mail")).fill(address)
    page.get_by_label(t("Password")).fill(PASSWORD)
    page.get_by_label(t("I am 16 or older.")).check()
    page.get_by_label(t("I agree with the")).check()
    page.locator("main form").get_by_role("button").last.click()
    return handle


def sign_in(page: Page, name: str) -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label(t("Pseudonym or e-mail")).fill(name)
    page.get_by_label(t("Password"), exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name=t("Sign in")).click()


def fill_question(page: Page, title: str, body: str, place: str = "Prämien und Franchise") -> None:
    """Fill the ask page."""
    page.get_by_label(t("Your question in one sentence")).fill(title)
    page.get_by_label(t("What happened, what have you tried?")).fill(body)
    page.get_by_label(place).check()


def send_question(page: Page) -> None:
    """Send what the ask page holds."""
    page.get_by_role("button", name=t("Ask the question")).click()


def answer(page: Page, text: str) -> None:
    """Answer on the thread's page or on the answer's own."""
    page.locator("#reply-body").fill(text)
    page.get_by_role("button", name=t("Send the answer")).click()


def typed(page: Page) -> dict[str, str]:
    """Give what stands in the named text fields of the page's forms."""
    fields = page.locator("main input[type=text], main textarea")
    return dict(fields.evaluate_all("all => all.map(field => [field.name, field.value])"))


def post_of(page: Page, name: str) -> Locator:
    """Give the answer (or solution) that somebody wrote."""
    labels = "|".join(re.escape(t(label, name=name)) for label in ("Answer by %(name)s", "Solution by %(name)s"))
    return page.get_by_role("article", name=re.compile(f"^({labels})$"))


def button(place: Page | Locator, msgid: str) -> Locator:
    """Give the button with these words (a name for screen readers may follow)."""
    return place.get_by_role("button", name=t(msgid))


def more(post: Locator, msgid: str) -> None:
    """Choose something from a post's small menu."""
    post.locator("summary").filter(has_text=t("More about this post")).click()
    post.get_by_role("listitem").filter(has_text=re.compile(rf"^\s*{re.escape(t(msgid))}\s*$")).locator(
        "a, button"
    ).click()


def path_in_mail(data_dir: Path, address: str, seconds: float = 20) -> str:
    """Wait for the newest mail to an address and give the path of the first link in it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for path in sorted((data_dir / "mail").glob("*.eml"), key=lambda path: -path.stat().st_mtime_ns):
            mail = email.message_from_bytes(path.read_bytes(), policy=default)
            found = re.search(r"https?://[^/]+(/\S+)", mail.get_content()) if mail["To"] == address else None
            if found:
                return found[1]
        time.sleep(0.1)
    raise AssertionError(f"no mail to {address} came")


def title(page: Page, text: str) -> None:
    """Expect the page's heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def said(page: Page, msgid: str) -> None:
    """Expect a message of the page about what was done."""
    expect(page.get_by_role("status").filter(has_text=t(msgid))).to_be_visible()
