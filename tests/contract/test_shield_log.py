"""What is asked of nobody holds no numbers either: log lines, errors. Forms and fields: test_shield_planted."""

import structlog

from forum.core.db import db


def test_a_log_line_holds_no_number(app, capsys):
    structlog.get_logger().error("unexpected", path="/m/7561234567897", detail="CH93 0076 2011 6238 5295 7")
    told = "".join(capsys.readouterr())
    assert "unexpected" in told
    assert "567897" not in told
    assert "6238 5295" not in told


def test_an_error_of_the_database_tells_no_values(app):
    with app.app_context():
        assert db.engine.hide_parameters
