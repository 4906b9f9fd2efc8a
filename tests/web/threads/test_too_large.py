"""A picture that is far too big, sent without JavaScript: the text beside it comes back, and so does the draft."""

import os

import pytest

from forum.core import retyped
from forum.core.db import session
from forum.threads.models import Draft
from forum.threads.views.receiving import MOST

OURS = {"Sec-Fetch-Site": "same-origin"}
TEXT = "Mein <Text> mit Ümlaut\r\nund noch einer Zeile"


def big(before: dict[str, str], after: dict[str, str]) -> dict[str, object]:
    """A form whose file is too big, as browsers send it: fields in their order around the file."""
    part = "--grenze\r\nContent-Disposition: form-data; name={}\r\n\r\n{}\r\n"
    texts = ["".join(part.format(*field) for field in fields.items()).encode() for fields in (before, after)]
    head = b'--grenze\r\nContent-Disposition: form-data; name="picture"; filename="x.png"\r\n\r\n'
    body = texts[0] + head + os.urandom(1000) + b"\0" * MOST + b"\r\n" + texts[1] + b"--grenze--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=grenze"}


@pytest.mark.parametrize("headers", [OURS, {}])
def test_the_text_in_front_of_the_file_comes_back(house, headers):
    """Only to our own pages: another site's words are not shown as if somebody here had typed them."""
    answer = house.client("helper").post(
        f"/t/{house.thread}/reply", headers=headers, **big({"body": TEXT, "place": "x"}, {})
    )
    page = answer.text
    assert answer.status_code == 413
    assert ("Mein &lt;Text&gt; mit Ümlaut" in page) == bool(headers)
    assert "10 Megabyte" in page
    assert f'href="/t/{house.thread}/reply"' in page or f'action="/t/{house.thread}/reply"' in page
    assert house.do(lambda: session().query(Draft).count()) == 0


def test_what_comes_back_can_be_sent(house):
    client = house.client("helper")
    client.post(f"/t/{house.thread}/reply", headers=OURS, **big({"body": TEXT}, {}))
    assert client.post(f"/t/{house.thread}/reply", data={"body": TEXT}).status_code == 303


def test_where_nothing_can_be_read_the_page_leads_back_to_the_draft(house):
    client = house.client("helper")
    place = {"place": f"reply:{house.thread}", "version": 0, "body": "Vorher gesichert"}
    client.post("/drafts", data=place, headers={"Accept": "application/json"})
    answer = client.post(f"/t/{house.thread}/reply", headers=OURS, **big({}, {"body": "dahinter"}))
    assert answer.status_code == 413
    assert f'href="/t/{house.thread}/reply">Zurück zu deinem Text</a>' in answer.text
    assert "Vorher gesichert" in client.get(f"/t/{house.thread}/reply").text


def test_a_secret_does_not_come_back_and_a_program_is_told_as_ever(house):
    guest = house.client()
    answer = guest.post("/login", data={"identifier": "x" * 1_000_000, "password": "geheim"}, headers=OURS)
    assert answer.status_code == 413
    assert "geheim" not in answer.text
    told = guest.post("/api/v1/threads", data=b"x" * 1_100_000, content_type="application/json")
    assert told.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\nganz\r\n--b\r\n', {"body": "ganz"}),
        (b'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\nnur ein St', {}),
        (b"--b\r\nContent-Disposition: nonsense", {}),
        (b"\x00\xff" * 99, {}),
        (b"", {}),
    ],
)
def test_only_whole_fields_are_read(head, found):
    assert retyped.fields_of(head, b"b").to_dict() == found
