"""`forum member create`, `role` and `suspend`, `forum token create`."""

import pytest
from click.testing import CliRunner

from forum import cli
from forum.accounts.queries import by_email, by_handle
from forum.core.db import transaction
from forum.threads.actions import create_category
from tests.web.accounts.visitor import PASSWORD, Visitor


@pytest.fixture
def run(app, monkeypatch):
    """Run `forum member create` on this test's application."""
    monkeypatch.setattr(cli, "ready", lambda _settings: app)

    def invoke(*arguments, stdin=""):
        return CliRunner().invoke(cli.main, ["member", "create", *arguments], input=stdin)

    return invoke


def test_a_manager_with_a_password(run, app):
    made = run("Leitung", "--email", "l@example.test", "--role", "manager", "--password-stdin", stdin=PASSWORD + "\n")
    assert (made.exit_code, made.output) == (0, "1 Leitung manager\n")
    with app.app_context():
        assert by_handle("leitung").is_staff
    assert Visitor(app).sign_in("Leitung").status_code == 303


def test_without_a_password_nobody_gets_in(run, app):
    assert run("Walnuss", "--email", "w@example.test").exit_code == 0
    assert Visitor(app).sign_in("Walnuss", "").status_code == 422
    with app.app_context():
        assert by_email("w@example.test").email_confirmed_at is not None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a b", "--email", "x@example.test"], 2),
        (["Fichte", "--email", "x@example.test", "--role", "king"], 2),
        (["Fichte", "--email", "x@example.test", "--field", "nowhere"], 2),
        (["Fichte"], 2),
        (["Fichte", "--email", "x@example.test", "--password-stdin"], 2),
        (["WALNUSS", "--email", "x@example.test"], 1),
        (["Fichte", "--email", "W@example.test"], 1),
    ],
)
def test_what_is_wrong_is_refused(run, arguments, code):
    run("Walnuss", "--email", "w@example.test")
    refused = run(*arguments)
    assert refused.exit_code == code, refused.output
    assert "Traceback" not in refused.output


def member(*arguments):
    return CliRunner().invoke(cli.main, ["member", *arguments])


def test_a_member_becomes_an_expert_with_fields_and_signs_in_anew(run, app):
    run("Walnuss", "--email", "w@example.test", "--password-stdin", stdin=PASSWORD + "\n")
    with app.app_context(), transaction():
        topic = create_category(slug="praemien", name="Prämien").id
    visitor = Visitor(app)
    visitor.sign_in("Walnuss")
    made = member("role", "walnuss", "expert", "--title", "Fachperson Prämien", "--field", "praemien")
    assert (made.exit_code, made.output) == (0, "1 Walnuss expert\n")
    assert visitor.get("/settings").status_code == 303
    with app.app_context():
        found = by_handle("Walnuss")
        assert (found.role, found.staff_title, [field.category_id for field in found.fields]) == (
            "expert",
            "Fachperson Prämien",
            [topic],
        )


def test_a_suspended_member_is_out_at_once_and_let_in_again(run, app):
    run("Walnuss", "--email", "w@example.test", "--password-stdin", stdin=PASSWORD + "\n")
    visitor = Visitor(app)
    visitor.sign_in("Walnuss")
    assert visitor.get("/settings").status_code == 200
    assert member("suspend", "Walnuss", "--days", "7").exit_code == 0
    assert visitor.get("/settings").status_code == 303
    assert Visitor(app).sign_in("Walnuss").status_code == 403
    assert member("suspend", "Walnuss", "--days", "0").exit_code == 0
    assert Visitor(app).sign_in("Walnuss").status_code == 303


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["role", "nobody", "expert"], 1),
        (["role", "Walnuss", "king"], 2),
        (["role", "Walnuss", "expert", "--field", "nowhere"], 2),
        (["role", "Walnuss", "member"], 1),
        (["suspend", "nobody", "--days", "1"], 1),
        (["suspend", "Walnuss"], 2),
    ],
)
def test_a_role_or_suspension_that_cannot_be_changes_nothing(run, app, arguments, code):
    run("Walnuss", "--email", "w@example.test", "--role", "admin")
    assert member(*arguments).exit_code == code
    with app.app_context():
        assert by_handle("Walnuss").role == "admin"


def test_a_token_is_printed_once_and_works(run, app):
    run("Walnuss", "--email", "w@example.test", "--role", "manager")
    made = CliRunner().invoke(cli.main, ["token", "create", "walnuss", "--scope", "manage", "--expires", "3"])
    assert made.exit_code == 0, made.output
    headers = {"Authorization": f"Bearer {made.output.strip()}"}
    assert app.test_client().get("/api/v1/mandates", headers=headers).status_code == 200
    assert app.test_client().get("/api/v1/dashboard/figures", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nobody"], 1), (["walnuss", "--scope", "all"], 2), (["walnuss", "--expires", "0"], 2), ([], 2)],
)
def test_a_token_for_nobody_or_nothing_is_refused(run, arguments, code):
    run("Walnuss", "--email", "w@example.test")
    assert CliRunner().invoke(cli.main, ["token", "create", *arguments]).exit_code == code
