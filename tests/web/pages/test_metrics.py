"""Numbers for operators: for who knows the token, and for nobody else."""

import dataclasses

import pytest

from forum.app import create_app
from forum.core.db import db, session, transaction
from forum.core.outbox import owe
from tests import factories


@pytest.fixture(params=["setting", "file"])
def watched(request, settings, tmp_path):
    """The application with a token, given either way."""
    given = {"metrics_token": "sesam"}
    if request.param == "file":
        (tmp_path / "token").write_text("sesam\n", encoding="utf-8")
        given = {"metrics_token_file": str(tmp_path / "token")}
    made = create_app(dataclasses.replace(settings, **given))
    made.testing = True
    yield made
    with made.app_context():
        session().close()
        db.engine.dispose()


TOKEN = "sesam"


def asked(app, *, token: str = TOKEN):
    return app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"} if token else {})


@pytest.mark.parametrize("token", ["", "sesam ", "Sesam", "sesa", "ä"])
def test_without_the_token_there_is_no_such_page(watched, token):
    wrong = token.strip() != "sesam"
    assert asked(watched, token=token.encode().decode("latin-1")).status_code == (404 if wrong else 200)


def test_without_a_setting_no_token_opens_it(app):
    for token in ("", "sesam"):
        assert asked(app, token=token).status_code == 404


def test_requests_are_counted_by_route_not_by_address(watched):
    with watched.app_context():
        factories.category("praemien")
    for path in ("/c/praemien", "/c/nirgends", "/nirgends", "/healthz"):
        watched.test_client().get(path)
    told = asked(watched).text
    assert 'forum_requests_total{method="GET",route="/c/<slug>",status="200"} 1.0' in told
    assert 'forum_requests_total{method="GET",route="/c/<slug>",status="404"} 1.0' in told
    assert 'forum_requests_total{method="GET",route="none",status="404"} 1.0' in told
    assert 'forum_request_seconds_count{method="GET",route="/healthz"} 1.0' in told
    assert "praemien" not in told


def test_what_the_worker_owes_and_who_is_here_is_read_from_the_database(watched):
    with watched.app_context():
        with transaction():
            owe("mail", {"x": 1})
        factories.sign_in(watched.test_client(), factories.member())
    told = asked(watched).text
    assert 'forum_outbox_waiting{topic="mail"} 1.0' in told
    assert "forum_outbox_parked 0.0" in told
    assert "forum_sessions 1.0" in told
    assert "forum_page_cache_hits_total" in told
    assert "forum_db_connections_busy" in told
