"""Leave: nobody stands behind the account any more."""

from sqlalchemy import delete

from forum.accounts.actions.mails import owe_mail
from forum.accounts.actions.roles import keep_one_administrator
from forum.accounts.actions.sessions import end_all_sessions
from forum.accounts.events import MemberErased
from forum.accounts.models import Consent, EmailToken, ExpertField, Member, WelcomeStep
from forum.core import audit, clock
from forum.core.db import publish, transaction

TEXTS = ("anonymise", "delete")


def erase(member: Member, texts: str = "anonymise") -> None:
    """Erase an account: name, address, password, sessions, consents and settings go, the row stays as `erased-<id>`.

    What others gave and got stays: the ledger holds ids only. Publishes MemberErased, whose `texts` tells the other
    rooms what becomes of what the member wrote; raises Refused for the last administrator.
    """
    with transaction() as s:
        keep_one_administrator(member, "member")
        if member.email:
            about = {"to": member.email, "name": member.display_name, "voice": [member.language, member.address]}
            owe_mail("erased", **about)
        member.kind, member.erased_at = "erased", clock.now()
        member.handle = member.handle_key = member.display_name = f"erased-{member.id}"
        member.handle_skeleton = None
        member.email = member.email_key = member.email_confirmed_at = member.password_hash = None
        member.bio = member.signature = member.staff_title = ""
        member.on_leaderboard, member.plays = False, False
        end_all_sessions(member)
        for table in (EmailToken, Consent, ExpertField, WelcomeStep):
            s.execute(delete(table).where(table.member_id == member.id))
        audit.note("erased", member=member.id, texts=texts)
        publish(MemberErased(at=clock.now(), member_id=member.id, texts=texts))
