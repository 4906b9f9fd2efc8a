"""Mail by SMTP, or as files for a machine without a mail server."""

import hashlib
import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog

from forum.config import Settings
from forum.core import clock
from forum.core.ports import Mail

log = structlog.get_logger()
TIMEOUT_S = 20
STOP = "List-Unsubscribe"
LINK = re.compile(r"https?://\S+")


class Whole(EmailPolicy):
    """The rules of SMTP, but for an address in a header: broken up and encoded no provider would read it."""

    def fold(self, name: str, value: Any) -> str:
        """Fold a header's line, unless it is an address."""
        return f"{name}: {value}{self.linesep}" if name == STOP else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Do the same for bytes."""
        return self.fold(name, value).encode("ascii") if name == STOP else super().fold_binary(name, value)


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """Make the message; header values lose line breaks, the Message-ID follows from the mail's key."""
    message = EmailMessage(policy=Whole(linesep="\r\n"))
    domain = urlsplit(settings.base_url).hostname or "localhost"
    message["From"] = f"{_line(settings.community_name)} <{settings.mail_from}>"
    message["To"] = _line(mail.to)
    message["Subject"] = _line(mail.subject)
    message["Date"] = clock.now()
    message["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.stop:  # RFC 8058: providers show a button for it
        message[STOP] = f"<{settings.base_url}{mail.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    return message


def _line(text: str) -> str:
    return " ".join(text.split())


class FileMailer:
    """Writes `<data>/mail/*.eml` (0600) and prints links: the default on a machine without SMTP."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.data_dir / "mail"

    def send(self, mail: Mail) -> None:
        """Write one file; the same mail twice is one file."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        message = compose(mail, self.settings)
        name = str(message["Message-ID"]).strip("<>").split("@")[0]
        path = self.folder / f"{name}.eml"
        path.write_bytes(message.as_bytes())
        path.chmod(0o600)
        for link in LINK.findall(mail.text):
            log.info("mail", subject=_line(mail.subject), link=link)


class SmtpMailer:
    """Hands mails to an SMTP server: `smtp://` (STARTTLS when offered) or `smtps://`; certificates are verified."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = urlsplit(settings.smtp_url)

    def send(self, mail: Mail) -> None:
        """Deliver to the server; raises what smtplib raises, and the outbox tries again."""
        host, context = self.url.hostname or "localhost", ssl.create_default_context()
        if self.url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, self.url.port or 465, timeout=TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(host, self.url.port or 25, timeout=TIMEOUT_S)
        with server:
            server.ehlo()
            if self.url.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            server.send_message(compose(mail, self.settings))
