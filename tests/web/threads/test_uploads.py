"""Pictures come in by POST /uploads or with a form, belong to their owner, and go into the posts that show them."""

import io
import json
import re
from dataclasses import replace

import pytest

from forum.core.db import session
from forum.core.pictures import Drawn
from forum.threads.models import Post, Upload
from tests.fixtures.shared import DATA, needs
from tests.plugins.databases import both_databases
from tests.web.threads.pictures import files, png, row, sent

NAMES = (
    "../../../etc/passwd",
    "a.png\0.php",
    "a;rm -rf.png",
    "756.1234.5678.97.png",
    "a" * 300 + ".png",
    "\u202egnp.exe",
)


@both_databases
def test_a_picture_comes_in_and_says_how_to_show_it(house):
    answer = sent(house.client("helper"))
    assert answer.status_code == 201
    told = answer.json
    assert told["markdown"] == f"![Bild](/u/{told['id']})"
    assert (told["width"], told["height"]) == (60, 40)
    assert answer.headers["Location"] == told["url"] == f"/u/{told['id']}"
    assert len(files(house)) == 2
    assert row(house, told["id"]).owner_id == house.people["helper"]


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", png()[:50]])
def test_what_is_no_picture_is_refused_in_words(house, data):
    answer = sent(house.client("helper"), data)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"] == "Das Bild wurde nicht angenommen."
    assert answer.json["status"] == 422
    assert "Bild" in answer.json["detail"]
    assert files(house) == set()
    assert house.count(Upload) == 0


def test_guests_bring_nothing(house):
    answer = sent(house.client())
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"
    assert house.count(Upload) == 0


def test_too_big_a_file_is_refused_and_other_routes_keep_their_limit(house, monkeypatch):
    client = house.client("helper")
    for path, size in (("/uploads", 26_000_000), ("/ask", 26_000_000), ("/preview", 1_100_000)):
        said = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
        assert client.post(path, environ_overrides=said).status_code == 413
    told = client.post("/uploads", environ_overrides=said | {"CONTENT_LENGTH": "26000000"})
    assert told.json["detail"] == "Diese Datei ist zu gross. Bilder dürfen bis 10 Megabyte haben."
    monkeypatch.setattr("forum.core.pictures.caps.MAX_BYTES", 50)
    assert sent(client).json["detail"] == told.json["detail"]


def test_the_file_name_goes_nowhere(house, caplog):
    names = [
        "../../../etc/passwd",
        "a.png\0.php",
        "a;rm -rf.png",
        "756.1234.5678.97.png",
        "a" * 300 + ".png",
        "\u202egnp.exe",
    ]
    for name in names:
        assert sent(house.client("helper"), name=name).status_code == 201
    kept = files(house)
    assert all(re.fullmatch(r"[0-9a-f]{40}(-s)?", name) for name in kept)
    assert len(kept) == 2 * len(NAMES)
    assert "756.1234" not in caplog.text


@needs("attack_files")
def test_no_hostile_file_name_matters(house, monkeypatch):
    monkeypatch.setattr("forum.threads.views.receiving.redraw", lambda *_: Drawn(b"RIFF", b"RIFF", 8, 8, 0))
    names = json.loads((DATA / "attack_files" / "filenames.json").read_text())
    client = house.client("helper")
    for name in names:
        answer = sent(client, name=name)
        assert answer.status_code == 201
        assert name not in answer.text
    assert len(files(house)) == 2 * len(names)


def test_the_quota_counts_pictures_and_bytes(house):
    house.app.extensions["forum.settings"] = replace(house.app.extensions["forum.settings"], pictures_per_day=2)
    client = house.client("helper")
    assert [sent(client).status_code for _ in range(3)] == [201, 201, 422]
    assert "für einen Tag" in sent(client).json["detail"]
    assert sent(house.client("other")).status_code == 201


def test_a_post_takes_its_author_s_pictures_in_with_their_size(house):
    client = house.client("helper")
    told = sent(client).json
    done = client.post(f"/t/{house.thread}/reply", data={"body": f"So sieht es aus:\n\n{told['markdown']}"})
    assert done.status_code == 303
    page = house.client().get(done.location.split("#")[0]).text
    waits = 'alt="Bild (Dieses Bild wird angeschaut.)" width="60" height="40" loading="lazy" data-state="held">'
    assert f'<img src="/u/{told["id"]}" {waits}' in page, "a newcomer's picture waits, and says so"
    assert row(house, told["id"]).post.source.startswith("So sieht")


def test_nobody_shows_somebody_else_s_picture_or_one_of_another_post(house):
    theirs = sent(house.client("other")).json
    house.client("helper").post(f"/t/{house.thread}/reply", data={"body": f"Geklaut: {theirs['markdown']}"})
    assert row(house, theirs["id"]).post is None
    mine = sent(house.client("helper")).json
    for number in (1, 2):
        house.client("helper").post(f"/t/{house.thread}/reply", data={"body": f"{number}: {mine['markdown']}"})
    last = house.do(lambda: session().query(Post).order_by(Post.id.desc()).first())
    assert "<img" not in last.html
    assert f'<a href="/u/{mine["id"]}">Bild</a>' in last.html


def test_without_javascript_the_form_takes_the_picture(house):
    client = house.client("helper")
    form = {"body": "Vorher", "upload": "1", "picture": (io.BytesIO(png()), "x.png")}
    again = client.post(f"/t/{house.thread}/reply", data=form)
    assert again.status_code == 200
    assert re.search(r"Vorher\n\n!\[Bild\]\(/u/[a-p]{32}\)", again.text)
    done = client.post(f"/t/{house.thread}/reply", data={"body": "Gleich", "picture": (io.BytesIO(png()), "x.png")})
    assert done.status_code == 303
    assert house.count(Upload, Upload.post_id.is_not(None)) == 1


def test_a_refused_picture_keeps_what_was_typed(house):
    bad = (io.BytesIO(b"%PDF-1.4"), "x.png")
    reply = house.client("helper").post(f"/t/{house.thread}/reply", data={"body": "Mein langer Text", "picture": bad})
    assert reply.status_code == 422
    assert "Mein langer Text" in reply.text
    assert "Das ist kein Bild" in reply.text
    bad = (io.BytesIO(b"%PDF-1.4"), "x.png")
    ask = house.client("helper").post("/ask", data={"title": "Eine Frage mit Bild?", "body": "Text", "picture": bad})
    assert ask.status_code == 422
    assert 'id="e-picture"' in ask.text
    answer = house.answer("helper")
    bad = (io.BytesIO(b"%PDF-1.4"), "x.png")
    edit = house.client("helper").post(f"/p/{answer}/edit", data={"body": "Neu", "seen_revision": "0", "picture": bad})
    assert edit.status_code == 422
    assert "Neu" in edit.text
