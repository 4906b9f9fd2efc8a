"""What members keep for themselves: what they follow, bookmarks, how far they read. Nobody else ever sees it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded
from forum.threads.models.post import Post


class CategoryFollow(Model):
    """A member wants to see news of a category."""

    __tablename__ = "category_follow"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class TagFollow(Model):
    """A member wants to see news with a tag."""

    __tablename__ = "tag_follow"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class MemberFollow(Model):
    """A member wants to see what somebody writes, as far as they may know of it; who is followed is not told."""

    __tablename__ = "member_follow"
    __table_args__ = (Index("ix_member_follow_followed", "followed_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    followed_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Bookmark(Model):
    """A member keeps a post, with a note of at most 500 characters."""

    __tablename__ = "bookmark"
    __table_args__ = (Index("ix_bookmark_member", "member_id", "at", "post_id"), Index("ix_bookmark_post", "post_id"))

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[str] = mapped_column(Shielded, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    post: Mapped[Post] = relationship(lazy="raise_on_sql")


class MeToo(Model):
    """A member has the same question. It pays nobody and tells nobody who it is."""

    __tablename__ = "me_too"
    __table_args__ = (Index("ix_me_too_member", "member_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Reading(Model):
    """How far a member read in a thread: until when its last post they saw was written. Kept 180 days since `day`.

    Written by the telemetry flush, never by a page.
    """

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_day", "day"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    seen_until: Mapped[datetime] = mapped_column(UtcDateTime)
    day: Mapped[date]


class AllRead(Model):
    """When a member last said that everything counts as read."""

    __tablename__ = "all_read"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
