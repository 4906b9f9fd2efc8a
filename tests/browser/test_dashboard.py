"""The manager looks at a figure, at what it means, at the cases behind it, and takes them along as CSV."""

import csv
import io

from playwright.sync_api import expect

from tests.browser.steps import t


def test_from_tile_to_definition_to_cases_to_csv(enter, village):
    village.thread(village.person(), title="Wartet noch, mit Komma; und «Anführung»")
    page = enter("Leitung", "/dashboard")
    page.get_by_role("link", name=t("Without an answer")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(t("Without an answer"))
    shown = page.get_by_role("table").last.get_by_role("row")
    expect(shown.filter(has_text="Wartet noch, mit Komma; und «Anführung»")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name=t("Load as CSV")).click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == shown.count()
    assert any("Wartet noch, mit Komma; und «Anführung»" in row for row in rows)
