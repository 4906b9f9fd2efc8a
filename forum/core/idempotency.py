"""`Idempotency-Key`: a POST of a program that is sent again has its effect once and gets the same answer.

The answer is kept in the transaction that wrote what it tells of, so one is never there without the other.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core import clock
from forum.core.db import Json, Model, UtcDateTime, session, upsert
from forum.core.errors import Invalid
from forum.core.schedule import DayClosed

LIVES = timedelta(days=1)
MAX_KEY = 200
HEADER = "Idempotency-Key"


class KeptAnswer(Model):
    """What a member's program was answered. `key` is a hash; `request_hash`: of method, path and body."""

    __tablename__ = "kept_answer"
    __table_args__ = (Index("ix_kept_answer_at", "at"),)

    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    status: Mapped[int] = mapped_column(default=0)
    location: Mapped[str] = mapped_column(default="")
    body: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def checked(key: str) -> str:
    """Give the hash by which a key is kept: nobody reads what a program wrote into it. Raises Invalid."""
    if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise Invalid({HEADER: "A key has 1 to 200 printable ASCII characters."})
    return hashlib.sha256(key.encode()).hexdigest()


def hash_of(method: str, path: str, body: Any) -> str:
    """Hash a request; the order of keys and spaces of its JSON don't matter."""
    text = json.dumps([method, path, body], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def claim(member_id: int, key: str, request_hash: str) -> KeptAnswer | None:
    """Take a key for this transaction; give the kept answer when it was used before, none when it is ours now.

    Somebody who holds the key this moment is waited for. Raises Invalid when the key was used for something else.
    """
    row = {"member_id": member_id, "key": key, "request_hash": request_hash, "status": 0, "location": ""}
    fresh = upsert(KeptAnswer).values(**row, body=None, at=clock.now()).on_conflict_do_nothing()
    if session().execute(fresh.returning(KeptAnswer.key)).one_or_none() is not None:
        return None
    where = (KeptAnswer.member_id == member_id, KeptAnswer.key == key)
    found = session().scalars(select(KeptAnswer).where(*where).execution_options(populate_existing=True)).one()
    if found.request_hash != request_hash:
        raise Invalid({HEADER: "This key was used for something else."})
    return found


def keep(member_id: int, key: str, *, status: int, body: Any, location: str) -> None:
    """Keep the answer to a claimed key."""
    found = session().get_one(KeptAnswer, (member_id, key))
    found.status, found.body, found.location = status, body, location


def sweep(event: DayClosed) -> None:
    """Forget answers that are a day old when a day closes."""
    session().execute(delete(KeptAnswer).where(KeptAnswer.at < event.at - LIVES))


def forget(event: Any) -> None:
    """Forget a member's answers: their texts stand in them."""
    session().execute(delete(KeptAnswer).where(KeptAnswer.member_id == event.member_id))
