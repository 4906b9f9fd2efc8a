"""Tables of the conversation, one resource a file."""

from forum.threads.models.category import Category, Tag
from forum.threads.models.draft import Draft
from forum.threads.models.own import AllRead, Bookmark, CategoryFollow, MemberFollow, MeToo, Reading, TagFollow
from forum.threads.models.picker import PickerChange, PickerPin, PickerTopic
from forum.threads.models.post import Post, Revision
from forum.threads.models.proposal import Proposal, ThreadFit, ThreadLink
from forum.threads.models.signal import Acceptance, Endorsement, Vote
from forum.threads.models.thread import Follow, Thread, ThreadTag, ThreadView
from forum.threads.models.upload import Upload

__all__ = [
    "Acceptance",
    "AllRead",
    "Bookmark",
    "Category",
    "CategoryFollow",
    "Draft",
    "Endorsement",
    "Follow",
    "MeToo",
    "MemberFollow",
    "PickerChange",
    "PickerPin",
    "PickerTopic",
    "Post",
    "Proposal",
    "Reading",
    "Revision",
    "Tag",
    "TagFollow",
    "Thread",
    "ThreadFit",
    "ThreadLink",
    "ThreadTag",
    "ThreadView",
    "Upload",
    "Vote",
]
