"""What each role gets at every route, from the written matrix; and no route without a line."""

from urllib.parse import urlsplit

import pytest
from flask import url_for

from forum.app import create_app
from forum.config import Settings
from tests.contract.api_routes import CALLS
from tests.contract.routes import MATRIX, ROLES

NAMED = {"thread_id": "threads", "post_id": "posts", "picture_key": "pictures"}
SINGLE = {"mandate_id": "mandate", "nomination_id": "nomination", "proposal_id": "proposal"}


@pytest.fixture(scope="module")
def open_stage(stage):
    """Without the token check, which `test_csrf` is about."""
    stage.app.config["WTF_CSRF_ENABLED"] = False
    return stage


def address(stage, line) -> str:
    """Give the path of a line, with the ids of what its words name."""
    world, values = stage.world, {}
    for name, word in line.values.items():
        values[name] = getattr(world, NAMED[name])[word] if name in NAMED else word
        values[name] = getattr(world, SINGLE[name]) if name in SINGLE else values[name]
        values[name] = world.links.get(word, word) if name == "code" else values[name]
    if line.endpoint == "thread.show":
        values["slug"] = slug(stage, values["thread_id"])
    with stage.app.test_request_context():
        return url_for(line.endpoint, **values)


def slug(stage, thread_id) -> str:
    from forum.core.db import session  # noqa: PLC0415
    from forum.threads.models import Thread  # noqa: PLC0415

    with stage.app.app_context():
        found = session().get_one(Thread, thread_id).slug
        session().close()
    return found


def word(answer) -> str:
    """Say an answer as the matrix does."""
    if answer.status_code not in {302, 303}:
        return str(answer.status_code)
    target = urlsplit(answer.location)
    assert not target.netloc, answer.location
    return "in" if target.path == "/login" else "see"


@pytest.mark.parametrize("line", MATRIX.lines, ids=str)
def test_each_role_gets_what_the_matrix_says(open_stage, line):
    open_stage.reset()  # another line's last role may have changed something
    path, got = address(open_stage, line), {}
    for role in ROLES:
        if line.method != "GET":
            open_stage.reset()
        answer = open_stage.visitor(role).open(path, method=line.method, data=line.form)
        got[role] = word(answer)
        assert answer.status_code < 500, answer.get_data(as_text=True)[:2000]
        answer.close()
    assert got == dict(zip(ROLES, line.expected.split(), strict=True))


def test_every_route_has_a_line(tmp_path):
    app = create_app(Settings(data_dir=tmp_path))
    known = {(line.endpoint, line.method) for line in [*MATRIX.lines, *CALLS]}
    missing = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if (rule.endpoint, method) not in known
    }
    assert not missing, "say in tests/contract/routes.py who may go there"
    gone = known - {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods}
    assert not gone, "these routes are no more"
