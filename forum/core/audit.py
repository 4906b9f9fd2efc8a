"""Who did what, when and where: one line of JSON a fact in `<data>/audit/<month>.jsonl`, only ever appended.

Ids and codes only: never an address, a text, a password or a token, so that it may outlive an account.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog
from flask import current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.core import clock, outbox
from forum.core.db import in_transaction, session
from forum.core.schedule import DayClosed

AUDIT = "audit"
"""Muted as a topic of the outbox is: what demo and import replay nobody did."""
MONTHS = 13
"""How long the facts are kept; a file holds a month."""
log = structlog.get_logger()


def note(what: str, *, member: int | None = None, **codes: Any) -> None:
    """Note a fact about a member; inside a transaction as soon as it is committed, and never when it is undone."""
    if outbox.is_muted(AUDIT):
        return
    fact = {"at": clock.now().isoformat(), "what": what, **_asked(), "member": member, **codes}
    line = json.dumps(fact, default=str)
    if in_transaction():
        session().info.setdefault(AUDIT, []).append(line)
    else:
        _write([line])


def _asked() -> dict[str, Any]:
    """Give who asked and where: the member whom the page knows already, and the route, which has no words of theirs."""
    if not has_request_context():
        return {"who": None, "where": "shell"}
    person = g.get("person")
    return {"who": person.actor.id if person else None, "where": request.endpoint}


def _write(lines: Sequence[str]) -> None:
    if not lines:
        return
    folder = _folder()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        file = os.open(folder / f"{clock.today():%Y-%m}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, "".join(f"{line}\n" for line in lines).encode())
        finally:
            os.close(file)
    except OSError as error:  # a full disk must not turn what was done into a fault
        log.warning("audit", error=repr(error), lines=lines)


def sweep(fact: DayClosed) -> None:
    """Delete the files of months that are long over."""
    year, month = divmod(fact.day.year * 12 + fact.day.month - MONTHS, 12)
    for file in _folder().glob("*.jsonl"):
        if file.stem < f"{year}-{month + 1:02}":
            file.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(current_app.extensions["forum.settings"].data_dir) / AUDIT


@event.listens_for(Session, "after_commit")
def _committed(current: Session) -> None:
    _write(current.info.pop(AUDIT, ()))


@event.listens_for(Session, "after_rollback")
def _undone(current: Session) -> None:
    current.info.pop(AUDIT, None)
