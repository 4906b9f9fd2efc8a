"""A community in which nothing was written yet can be searched, as often as one likes."""

from forum import worker
from tests.factories import category, member, thread


def test_an_empty_index_finds_nothing_again_and_again(client):
    assert [client.get("/search?q=franchise").status_code for _ in range(3)] == [200, 200, 200]


def test_similar_threads_appear_once_indexed(app, client):
    assert client.get("/similar?q=Zahlt ihr die Zahnspange?").text.strip() == ""
    with app.app_context():
        place = category("familie")
        thread(member(), place, title="Zahnspange beim Kind: Was übernimmt die Zusatzversicherung?")
        thread(member(), category("drinnen", audience="members"), title="Zahnspange, nur für Mitglieder")
        worker.drain(app)
    page = client.get("/similar?q=Zahlt ihr die Zahnspange fürs Kind?")
    assert "Zusatzversicherung" in page.text
    assert "nur für Mitglieder" not in page.text
