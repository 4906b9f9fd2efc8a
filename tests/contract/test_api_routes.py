"""What each token gets at every operation of the API; and none without a line."""

import pytest
from flask import url_for

from forum.api.spec import METHODS
from forum.core.problems import MIME
from tests.contract.api_routes import CALLS
from tests.contract.community import ROLES
from tests.contract.tokens import program

NAMED = {"thread_id": "threads", "post_id": "posts"}


def address(stage, call) -> str:
    """Give the path and query of a call."""
    world = stage.world
    values = {name: getattr(world, NAMED[name])[word] if name in NAMED else word for name, word in call.values.items()}
    with stage.app.test_request_context():
        return url_for(call.endpoint, **values)


def body(stage, call):
    """Give the JSON of a call with the ids of what its words name."""
    if call.json is None:
        return None
    ids = stage.world.posts
    return {k: ids[v[1:]] if isinstance(v, str) and v.startswith("@") else v for k, v in call.json.items()}


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_each_token_gets_what_the_matrix_says(stage, call):
    path, sent, got = address(stage, call), body(stage, call), {}
    for role in ROLES:
        if call.method != "GET" or role == ROLES[0]:
            stage.reset()
        answer = program(stage.app, stage.world, role).open(path, method=call.method, json=sent)
        got[role] = str(answer.status_code)
        assert answer.status_code < 500, answer.get_data(as_text=True)[:2000]
        assert answer.mimetype == (MIME if answer.status_code >= 400 else answer.mimetype)
    assert got == dict(zip(ROLES, call.expected.split(), strict=True))


@pytest.mark.parametrize("role", ["member", "admin"])
def test_a_cookie_opens_nothing(stage, role):
    stage.reset()
    visitor, through = stage.visitor(role), {}
    for call in CALLS:
        alone = call.expected.split()[0]
        got = visitor.open(address(stage, call), method=call.method, json=body(stage, call)).status_code
        if str(got) != alone:
            through[str(call)] = got
    assert not through


def test_every_operation_has_a_line(stage):
    paths = stage.app.extensions["forum.openapi"]["paths"].values()
    described = {f"api.{each[method]['operationId']}" for each in paths for method in METHODS if method in each}
    rules = [rule for rule in stage.app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    assert {call.endpoint for call in CALLS} == {rule.endpoint for rule in rules} == described
