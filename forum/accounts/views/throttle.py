"""Count failures per account: guessing stops after a few, and the owner still gets in from a device known before.

"Known before" is a signed cookie that says nothing but that this browser signed in to this account once (OWASP's
device cookies). Guesses from elsewhere use up a counter of their own.
"""

import hashlib

import structlog
from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from forum.accounts.names import fold_email
from forum.core import audit, web
from forum.core.errors import TooMany
from forum.core.limits import limiter, off

log = structlog.get_logger()
FAILURES = parse("10 per 15 minutes")
MAILS = parse("3 per hour")
DEVICE, DEVICE_DAYS = "device", 400
RETRY_S = 900

_local = FixedWindowRateLimiter(MemoryStorage())


def refuse_guessing(account: str) -> None:
    """Raise TooMany when this account saw too many wrong passwords from where the caller belongs."""
    if not _ask("test", FAILURES, *_whom(account)):
        audit.note("guessing_refused", member=int(account) if account.isdecimal() else None)
        raise TooMany(RETRY_S)


def count_failure(account: str) -> None:
    """Count one wrong password."""
    _ask("hit", FAILURES, *_whom(account))


def may_mail(address: str, *, counted: bool = True) -> bool:
    """Tell whether one more mail may go to an address because a stranger asked for it, and count it if `counted`."""
    return _ask("hit" if counted else "test", MAILS, "mail", _short(fold_email(address)))


def remember_device(member_id: int) -> None:
    """Let this browser count as the member's own."""
    web.send_cookie(DEVICE, _signer().dumps(member_id), days=DEVICE_DAYS)


def trusts_browser() -> bool:
    """Tell whether anybody signed in from this browser before: a flood from elsewhere does not stop them."""
    return bool(_owner())


def _owner() -> str:
    try:
        return str(_signer().loads(web.cookie(DEVICE)))
    except BadSignature:
        return ""


def _whom(account: str) -> tuple[str, str]:
    return "own" if _owner() == account else "anyone", _short(account)


def _ask(what: str, limit: object, *whom: str) -> bool:
    if off():
        return True
    try:
        return bool(getattr(_shared(), what)(limit, *whom))
    except Exception as error:  # noqa: BLE001 - whatever the shared store does, guessing stays slow
        log.warning("throttle", error=repr(error))
        return bool(getattr(_local, what)(limit, *whom))


def _shared() -> RateLimiter:
    return limiter.limiter


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="device")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]
