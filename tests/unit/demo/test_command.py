"""`forum demo` from the shell."""

import pytest
from click.testing import CliRunner
from flask import Flask

from forum.config import Settings
from forum.demo.command import demo

SMALL = ["--members", "12", "--threads", "12", "--months", "1", "--now", "2026-11-23T10:30"]


@pytest.fixture
def shell(app: Flask, settings: Settings) -> CliRunner:
    """Calls the command with this test's application."""

    class Shell(CliRunner):
        def invoke(self, *args, **kwargs):
            meta = {"forum.app": lambda: app}
            made = demo.make_context("demo", list(args), obj=settings)
            made.meta.update(meta)
            with self.isolation() as streams, made:
                demo.invoke(made)
            return streams[0].getvalue().decode()

    return Shell()


def test_it_fills_and_tells_who_may_sign_in(shell: CliRunner) -> None:
    said = shell.invoke(*SMALL)
    assert "has moved in" in said
    assert "warning" not in said
    assert "administrator  Ursina / " in said


def test_it_leaves_a_house_with_people_alone(shell: CliRunner) -> None:
    shell.invoke(*SMALL)
    assert "nothing done" in shell.invoke(*SMALL)


def test_a_wrong_instant_is_refused() -> None:
    ran = CliRunner().invoke(demo, ["--now", "gestern"])
    assert ran.exit_code == 2
    assert "ISO" in ran.output
