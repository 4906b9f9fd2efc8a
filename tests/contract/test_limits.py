"""Every writing route, search, preview, suggestion and export has a limit; beyond it 429, how long, and the text."""

from dataclasses import replace

import pytest
from flask import url_for
from limits.strategies import FixedWindowRateLimiter

from forum.accounts.forms.sign import VOICES
from forum.accounts.models import Member
from forum.core.db import session, transaction
from forum.core.problems import MIME
from tests.contract.addresses import values
from tests.contract.api_routes import CALLS
from tests.contract.fields import forms, path_of, send
from tests.contract.routes import MATRIX
from tests.contract.test_api_routes import address as operation
from tests.contract.test_api_routes import body
from tests.contract.tokens import program

# What only reads but is work, tells whether something exists, or gives data away; beside every writing route.
READS = {"search.results", "similar.similar", "dashboard.as_csv", "reputation.points_csv"}
FREE = {"accounts.logout": "leaving must always work"}
TYPED = "A sentence that must not get lost."


@pytest.fixture
def tight(stage, monkeypatch):
    """A stage on which every limit is reached."""
    stage.app.config["WTF_CSRF_ENABLED"] = False
    monkeypatch.setattr(FixedWindowRateLimiter, "hit", lambda *_a, **_k: False)
    settings = replace(stage.app.extensions["forum.settings"], limits="on")
    monkeypatch.setitem(stage.app.extensions, "forum.settings", settings)
    yield stage
    stage.app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("form", forms(), ids=str)
def test_every_form_has_a_limit(tight, form):
    if form.line.endpoint in FREE:
        return
    answer = send(tight.visitor(form.role), path_of(tight, form), form.base())
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 3600
    assert answer.mimetype in {"text/html", MIME}  # pictures are sent by a script


@pytest.mark.parametrize("endpoint", sorted(READS))
def test_reading_that_is_work_has_a_limit(tight, endpoint):
    with tight.app.test_request_context():
        rule = next(iter(tight.app.url_map.iter_rules(endpoint)))
        path = url_for(endpoint, **{name: values(endpoint, name)[0] for name in rule.arguments})
    answer = tight.visitor("manager").get(path, query_string={"q": "x", "title": "x"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("call", {call.endpoint: call for call in CALLS if call.method != "GET"}.values(), ids=str)
def test_every_writing_operation_of_the_api_has_a_limit(tight, call):
    visitor = program(tight.app, tight.world, "manager")
    answer = visitor.open(operation(tight, call), method=call.method, json=body(tight, call))
    assert answer.status_code == 429
    assert answer.mimetype == MIME
    assert int(answer.headers["Retry-After"]) >= 1


def test_no_writing_route_is_left_out():
    walked = {form.line.endpoint for form in forms()}
    assert walked == {line.endpoint for line in MATRIX.lines if line.method != "GET"}


@pytest.mark.parametrize(
    ("path", "field"),
    [("/ask", "body"), ("/t/{open}/reply", "body"), ("/p/{post}/comment", "body"), ("/settings/profile", "bio")],
)
@pytest.mark.parametrize(
    ("voice", "words"),
    [("de", "Warte einen Moment"), ("de-formal", "Warten Sie einen Moment"), ("en", "Wait a moment")],
)
def test_what_was_typed_is_kept_in_the_readers_language(tight, path, field, voice, words):
    visitor = tight.visitor("member")
    with tight.app.app_context():
        speak(tight.world.people["member"], voice)
    path = path.format(open=tight.world.threads["open"], post=tight.world.posts["open"])
    answer = visitor.post(path, data={field: TYPED, "title": "A question about words"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert f"{TYPED}</textarea>" in page
    assert words in page
    assert f'action="{path}"' in page


def speak(member_id: int, voice: str) -> None:
    with transaction() as s:
        member = s.get_one(Member, member_id)
        member.language, member.address = VOICES[voice]
    session().close()
