"""The stages of an import, in their order; each can be run again and adds what is missing."""

from forum.recorded.stages.answers import add_answers
from forum.recorded.stages.links import add_links
from forum.recorded.stages.questions import add_questions
from forum.recorded.stages.users import add_users, began

__all__ = ["add_answers", "add_links", "add_questions", "add_users", "began"]
