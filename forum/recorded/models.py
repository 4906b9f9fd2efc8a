"""How far an import came, kept in the transaction of what it wrote."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Json, Model, UtcDateTime


class ImportRun(Model):
    """The one recorded community of this database (its ids are unique here). `applied` lists ranges of `seq`.

    A gap between two ranges is a line that was refused; once mended it is applied by the next run. `closed_through` is
    the last recorded day that ended for the game.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    applied: Mapped[Any] = mapped_column(Json)
    closed_through: Mapped[date | None]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
