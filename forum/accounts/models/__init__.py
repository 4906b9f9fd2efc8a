"""Tables of people, one resource a file."""

from forum.accounts.models.member import ExpertField, Member, Visit, WelcomeStep
from forum.accounts.models.session import ApiToken, EmailToken, KeptDraft, WebSession
from forum.accounts.models.told import Consent, Mandate, Standing

__all__ = [
    "ApiToken",
    "Consent",
    "EmailToken",
    "ExpertField",
    "KeptDraft",
    "Mandate",
    "Member",
    "Standing",
    "Visit",
    "WebSession",
    "WelcomeStep",
]
