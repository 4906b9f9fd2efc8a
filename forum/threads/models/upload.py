"""Pictures that members bring along."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.db import Model, UtcDateTime
from forum.threads.models.post import Post

PURPOSES = ("post", "avatar")
STATES = ("shown", "held", "refused", "removed")


class Upload(Model):
    """A picture, drawn anew. `key` is its address (`/u/<key>`), `name` that of its files; both are random.

    It belongs to its owner until a post takes it in (`post_id`), and then whoever reads the post sees it. An avatar
    belongs to no post. state: shown; held (waits for a look); refused (by moderation); removed (its files are gone).
    `dropped_at`: the post's text left it out, or the post was deleted; its files go 30 days later. `received` counts
    the bytes that were sent, for the quota.
    """

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("purpose IN ('post', 'avatar')", name="purpose"),
        CheckConstraint("state IN ('shown', 'held', 'refused', 'removed')", name="state"),
        Index("ix_upload_post", "post_id"),
        Index("ix_upload_owner", "owner_id", "created_at"),
        Index("ix_upload_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str] = mapped_column(default="post")
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    state: Mapped[str] = mapped_column(default="shown")
    width: Mapped[int]
    height: Mapped[int]
    received: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    post: Mapped[Post | None] = relationship(lazy="raise_on_sql")

    @property
    def files(self) -> tuple[str, str]:
        """The names of the picture and of its small copy."""
        return self.name, f"{self.name}-s"

    # What the guard reads:
    @property
    def author_id(self) -> int:
        """Whose it is."""
        return self.owner_id

    @property
    def placed(self) -> bool:
        """Others may come upon it: in a post, or as an avatar."""
        return self.post is not None or self.purpose == "avatar"

    @property
    def category_id(self) -> int | None:
        """The category of its post; none for an avatar."""
        return self.post.category_id if self.post else None

    @property
    def audience(self) -> str:
        """Its post's audience; an avatar is seen by everybody."""
        return self.post.audience if self.post else "public"

    @property
    def thread_author_id(self) -> int:
        """Who began the thread; of an avatar its owner."""
        return self.post.thread_author_id if self.post else self.owner_id

    @property
    def still_used(self) -> bool:
        """Its post is hidden or held at most, and the text has it."""
        there = self.post is None or "deleted" not in {self.post.state, self.post.thread_state}
        return there and self.dropped_at is None

    @property
    def shown(self) -> bool:
        """Visible to the audience of its post."""
        return self.state == "shown" and self.dropped_at is None and (self.post is None or self.post.shown)
