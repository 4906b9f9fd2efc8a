"""R22: schemathesis plays against the description, as guest, member and moderator; a seeded run, longer under soak."""

import contextlib

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.contract.tokens import token_for

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.unsupported_method,
    checks.ignored_auth,
]
REFUSED = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429]  # 413 too, which schemathesis does not think of itself
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
ROLES = ("guest", "member", "superuser")  # the super-user moderates one topic
EXAMPLES = {"short": 3, "long": 200}


def play(stage, role: str, examples: int) -> int:
    """Call every operation with what fits and what does not; give their number. A fault raises."""
    stage.reset()
    token = token_for(stage.app, stage.world, role) if role != "guest" else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", stage.app, config=CONFIG)
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in operations:
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            one(stage.world, operation, mode, headers, examples)
    return len(operations)


def one(world, operation, mode, headers, examples) -> None:
    """Call one operation."""
    known = {"thread_id": list(world.threads.values()), "post_id": list(world.posts.values()), "handle": ["friend1"]}
    quiet = settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )

    @quiet
    @given(case=operation.as_strategy(generation_mode=mode), chosen=st.integers(0, 40))
    def call(case, chosen):
        if mode is GenerationMode.POSITIVE and chosen % 4:  # what exists is met more often than by chance
            for name in known.keys() & (case.path_parameters or {}).keys():
                case.path_parameters[name] = known[name][chosen % len(known[name])]
        case.call_and_validate(headers=headers, checks=CHECKS)

    with contextlib.suppress(Unsatisfiable):  # an operation that takes nothing cannot be called wrongly
        call()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_undescribed_and_no_fault_is_met(stage, role):
    assert play(stage, role, EXAMPLES["short"]) > 30


@pytest.mark.soak
@pytest.mark.parametrize("role", ROLES)
def test_nothing_undescribed_and_no_fault_is_met_in_a_long_run(stage, role):
    assert play(stage, role, EXAMPLES["long"]) > 30
