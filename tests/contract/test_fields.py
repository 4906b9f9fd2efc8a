"""Naughty strings through every field of every form and page: no 5xx, the same answer and text on both databases."""

import json
import random

import pytest
from flask import url_for

from tests.contract.addresses import values
from tests.contract.fields import Form, coded, forms, names_on_pages, parameters, path_of, placeholders, send, texts_of
from tests.fixtures.shared import DATA

pytestmark = [pytest.mark.postgresql, pytest.mark.xdist_group("fields")]
OWN = [
    "", " ", "\x00", "a\x00b", "\ud800", "a\udfffb", "\ufffe\uffff", "\u202eabc\u202c", "\ufeff", "x" * 25_000,
    "🏔" * 300, "e" + "\u0301" * 500, "1" * 400, "-1", "9" * 19, "1e999", "NaN", "\r\n\r\nSet-Cookie: a=b", "%s%n%x",
    "{{7*7}}", "'; DROP TABLE member; --", "\\", '"', "%", "_", "../../etc/passwd", "0x1F", "true", "null", "[]", "{}",
]  # fmt: skip
UNLIKE = frozenset({
    "kept_draft.id_hash", "email_token.id_hash", "web_session.id_hash", "member.password_hash", "outbox.payload",
    "outbox.key", "outbox.topic", "outbox.last_error", "hint.channel",
    "api_token.id_hash", "api_token.hint", "webhook.salt", "webhook.old_salt",
    "webhook_delivery.event_id", "webhook_delivery.data", "kept_answer.request_hash", "kept_answer.location",
})  # fmt: skip
"""Columns of random words or of ids, which the databases count differently; mails, which both throttle together."""

SAMPLE = 4
FORMS = forms()


def naughty() -> list[str]:
    """Give the strings of /shared and our own."""
    path = DATA / "blns.json"
    return OWN + (json.loads(path.read_text(encoding="utf-8")) if path.exists() else [])


def sample(*about: str) -> list[str]:
    """Give the same few of our own and of theirs for the same field in each run."""
    dice = random.Random("/".join(about))
    theirs = naughty()[len(OWN) :]
    return dice.sample(OWN, SAMPLE) + dice.sample(theirs, min(SAMPLE, len(theirs)))


@pytest.fixture(scope="module")
def both(stage, twin):
    """The community on both databases, without the token check."""
    for one in (stage, twin):
        one.app.config["WTF_CSRF_ENABLED"] = False
        one.reset()
    return stage, twin


@pytest.fixture(scope="module")
def names(both) -> dict[str, set[str]]:
    """Every field of every form: what the pages have, and what the matrix sends."""
    found = names_on_pages(both[0])
    for form in FORMS:
        found.setdefault(form.line.endpoint, set()).update(form.base())
    return found


def through(both, form: Form, fields: set[str], strings) -> None:
    """Send each string in each field on both databases; compare the answers, then the texts."""
    for one in both:
        one.reset()
    before = [texts_of(one, UNLIKE) for one in both]
    unlike = UNLIKE | {name for name in before[0] if before[0][name] != before[1][name]}  # random from the beginning
    assert not unlike & {"post.source", "post.html", "thread.title", "revision.source", "member.handle"}
    visitors = [one.visitor(form.role) for one in both]
    paths = [path_of(one, form) for one in both]
    for name in sorted(fields):
        for string in strings(form.line.endpoint, name):
            said = []
            for visitor, path in zip(visitors, paths, strict=True):
                answer = send(visitor, path, form.base() | {name: string})
                said.append((answer.status_code, answer.mimetype))
                answer.close()
            assert said[0] == said[1], (name, string)
            assert said[0][0] < 500, (name, string)
    assert texts_of(both[0], unlike) == texts_of(both[1], unlike)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_sample_through_every_field(both, names, form):
    through(both, form, names[form.line.endpoint], sample)


def test_every_form_is_known(both, names):
    known = {form.line.endpoint for form in FORMS}
    assert set(names) <= known, "a form on a page leads to a route without a line in the matrix"
    assert sum(map(len, names.values())) > 70


PAGES = sorted((endpoint, name) for endpoint, names in parameters().items() for name in names)


@pytest.mark.parametrize(("endpoint", "name"), PAGES)
def test_a_sample_through_every_parameter(both, endpoint, name):
    look(both, endpoint, name, sample(endpoint, name))


def look(both, endpoint: str, name: str, strings: list[str]) -> None:
    """Ask for a page with each string; answers of both databases are alike."""
    visitors = [one.visitor("manager") for one in both]
    paths = []
    for one in both:
        with one.app.test_request_context():
            rule = next(iter(one.app.url_map.iter_rules(endpoint)))
            paths.append(url_for(endpoint, **{word: min(values(endpoint, word)) for word in rule.arguments}))
    for string in strings:
        said = []
        for visitor, path in zip(visitors, paths, strict=True):
            answer = visitor.get(f"{path}?{name}={coded(string)}")
            said.append(answer.status_code)
            answer.close()
        assert said[0] == said[1], string
        assert said[0] < 500, string


def test_a_sample_at_every_placeholder(both):
    """A text where an address takes one: 404 or a page, never a 5xx."""
    known = placeholders(both[0].app)
    assert len(known) > 10
    for endpoint, method, name in known:
        visitors = [one.visitor("manager") for one in both]
        for string in [*sample(endpoint, name), "a\x00b", "x" * 300, "\ud800"]:
            said = []
            for one, visitor in zip(both, visitors, strict=True):
                answer = visitor.open(placed(one, endpoint, name, string), method=method)
                said.append(answer.status_code)
                answer.close()
            assert said[0] == said[1], (endpoint, method, string)
            assert said[0] < 500, (endpoint, method, string)


def placed(one, endpoint: str, name: str, string: str) -> str:
    """Give a route's address with a text at one placeholder and something known at the others."""
    with one.app.test_request_context():
        rule = next(iter(one.app.url_map.iter_rules(endpoint)))
        others = {word: min(values(endpoint, word)) for word in rule.arguments - {name}}
        path = url_for(endpoint, **others, **{name: "PLACE"})
    return path.replace("PLACE", coded(string) or "-", 1)


@pytest.mark.soak
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_all_through_every_field(both, names, form):
    through(both, form, names[form.line.endpoint], lambda *_about: naughty())


@pytest.mark.soak
@pytest.mark.parametrize(("endpoint", "name"), PAGES)
def test_all_through_every_parameter(both, endpoint, name):
    look(both, endpoint, name, naughty())
