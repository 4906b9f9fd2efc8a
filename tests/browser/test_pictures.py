"""Pictures by paste, by drop and without JavaScript; bars drawn with the keyboard; on a phone's width."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.steps import answer, button, said, t

GIVE = """([bytes, name, kind, type, words]) => {
    const field = document.getElementById("reply-body"), data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, {type}));
    if (words) for (const one of ["text/plain", "text/html"]) data.setData(one, words);
    field.focus();
    const about = {bubbles: true, cancelable: true};
    return !field.dispatchEvent(kind === "paste" ? new ClipboardEvent("paste", {...about, clipboardData: data})
        : new DragEvent("drop", {...about, dataTransfer: data}));
}"""
MARK = re.compile(r"!\[Bild\]\(/u/[a-p]{32}\)")
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def png(width: int = 1200, height: int = 700) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (230, 240, 250)).save(out, "PNG")
    return out.getvalue()


def give(page: Page, kind: str, data: bytes, mime: str = "image/png", words: str = "") -> bool:
    """Paste or drop a file; tell whether the page took it (else the browser does with it what it does)."""
    return page.evaluate(GIVE, [list(data), "Police 12.345.678.png", kind, mime, words])


@pytest.fixture
def thread(village) -> str:
    return village.threads["solved"]


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_goes_into_the_text_and_is_shown(enter, village, thread, kind):
    page = enter(village.person(), thread, width="phone")
    page.locator("#reply-body").fill("So sieht es aus:")
    give(page, kind, png())
    said(page, "The picture stands in your text. Please say in a few words what it shows.")
    field = page.locator("#reply-body")
    assert MARK.search(field.input_value())
    assert "12.345" not in field.input_value()
    page.keyboard.type(f"Himmel, {kind}")
    assert f"![Himmel, {kind}](/u/" in field.input_value()
    expect(page.get_by_role("link", name=t("Cover parts of the picture"))).to_have_attribute(
        "href", re.compile("^/u/[a-p]{32}/cover$")
    )
    button(page, "Send the answer").click()
    shown = page.get_by_role("img", name=f"Himmel, {kind}")
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    page.wait_for_function("img => img.complete && img.naturalWidth > 0", arg=shown.element_handle())
    assert page.evaluate(WIDE) == 0


def test_what_is_no_picture_is_told_in_words_and_the_text_stays(enter, village, thread):
    page = enter(village.person(), thread)
    page.locator("#reply-body").fill("Mein Text")
    give(page, "paste", b"%PDF-1.4 no picture")
    said(page, "This is no picture that can be shown here. PNG, JPEG, WebP and GIF are.")
    assert page.locator("#reply-body").input_value() == "Mein Text"


def test_the_second_picture_stands_behind_the_first_and_undo_takes_them_away(enter, village, thread):
    page = enter(village.person(), thread)
    field = page.locator("#reply-body")
    field.click()
    page.keyboard.type("Zwei Seiten:")
    give(page, "drop", png())
    give(page, "drop", png())
    page.wait_for_function("() => document.getElementById('reply-body').value.split('](/u/').length === 3")
    page.keyboard.type("Rückseite")
    front, back = re.findall(r"!\[([^\]]*)\]\(/u/[a-p]{32}\)", field.input_value())
    assert (front, back) == ("Bild", "Rückseite")
    for _ in range(20):
        page.keyboard.press("Control+z")
    assert "/u/" not in field.input_value()


def test_a_document_is_never_opened_by_the_browser_in_the_place_of_the_text(enter, village, thread):
    page = enter(village.person(), thread)
    page.locator("#reply-body").fill("Mein Text")
    assert give(page, "drop", b"%PDF-1.4", mime="application/pdf")
    said(page, "This is no picture that can be shown here. PNG, JPEG, WebP and GIF are.")
    assert page.locator("#reply-body").input_value() == "Mein Text"


def test_words_of_an_office_program_are_pasted_as_words(enter, village, thread):
    page = enter(village.person(), thread)
    assert not give(page, "paste", png(), words="Franchise 300")
    assert give(page, "paste", png())


def test_without_javascript_the_button_puts_it_into_the_text(enter, village, thread):
    page = enter(village.person(), f"/t/{thread.split('/')[2].split('-')[0]}/reply", scripts=False)
    page.locator("#reply-body").fill("Ohne Skript")
    picture = {"name": "x.png", "mimeType": "image/png", "buffer": png()}
    page.locator("#reply-picture").set_input_files(picture)
    button(page, "Put it into the text").click()
    assert MARK.search(page.locator("#reply-body").input_value())
    button(page, "Send the answer").click()
    expect(page.get_by_role("img", name="Bild").first).to_be_attached()


def test_bars_are_drawn_with_the_keyboard_alone(enter, village, thread):
    page = enter(village.person(), thread, width="phone")
    give(page, "paste", png())
    cover = page.get_by_role("link", name=t("Cover parts of the picture")).get_attribute("href")
    answer(page, page.locator("#reply-body").input_value())
    page.wait_for_url("**#p*")
    page.goto(cover)
    canvas = page.locator("canvas")
    canvas.focus()
    expect(page.locator("[data-box]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    values = [page.locator(f"[name={side}1]").input_value() for side in "xywh"]
    assert [float(value) for value in values] == [32, 41, 41, 12]
    expect(page.locator("#bars-said")).to_contain_text("32")
    page.keyboard.press("Enter")
    expect(page.locator("[data-box]:visible")).to_have_count(3)
    page.keyboard.press("Delete")
    assert page.locator("[name=x2]").input_value() == ""
    assert page.evaluate(WIDE) == 0
    button(page, "Cover for good").press("Enter")
    said(page, "Covered for good. Nobody can take the bars off, and the uncovered picture is deleted.")
    assert page.evaluate("location.pathname") != cover


def test_bars_are_drawn_with_the_pointer(enter, village, thread):
    page = enter(village.person(), thread)
    give(page, "drop", png())
    cover = page.get_by_role("link", name=t("Cover parts of the picture")).get_attribute("href")
    answer(page, page.locator("#reply-body").input_value())
    page.wait_for_url("**#p*")
    page.goto(cover)
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5)
    page.mouse.up()
    found = [float(page.locator(f"[name={side}1]").input_value()) for side in "xywh"]
    assert all(abs(one - wanted) < 1 for one, wanted in zip(found, (10, 10, 50, 40), strict=True))
