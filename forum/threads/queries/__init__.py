"""Reads of the conversation; each says its order and bound."""

from forum.threads.queries.categories import categories, category, languages, tag, tag_spoken, top_tags
from forum.threads.queries.drafts import DraftRow, draft_at, drafts_of, drafts_of_remarks, free_place
from forum.threads.queries.giving import Given, Thanks, answered, given, thanks
from forum.threads.queries.lists import ThreadRow, mine, my_newest, oldest_waiting, rows_of, thread_list
from forum.threads.queries.one import opening, post, proposal, thread
from forum.threads.queries.picker import (
    Branch,
    best_around,
    best_solved,
    picker_changes,
    picker_place,
    picker_topic,
    picker_tree,
    pins_of,
)
from forum.threads.queries.posts import PostRow, ThreadPage, thread_page
from forum.threads.queries.related import related
from forum.threads.queries.visible import takes_part_in, visible_categories, visible_posts, visible_threads

__all__ = [
    "Branch",
    "DraftRow",
    "Given",
    "PostRow",
    "Thanks",
    "ThreadPage",
    "ThreadRow",
    "answered",
    "best_around",
    "best_solved",
    "categories",
    "category",
    "draft_at",
    "drafts_of",
    "drafts_of_remarks",
    "free_place",
    "given",
    "languages",
    "mine",
    "my_newest",
    "oldest_waiting",
    "opening",
    "picker_changes",
    "picker_place",
    "picker_topic",
    "picker_tree",
    "pins_of",
    "post",
    "proposal",
    "related",
    "rows_of",
    "tag",
    "tag_spoken",
    "takes_part_in",
    "thanks",
    "thread",
    "thread_list",
    "thread_page",
    "top_tags",
    "visible_categories",
    "visible_posts",
    "visible_threads",
]
