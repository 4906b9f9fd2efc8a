"""What people do to accounts, and what is done to them."""

from forum.accounts.actions.consents import record_consent
from forum.accounts.actions.credentials import (
    change_email,
    change_password,
    confirm_email,
    request_reset,
    resend_confirmation,
    reset_password,
)
from forum.accounts.actions.drafts import forget_draft, keep_draft, publish_draft
from forum.accounts.actions.erasing import erase
from forum.accounts.actions.joining import create_member, join, sign_up
from forum.accounts.actions.mails import issue_token, owe_mail, spend_token
from forum.accounts.actions.roles import set_fields, set_role, suspend
from forum.accounts.actions.sessions import begin_session, end_all_sessions, end_other_sessions, end_session
from forum.accounts.actions.settings import change_settings
from forum.accounts.actions.tokens import end_token, make_token
from forum.accounts.actions.told import show_avatar
from forum.accounts.actions.welcoming import take_step

__all__ = [
    "begin_session",
    "change_email",
    "change_password",
    "change_settings",
    "confirm_email",
    "create_member",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "end_token",
    "erase",
    "forget_draft",
    "issue_token",
    "join",
    "keep_draft",
    "make_token",
    "owe_mail",
    "publish_draft",
    "record_consent",
    "request_reset",
    "resend_confirmation",
    "reset_password",
    "set_fields",
    "set_role",
    "show_avatar",
    "sign_up",
    "spend_token",
    "suspend",
    "take_step",
]
