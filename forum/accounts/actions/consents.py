"""Say yes to a versioned text, or take it back."""

from forum.accounts.models import Consent
from forum.core import clock
from forum.core.db import transaction


def record_consent(member_id: int, text: str, version: str, *, given: bool = True) -> None:
    """Write down a yes or a withdrawal with its time; earlier rows stay."""
    with transaction() as s:
        s.add(Consent(member_id=member_id, text_key=text, version=version, given=given, at=clock.now()))
