"""Disclosures prevented: counted by day and kind, refused and then masked once, screen and CSV alike."""

import csv
import io

import pytest

from forum.core import telemetry
from forum.core.shield.counts import add_counts
from tests.web.threads.house import House
from tests.web.threads.test_asking import GOOD

AHV, PHONE = "756.1234.5678.97", "079 555 01 23"


@pytest.fixture
def house(app):
    telemetry.flush({})
    return House(app)


def test_what_was_prevented_is_counted_and_not_what_it_was(house):
    browser = house.client("other")
    typed = {**GOOD, "body": f"AHV {AHV}, Tel. {PHONE}"}
    assert browser.post("/ask", data=typed).status_code == 422
    assert browser.post("/ask", data={**typed, "shield": "mask"}).status_code == 303
    assert browser.get(f"/search?q={AHV}").status_code == 303
    house.do(lambda: telemetry.flush({"shield": add_counts}))
    manager = house.client("manager")
    page, table = manager.get("/dashboard?days=7"), manager.get("/dashboard/disclosures?days=7")
    rows = list(csv.reader(io.StringIO(manager.get("/dashboard/disclosures.csv?days=7").text)))[1:]
    assert [row[1:4] for row in rows] == [
        ["AHV-Nummer", "Nicht angenommen", "1"],
        ["AHV-Nummer", "Aus einer Suche genommen", "1"],
        ["Telefonnummer", "Von der Verfasserin oder dem Verfasser unkenntlich gemacht", "1"],
    ]
    assert all(cell in table.text for row in rows for cell in row[:3])
    assert "2 Nummern, 1 Angaben" in page.text
    assert "1234" not in "".join(cell for row in rows for cell in row)
