"""The one-time token of the first administrator: a file with its hash while nobody administers."""

import hmac
import secrets
from pathlib import Path

from forum.accounts.queries import administrators
from forum.accounts.queries.current import hashed

NAME = "setup-token"


def issue(folder: Path) -> str:
    """Make a new token while there is no administrator (an older one is void); empty when there is one."""
    if administrators():
        close(folder)
        return ""
    token = secrets.token_urlsafe(32)
    path = folder / NAME
    path.touch(mode=0o600)
    path.write_text(hashed(token))
    return token


def fits(folder: Path, token: str) -> bool:
    """Tell whether this is the token, and still nobody administers."""
    path = folder / NAME
    known = path.read_text() if path.exists() else ""
    return bool(known) and hmac.compare_digest(known, hashed(token)) and not administrators()


def close(folder: Path) -> bool:
    """Take the token away; false when somebody else was faster."""
    try:
        (folder / NAME).unlink()
    except FileNotFoundError:
        return False
    return True
