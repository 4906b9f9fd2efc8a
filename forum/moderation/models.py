"""The log of interventions, which is history, and the sentences to authors, which retention may purge."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded

HIDE_REASONS = ("personal_data", "insult", "dangerous_advice", "advertising", "off_topic", "other")
"""Each stands for a house rule. Criticism of the insurer is none, and is on no list on purpose."""

PICTURE_REASONS = ("personal_data", "insult", "advertising", "off_topic")
SHOW_REASONS = ("mistake", "fixed", "other")
MAX_TEXT = 1000


class ModerationAction(Model):
    """One intervention. Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on both databases.

    Ids, codes and instants, never text, and no foreign keys: it survives erasure. `role` is the actor's role then,
    `mandate_id` the mandate that gave the right (None: the role did). A `show` names the `hide` it lifts.
    """

    __tablename__ = "moderation_action"
    __table_args__ = (
        CheckConstraint("kind IN ('hide', 'show')", name="kind"),
        Index("ix_moderation_action_post", "post_id", "id"),
        Index("ix_moderation_action_category", "category_id", "id"),
        Index("ix_moderation_action_author", "author_id", "id"),
        Index("ix_moderation_action_mandate", "mandate_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    post_id: Mapped[int]
    thread_id: Mapped[int]
    category_id: Mapped[int]
    actor_id: Mapped[int]
    author_id: Mapped[int]
    reason: Mapped[str]
    role: Mapped[str]
    mandate_id: Mapped[int | None]
    lifts_id: Mapped[int | None] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PictureDecision(Model):
    """A newcomer's picture was shown (`release`) or refused, for a reason. Append-only as the log of interventions.

    `post_id` and `category_id` are None for an avatar.
    """

    __tablename__ = "picture_decision"
    __table_args__ = (
        CheckConstraint("kind IN ('release', 'refuse')", name="kind"),
        Index("ix_picture_decision_upload", "upload_id", "id"),
        Index("ix_picture_decision_author", "author_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    upload_id: Mapped[int]
    post_id: Mapped[int | None]
    category_id: Mapped[int | None]
    actor_id: Mapped[int]
    author_id: Mapped[int]
    reason: Mapped[str]
    role: Mapped[str]
    mandate_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Statement(Model):
    """What the actor wrote to the author beside the reason: one or a few plain sentences, at most 1000 characters."""

    __tablename__ = "statement"

    action_id: Mapped[int] = mapped_column(ForeignKey("moderation_action.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Shielded)


class Masking(Model):
    """The sweep masked hard kinds in a post. Ids and codes of kinds, never text, and no foreign keys: a trace.

    Append-only as the log of interventions.
    """

    __tablename__ = "masking"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int]
    thread_id: Mapped[int]
    category_id: Mapped[int]
    kinds: Mapped[str]
    finds: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ShieldSweep(Model):
    """How far the sweep came, and a digest of the words it read by; one row."""

    __tablename__ = "shield_sweep"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    through_post_id: Mapped[int]
