"""Reads of the conversation; each says its order and bound."""

from forum.threads.queries.categories import categories, category, tag, top_tags
from forum.threads.queries.giving import Given, Thanks, answered, given, thanks
from forum.threads.queries.lists import ThreadRow, mine, oldest_waiting, rows_of, thread_list
from forum.threads.queries.one import opening, post, proposal, thread
from forum.threads.queries.posts import PostRow, ThreadPage, thread_page
from forum.threads.queries.related import related
from forum.threads.queries.visible import visible_categories, visible_posts, visible_threads

__all__ = [
    "Given",
    "PostRow",
    "Thanks",
    "ThreadPage",
    "ThreadRow",
    "answered",
    "categories",
    "category",
    "given",
    "mine",
    "oldest_waiting",
    "opening",
    "post",
    "proposal",
    "related",
    "rows_of",
    "tag",
    "thanks",
    "thread",
    "thread_list",
    "thread_page",
    "top_tags",
    "visible_categories",
    "visible_posts",
    "visible_threads",
]
