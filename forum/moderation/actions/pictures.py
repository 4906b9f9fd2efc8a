"""Look at newcomers' pictures: show them, or refuse them with a reason."""

from forum.accounts.actions import owe_mail
from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session
from forum.core.errors import Invalid
from forum.moderation.actions.posts import ensure_impartial, mandate_of
from forum.moderation.events import PictureDecided
from forum.moderation.models import PICTURE_REASONS, PictureDecision
from forum.threads.actions import decide_upload
from forum.threads.models import Upload

FINE = "fine"


def release_picture(*, by: Member, upload: Upload) -> PictureDecision:
    """Show a picture to everybody who sees its post. Publishes PictureDecided; raises Conflict and Refused."""
    return _decide("release", by=by, upload=upload, reason=FINE)


def refuse_picture(*, by: Member, upload: Upload, reason: str) -> PictureDecision:
    """Refuse a picture; its owner gets the reason by mail, its files go after 30 days.

    Publishes PictureDecided; raises Invalid for an unknown reason, Conflict when somebody was faster, Refused for a
    mandate holder who answered in the thread.
    """
    if reason not in PICTURE_REASONS:
        raise Invalid({"reason": "Please choose a reason."})
    decision = _decide("refuse", by=by, upload=upload, reason=reason)
    owe_mail("picture_refused", member_id=upload.owner_id, upload=upload.key, reason=reason)
    return decision


def _decide(kind: str, *, by: Member, upload: Upload, reason: str) -> PictureDecision:
    if upload.post is not None:
        ensure_impartial(by, upload.post)
    decide_upload(upload, "shown" if kind == "release" else "refused")
    decision = PictureDecision(
        kind=kind,
        upload_id=upload.id,
        post_id=upload.post_id,
        category_id=upload.category_id,
        actor_id=by.id,
        author_id=upload.owner_id,
        reason=reason,
        role=by.role,
        mandate_id=mandate_of(by, upload.category_id),
        at=clock.now(),
    )
    session().add(decision)
    session().flush()
    publish(PictureDecided(at=decision.at, decision_id=decision.id, upload_id=upload.id, actor_id=by.id))
    return decision
