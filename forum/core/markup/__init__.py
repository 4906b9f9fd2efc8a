"""Markdown in, safe HTML out: the only place where members' text becomes markup, and the only sanitiser."""

from forum.core.markup.caps import MAX_SOURCE, clean_text
from forum.core.markup.excerpt import plain, plain_html
from forum.core.markup.from_html import html_to_markdown
from forum.core.markup.pictures import UNSEEN, mark_picture, picture_keys, place_pictures, tell_states
from forum.core.markup.render import mentions, render
from forum.core.markup.sanitizer import sanitize

__all__ = [
    "MAX_SOURCE",
    "UNSEEN",
    "clean_text",
    "html_to_markdown",
    "mark_picture",
    "mentions",
    "picture_keys",
    "place_pictures",
    "plain",
    "plain_html",
    "render",
    "sanitize",
    "tell_states",
]
