"""Sign up, sign in, new passwords and addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from forum.accounts import handles, passwords
from forum.accounts.forms.fields import Fields

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?P<domain>[^\s@]{1,190})")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
NO_ADDRESS = "Please check this e-mail address."
VOICES = {"de": ("de", "du"), "de-formal": ("de", "sie"), "en": ("en", "du")}
TOO_YOUNG = "The community is for people of 16 years or older."
NO_CONSENT = "Without your yes we may not keep an account for you."
MAX_EMAIL, MAX_HANDLE = 254, handles.MOST

Brand = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """A new account as typed. `language` and `address` come from the one choice of voice."""

    handle: str
    email: str
    password: str = field(repr=False)
    language: str
    address: str

    @classmethod
    def parse(cls, raw: Mapping[str, str], brand: Brand) -> Self:
        """Read and check; raises Invalid with every message."""
        fields = Fields(raw)
        handle = _handle(fields, brand)
        email = _email(fields)
        password = _password(fields, "password", (handle, email, email.split("@")[0], *brand))
        language, address = VOICES.get(fields.choice("voice", VOICES, "de"), VOICES["de"])
        fields.ticked("age", TOO_YOUNG)
        fields.ticked("consent", NO_CONSENT)
        fields.done()
        return cls(handle=handle, email=email, password=password, language=language, address=address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The first administrator as typed."""

    handle: str
    email: str
    password: str = field(repr=False)

    @classmethod
    def parse(cls, raw: Mapping[str, str], brand: Brand) -> Self:
        """Read and check; a name of the house is fine here. Raises Invalid."""
        fields = Fields(raw)
        handle, email = _handle(fields, brand, of_house=True), _email(fields)
        password = _password(fields, "password", (handle, email, *brand))
        fields.done()
        return cls(handle=handle, email=email, password=password)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Who wants to sign in: pseudonym or address, and password."""

    identifier: str
    password: str = field(repr=False)
    remember: bool

    @classmethod
    def parse(cls, raw: Mapping[str, str]) -> Self:
        """Read; raises Invalid when something is missing."""
        fields = Fields(raw)
        identifier = fields.text("identifier", most=MAX_EMAIL)
        password = fields.secret("password")
        remember = fields.ticked("remember")
        fields.done()
        return cls(identifier=identifier, password=password, remember=remember)


def parse_email(raw: Mapping[str, str], name: str = "email") -> str:
    """Read an address; raises Invalid."""
    fields = Fields(raw)
    email = _email(fields, name)
    fields.done()
    return email


def parse_new_password(raw: Mapping[str, str], about: tuple[str, ...]) -> str:
    """Read a new password; raises Invalid. `about`: names it may not be made of."""
    fields = Fields(raw)
    password = _password(fields, "new_password", about)
    fields.done()
    return password


def _handle(fields: Fields, brand: Brand, of_house: bool = False) -> str:
    handle = handles.spelled(fields.text("handle", most=200))
    if handle:
        fault = handles.fault(handle, brand)
        fields.fail("handle", fault if not (of_house and fault == handles.HOUSE) else "")
    return handle


def _email(fields: Fields, name: str = "email") -> str:
    typed = fields.text(name, most=MAX_EMAIL)
    email = _checked(typed)
    if typed and not email:
        fields.fail(name, NO_ADDRESS)
    return email


def _checked(typed: str) -> str:
    """Give an address with its domain as ASCII, or nothing when it cannot be one."""
    match = ADDRESS.fullmatch(typed)
    if match is None:
        return ""
    local, _, domain = typed.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        return ""
    labels = ascii_domain.split(".")
    whole = len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels) and ".." not in local
    return f"{local}@{ascii_domain}" if whole and local[0] != "." and local[-1] != "." else ""


def _password(fields: Fields, name: str, about: tuple[str, ...]) -> str:
    password = fields.secret(name)
    if password:
        fields.fail(name, passwords.fault(password, [each for each in about if each]))
    return password
