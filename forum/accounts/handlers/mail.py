"""Outbox topic `mail`: write each mail in its receiver's voice and hand it to the mailer. At least once."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from itsdangerous import URLSafeSerializer

from forum.accounts.actions.mails import issue_token
from forum.accounts.models import Member
from forum.accounts.queries import by_email, by_id
from forum.core import web
from forum.core.errors import NotVisible
from forum.core.i18n import lazy, speaking, voice_of
from forum.core.ports import Mail, backends


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail: its subject (says nothing about what anybody wrote), its one-time link's purpose and path.

    `stops`: the member's setting that switches it off; without one it belongs to the account.
    """

    subject: Any
    path: str
    purpose: str = ""
    stops: str = ""


KINDS = {
    "confirm": Kind(lazy("Please confirm your address"), "/confirm/", "confirm"),
    "exists": Kind(lazy("You have an account already"), "/login"),
    "reset": Kind(lazy("A new password for you"), "/reset/", "reset"),
    "change": Kind(lazy("Please confirm your new address"), "/confirm/", "change"),
    "password_changed": Kind(lazy("Your password was changed"), "/forgot"),
    "email_changed": Kind(lazy("Your address was changed"), "/contact"),
    "solution": Kind(lazy("Did an answer help you?"), "/my/questions", stops="reminders"),
    "exported": Kind(lazy("Your data were downloaded"), "/settings"),
    "picture_refused": Kind(lazy("About a picture of yours"), "/u/"),
    "erased": Kind(lazy("Your account was erased"), "/"),
}
STOPS = frozenset(kind.stops for kind in KINDS.values()) - {""}
_sent: deque[str] = deque(maxlen=1000)


def send(payloads: list[dict[str, Any]]) -> None:
    """Send what is owed. A mail to nobody (unknown address, erased account) is done.

    When one of several fails the outbox tries each alone: those that went out are not sent twice.
    """
    for payload in payloads:
        mail = None if payload["id"] in _sent else write(payload)
        if mail is not None:
            backends().mailer.send(mail)
            _sent.append(payload["id"])


def write(payload: dict[str, Any]) -> Mail | None:
    """Write a mail, with a fresh one-time link where its kind has one; none when nobody may get it any more."""
    if payload["kind"] == "erased":
        return _render(payload, payload["to"], voice_of(*payload["voice"]), payload["name"], path="/")
    kind, member = KINDS[payload["kind"]], _receiver(payload)
    if member is None or not member.email or (payload["kind"] == "confirm" and member.email_confirmed_at):
        return None
    to = str(payload["to"]) if payload["kind"] in {"change", "email_changed"} else member.email
    if payload["kind"] == "change":
        owner = by_email(to)
        if owner is not None and owner.id != member.id:
            return write({"kind": "exists", "id": payload["id"], "member_id": owner.id})
    path = str(payload.get("path", kind.path)) + (issue_token(member.id, kind.purpose, to) if kind.purpose else "")
    path += f"{payload['upload']}/cover" if "upload" in payload else ""
    path += f"?kept={payload['kept']}" if payload.get("kept") else ""
    stop = f"/unsubscribe/{signer().dumps([member.id, kind.stops])}" if kind.stops else ""
    return _render(payload, to, voice_of(member.language, member.address), member.display_name, path=path, stop=stop)


def signer() -> URLSafeSerializer:
    """Give what signs and reads the links by which a mail is switched off: member and setting, good for ever."""
    return URLSafeSerializer(backends().key, salt="unsubscribe")


def _receiver(payload: dict[str, Any]) -> Member | None:
    if payload["kind"] == "reset":
        return by_email(payload["to"])
    try:
        member = by_id(payload["member_id"])
    except NotVisible:
        return None
    return member if member.kind == "person" else None


def _render(payload: dict[str, Any], to: str, voice: str, name: str, *, path: str, stop: str = "") -> Mail:
    about = {"name": name, "path": path, "stop": stop, "reason": payload.get("reason", "")}
    with speaking(voice):
        subject = str(KINDS[payload["kind"]].subject)
        text = web.render_text(f"email/{payload['kind']}.txt", **about)
    return Mail(to=to, subject=subject, text=text, key=payload["id"], stop=stop)
