"""What a member takes along of the conversation: what they wrote and which signals they gave."""

from typing import Any

from sqlalchemy import Executable, select

from forum.accounts.models import Member
from forum.core.db import session
from forum.threads.models import (
    Acceptance,
    AllRead,
    Bookmark,
    Category,
    CategoryFollow,
    Draft,
    Endorsement,
    Follow,
    MemberFollow,
    MeToo,
    Post,
    Proposal,
    Reading,
    Revision,
    Tag,
    TagFollow,
    Thread,
    Vote,
)


def texts_of(member_id: int) -> dict[str, Any]:
    """Give a member's threads, posts, edits and drafts, oldest first."""
    thread = select(Thread.id, Thread.kind, Thread.title, Thread.state, Thread.created_at)
    post = select(Post.id, Post.thread_id, Post.kind, Post.source, Post.state, Post.created_at, Post.edited_at)
    edit = select(Revision.post_id, Revision.title, Revision.source, Revision.at)
    draft = select(Draft.place, Draft.fields, Draft.updated_at).where(Draft.member_id == member_id)
    return {
        "threads": _rows(thread.where(Thread.author_id == member_id).order_by(Thread.id)),
        "posts": _rows(post.where(Post.author_id == member_id).order_by(Post.id)),
        "edits": _rows(edit.where(Revision.editor_id == member_id).order_by(Revision.id)),
        "drafts": _rows(draft.order_by(Draft.id)),
    }


def signals_of(member_id: int) -> dict[str, Any]:
    """Give a member's votes, solutions, endorsements, follows and proposals, oldest first."""
    vote = select(Vote.post_id, Vote.value, Vote.at).where(Vote.voter_id == member_id)
    chosen = select(Acceptance.post_id, Acceptance.active, Acceptance.at).where(Acceptance.by_id == member_id)
    endorsed = select(Endorsement.post_id, Endorsement.active, Endorsement.valid_until, Endorsement.at)
    followed = select(Follow.thread_id, Follow.at).where(Follow.member_id == member_id)
    proposed = select(Proposal.thread_id, Proposal.kind, Proposal.payload, Proposal.state, Proposal.created_at)
    return {
        "votes": _rows(vote.order_by(Vote.id)),
        "solutions": _rows(chosen.order_by(Acceptance.id)),
        "endorsements": _rows(endorsed.where(Endorsement.expert_id == member_id).order_by(Endorsement.id)),
        "follows": _rows(followed.order_by(Follow.at, Follow.thread_id)),
        "proposals": _rows(proposed.where(Proposal.author_id == member_id).order_by(Proposal.id)),
    }


def own_of(member_id: int) -> dict[str, Any]:
    """Give what a member keeps for themselves, oldest first: follows, bookmarks, same questions, how far they read."""
    topic = select(Category.slug, CategoryFollow.at).join(CategoryFollow, CategoryFollow.category_id == Category.id)
    tag = select(Tag.slug, TagFollow.at).join(TagFollow, TagFollow.tag_id == Tag.id)
    person = select(Member.handle, MemberFollow.at).join(MemberFollow, MemberFollow.followed_id == Member.id)
    kept = select(Bookmark.post_id, Bookmark.note, Bookmark.at).where(Bookmark.member_id == member_id)
    shared = select(MeToo.thread_id, MeToo.at).where(MeToo.member_id == member_id)
    read = select(Reading.thread_id, Reading.seen_until, Reading.day).where(Reading.member_id == member_id)
    return {
        "topics": _rows(topic.where(CategoryFollow.member_id == member_id).order_by(CategoryFollow.at)),
        "tags": _rows(tag.where(TagFollow.member_id == member_id).order_by(TagFollow.at)),
        "members": _rows(person.where(MemberFollow.member_id == member_id).order_by(MemberFollow.at)),
        "bookmarks": _rows(kept.order_by(Bookmark.at, Bookmark.post_id)),
        "same_questions": _rows(shared.order_by(MeToo.at, MeToo.thread_id)),
        "read": _rows(read.order_by(Reading.day, Reading.thread_id)),
        "all_read": _rows(select(AllRead.at).where(AllRead.member_id == member_id)),
    }


def _rows(wanted: Executable) -> list[dict[str, Any]]:
    return [dict(row) for row in session().execute(wanted).mappings()]
