"""Passwords: argon2id with OWASP's smaller memory setting, and which ones are refused."""

import base64
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forum.accounts.names import fold

LEAST, MOST = 8, 256
PROBE = 4  # shorter names say nothing about a password that contains them
USUAL = frozenset(
    {"password", "passwort", "kennwort", "geheim", "letmein", "welcome", "willkommen", "hallo", "iloveyou"}
)
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertzuiopasdfghjklyxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890123456789",
)

COMMON = Path(__file__).with_name("common_passwords.txt")  # fingerprints: python -m tests.fixtures.common_passwords
MARK = 4  # bytes of a fingerprint; of 10 thousand, one in 400 thousand good passwords meets one by chance
FIRST_TRIED = "That is one of the first passwords somebody would try."

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    """Hash for storage: some 20 ms of work, so never inside a transaction."""
    return _hasher.hash(_normal(password))


def verify(known: str | None, password: str) -> bool:
    """Tell whether the password fits; without a known hash the same work is done and the answer is no."""
    try:
        fits = _hasher.verify(known or _nobody(), _normal(password[: MOST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return fits and bool(known)


def outdated(known: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(known)


def fault(password: str, about: Iterable[str] = ()) -> str:
    """Say (as msgid) why a password is refused, or nothing. `about`: names, address and brand it may not be made of."""
    if len(password) < LEAST:
        return "At least 8 characters, please. A sentence of a few words is easy to remember."
    if len(password) > MOST:
        return "At most 256 characters, please."
    core = re.sub(r"[\W\d_]+", "", fold(password))
    if len(set(password)) < PROBE or core in USUAL or _in_a_row(fold(password)) or fingerprint(password) in _common():
        return FIRST_TRIED
    for name in about:
        known = re.sub(r"[\W\d_]+", "", fold(name))
        if len(known) >= PROBE and (core == known or fold(password) == fold(name)):
            return "Please no password made of your name, your address or ours."
    return ""


def fingerprint(password: str) -> bytes:
    """Give a few bytes that stand for a password in the list of those that are tried first; case does not count."""
    return blake2b(_normal(password).casefold().encode(errors="replace"), digest_size=MARK).digest()


@cache
def _common() -> frozenset[bytes]:
    packed = base64.b64decode("".join(COMMON.read_text(encoding="ascii").split("\n")[1:]))
    return frozenset(packed[at : at + MARK] for at in range(0, len(packed), MARK))


def _in_a_row(folded: str) -> bool:
    return any(folded in row or folded in row[::-1] for row in ROWS)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
