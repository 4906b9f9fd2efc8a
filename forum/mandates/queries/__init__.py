"""Reads about trust; each says its order and bound."""

from forum.mandates.queries.evidence import Evidence, evidence
from forum.mandates.queries.history import trusted_since
from forum.mandates.queries.lists import (
    MandateRow,
    NominationRow,
    mandate_row,
    mandates_of,
    nominations_of,
    open_nominations,
    running,
    scope_of,
    totals,
)
from forum.mandates.queries.offers import Offer, bundles, offers_for
from forum.mandates.queries.one import mandate, nomination, open_invitation

__all__ = [
    "Evidence",
    "MandateRow",
    "NominationRow",
    "Offer",
    "bundles",
    "evidence",
    "mandate",
    "mandate_row",
    "mandates_of",
    "nomination",
    "nominations_of",
    "offers_for",
    "open_invitation",
    "open_nominations",
    "running",
    "scope_of",
    "totals",
    "trusted_since",
]
