"""How the log is written: one line a fact, tracebacks without the values of variables."""

import sys
from typing import Any

import structlog

from forum.core.shield import mask_hard


def init() -> None:
    """Keep what people typed out of the log: the default renderer prints every local variable of a traceback."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.StackInfoRenderer(),
            structlog.dev.ConsoleRenderer(
                colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
            masked,
        ],
    )


def masked(_logger: object, _method: str, line: Any) -> str:
    """Write no number of a person, whatever a path, a query or an error's message holds."""
    return mask_hard(str(line))
