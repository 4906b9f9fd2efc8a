"""What people type about accounts: parsed, or refused with a message beside the field."""

from forum.accounts.forms.fields import Fields
from forum.accounts.forms.settings import parse_game, parse_language, parse_mails, parse_profile, parse_token
from forum.accounts.forms.sign import Setup, SignIn, SignUp, parse_email, parse_new_password

__all__ = [
    "Fields",
    "Setup",
    "SignIn",
    "SignUp",
    "parse_email",
    "parse_game",
    "parse_language",
    "parse_mails",
    "parse_new_password",
    "parse_profile",
    "parse_token",
]
