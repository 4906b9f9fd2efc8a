"""Reads of the log; each says its order and bound."""

from forum.moderation.queries.case import Case, case, trail
from forum.moderation.queries.figures import against, interventions
from forum.moderation.queries.log import FILTERS, LogRow, log
from forum.moderation.queries.masked import maskings
from forum.moderation.queries.pictures import PictureRow, pictures, refusal_of, waiting_pictures
from forum.moderation.queries.standing import StatementRow, answered_in, standing_hide, statements

__all__ = [
    "FILTERS",
    "Case",
    "LogRow",
    "PictureRow",
    "StatementRow",
    "against",
    "answered_in",
    "case",
    "interventions",
    "log",
    "maskings",
    "pictures",
    "refusal_of",
    "standing_hide",
    "statements",
    "trail",
    "waiting_pictures",
]
