"""How the log is written: one line a fact, tracebacks without the values of variables."""

import sys

import structlog


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
        ],
    )
