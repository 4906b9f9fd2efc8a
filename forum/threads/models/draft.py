"""What a member has typed and not sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime
from forum.core.shield import ShieldedJson

REMARK = "comment:"
"""How the place of a comment's draft begins; the post's id follows."""


class Draft(Model):
    """Unsent text of a member.

    `place`: `ask` (further ones `ask:2` to `ask:9`), `reply:<thread>`, `edit:<post>`, `comment:<post>`.
    `fields` are the form's, by name, hard kinds masked. `version` grows with each saving and never comes back, so that
    two tabs or devices notice each other.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("member_id", "place"), Index("ix_draft_updated", "updated_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    place: Mapped[str]
    fields: Mapped[Any] = mapped_column(ShieldedJson)
    version: Mapped[int] = mapped_column(BigInteger)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
