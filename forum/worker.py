"""The worker process: closes days that ended, drains the outbox, and never stops because of one fault."""

import signal
import threading
from time import monotonic

import structlog
from flask import Flask

from forum.core import outbox, schedule
from forum.core.db import session
from forum.search.actions import INDEX, RELATED, heal
from forum.subscriptions import WORK

IDLE_S = 0.3
DAY_CHECK_S = 30
INDEX_CHECK_S = 5
GATHER_S = 1.0
"""Changes of the index are gathered so long: every commit of it has its price, however much it holds."""
AT_ONCE = {topic: work for topic, work in WORK.items() if topic not in {INDEX, RELATED}}
log = structlog.get_logger()


def drain(app: Flask) -> int:
    """Work until nothing is due; give the number of rows taken. For commands and tests."""
    taken = 0
    with app.app_context():
        while step := outbox.work_once(WORK):
            taken += step
    return taken


def run(app: Flask) -> None:
    """Work until SIGTERM or SIGINT."""
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    waited, unlooked, gathered = float(DAY_CHECK_S), float(INDEX_CHECK_S), 0.0
    while not stopping.is_set():
        with app.app_context():
            try:
                if waited >= DAY_CHECK_S:
                    schedule.close_missed()
                    waited = 0
                if unlooked >= INDEX_CHECK_S:
                    heal()
                    unlooked = 0
                everything = monotonic() - gathered >= GATHER_S
                busy = outbox.work_once(WORK if everything else AT_ONCE)
                if everything and busy < outbox.BATCH:
                    gathered = monotonic()
            except Exception:
                session().rollback()
                log.exception("worker")
                busy = 0
                stopping.wait(2)
        if not busy:
            stopping.wait(IDLE_S)
            waited += IDLE_S
            unlooked += IDLE_S
