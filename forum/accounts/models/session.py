"""Sessions, tokens of programs, one-time links, and what a guest wrote before signing in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded, ShieldedJson


class WebSession(Model):
    """A signed-in browser. Only the SHA-256 of the random id is kept; deleting the row signs out at once."""

    __tablename__ = "web_session"
    __table_args__ = (Index("ix_web_session_member", "member_id"),)

    id_hash: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    epoch: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    authenticated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    remember: Mapped[bool] = mapped_column(default=False)
    device: Mapped[str] = mapped_column(default="")


class ApiToken(Model):
    """A program that acts for a member. Only the SHA-256 is kept; `hint` are the last characters, to recognise it by.

    `scopes`: names separated by spaces. It dies with the sessions: `epoch` is the member's when it was made.
    """

    __tablename__ = "api_token"
    __table_args__ = (Index("ix_api_token_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    id_hash: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    epoch: Mapped[int]
    name: Mapped[str] = mapped_column(Shielded)
    hint: Mapped[str]
    scopes: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def scope_set(self) -> frozenset[str]:
        """What the program may do, by name."""
        return frozenset(self.scopes.split())


class EmailToken(Model):
    """A one-time link sent by mail. purpose: confirm, reset, change; only the hash is kept."""

    __tablename__ = "email_token"
    __table_args__ = (Index("ix_email_token_member", "member_id"),)

    id_hash: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    email: Mapped[str] = mapped_column(Shielded)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KeptDraft(Model):
    """A question or answer written before signing in, kept through sign-up and published after.

    `kind` is `ask` or `reply`; `fields` what was typed. A guest finds it by a random token (hash here) in a cookie.
    """

    __tablename__ = "kept_draft"

    id_hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    fields: Mapped[Any] = mapped_column(ShieldedJson)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
