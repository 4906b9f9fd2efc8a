"""What people typed does not reach the log."""

import structlog

from forum.core import logs


def test_a_traceback_names_no_values(capsys):
    before = structlog.get_config()
    logs.init()
    try:
        password = "drei kleine Murmeltiere"
        len(password) / 0
    except ZeroDivisionError:
        structlog.get_logger().exception("failed")
    finally:
        structlog.configure(**before)
    said = capsys.readouterr().out
    assert "ZeroDivisionError" in said
    assert "failed" in said
    assert "Murmeltiere" not in said
