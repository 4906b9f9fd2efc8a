"""Hints as rows: every web process reads the new ones, and a client that was away can ask since when."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime


class Hint(Model):
    """A channel changed; written in the transaction of the change, kept for a day."""

    __tablename__ = "hint"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
