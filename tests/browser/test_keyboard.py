"""Ask, answer and accept without a mouse: every step is reached by Tab, and the focus is always seen."""

from playwright.sync_api import Page, expect

from tests.browser.steps import t, title

MOST_TABS = 120
OUTLINE = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    const frame = at.closest("label, .editor"), parent = frame ? getComputedStyle(frame) : style;
    const seen = one => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== "none";
    return {seen: seen(style) || seen(parent), top: box.top, bottom: box.bottom, high: innerHeight};
}"""


WORDS = """() => {
    const at = document.activeElement, labels = [...(at.labels ?? [])].map(label => label.textContent);
    return [at.textContent, ...labels].join(" ").replace(/\\s+/g, " ");
}"""


def tab_to(page: Page, msgid: str, **values: str) -> None:
    """Press Tab until the element with these words has the focus; it must be seen there."""
    wanted = t(msgid, **values)
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(WORDS):
            focus = page.evaluate(OUTLINE)
            assert focus["seen"], f"the focus on {wanted!r} is not seen"
            assert focus["bottom"] > 0, wanted
            assert focus["top"] < focus["high"], wanted
            return
    raise AssertionError(f"{wanted!r} was not reached by {MOST_TABS} times Tab")


def test_the_first_tab_skips_to_the_content(visit, village):
    page = visit("/c/praemien")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=t("Skip to content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_ask_answer_and_accept_by_keyboard(enter, village):
    asker, helper = village.person(), village.person()
    page = enter(asker, "/ask")
    tab_to(page, "Your question in one sentence")
    page.keyboard.type("Geht das alles ohne Maus?")
    tab_to(page, "What happened, what have you tried?")
    page.keyboard.type("Ich will es nur mit Tasten tun.")
    tab_to(page, "Prämien und Franchise")
    page.keyboard.press("Space")
    tab_to(page, "Ask the question")
    page.keyboard.press("Enter")
    title(page, "Geht das alles ohne Maus?")
    path = page.evaluate("location.pathname")

    other = enter(helper, path)
    tab_to(other, "Your answer to %(name)s", name=asker)
    other.keyboard.type("Ja, bis zum Ende.")
    tab_to(other, "Send the answer")
    other.keyboard.press("Enter")
    expect(other.get_by_role("article", name=t("Answer by %(name)s", name=helper))).to_be_visible()

    page.reload()
    tab_to(page, "This solved it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name=t("Solution by %(name)s", name=helper))).to_be_visible()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(enter, village):
    page = enter("Fragende", village.threads["solved"])
    menu = page.get_by_role("banner").locator("summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=t("Sign out"))).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=t("Sign out"))).to_be_hidden()
    expect(menu).to_be_focused()
