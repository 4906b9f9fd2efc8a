"""Ask with an AHV number: pointed out while typing, refused kindly, masked and published; with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import button, fill_question, send_question, t, title

AHV, MASKED = "756.1234.5678.97", "756.••••.••••.••"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_ahv_number_is_masked_and_then_published(visit, village, scripts):
    page = visit("/ask", scripts=scripts)
    fill_question(page, f"Wem gebe ich die Nummer an? {scripts}", f"Meine Nummer ist {AHV}.")
    send_question(page)
    expect(page.get_by_text(t("We do not keep this:"))).to_be_visible()
    expect(page.get_by_text(MASKED)).to_be_visible()
    button(page, "Mask and publish").click()
    title(page, t("One more step, then your question is out"))
    expect(page.get_by_text(MASKED)).to_be_visible()
    assert AHV not in page.content()


def test_scripts_say_it_while_somebody_types(visit, village):
    page = visit("/ask")
    fill_question(page, "Wem gebe ich die Nummer an?", f"Meine Nummer ist {AHV}.")
    button(page, "Mask it now").click()
    expect(page.locator("#body")).to_have_value(f"Meine Nummer ist {MASKED}.")
    expect(page.locator("[data-shield-note]")).to_be_hidden()
