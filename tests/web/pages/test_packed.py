"""Packed pages and files: for browsers that unpack them, byte for byte the same inside, and never a member's page."""

import gzip

import pytest

from forum.core import page_cache
from forum.core.assets import asset
from tests import factories

TAKES = {"Accept-Encoding": "gzip, br"}


@pytest.fixture(params=[True, False], ids=["kept", "not kept"])
def client(request, app):
    page_cache.switch(on=request.param)
    yield app.test_client()
    page_cache.switch(on=False)


def test_a_guests_page_is_packed_where_it_is_wanted(client):
    plain, packed = client.get("/rules"), client.get("/rules", headers=TAKES)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert {"Accept-Encoding", "Cookie"} <= set(packed.headers["Vary"].split(", "))
    again = {**TAKES, "If-None-Match": packed.headers["ETag"]}
    assert client.get("/rules", headers=again).status_code == 304


def test_a_packed_page_says_noindex_too(client):
    plain, packed = (client.get("/offline", headers=head) for head in ({}, TAKES))
    assert plain.headers["X-Robots-Tag"] == packed.headers["X-Robots-Tag"] == "noindex"


def test_a_members_page_is_never_packed(app, client):
    with app.app_context():
        factories.sign_in(client, factories.member())
    for path in ("/", "/settings"):
        assert "Content-Encoding" not in client.get(path, headers=TAKES).headers


def test_built_files_are_packed_once_for_all(client):
    plain, packed = (client.get(asset("app.css"), headers=head) for head in ({}, TAKES))
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.mimetype == plain.mimetype == "text/css"
    assert gzip.decompress(packed.data) == plain.data
    assert "max-age=31536000" in packed.headers["Cache-Control"]
    for answer in (plain, packed):
        answer.close()


@pytest.mark.parametrize(
    "path", ["/static/build/../../pyproject.toml", "/static/build/nothing.css", "/static/%2e%2e/x"]
)
def test_nothing_else_comes_out(client, path):
    assert client.get(path, headers=TAKES).status_code == 404
