"""A person with a browser and a mailbox, for the tests of accounts."""

import email
import re
from email import policy
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from forum import worker

PASSWORD = "ein Murmeltier pfeift laut"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
LINK = re.compile(r"https?://\S+")


class Visitor:
    """Opens pages and sends forms as a browser without JavaScript does."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, **options: object) -> TestResponse:
        return self.client.get(path, **options)

    def send(self, path: str, fields: dict[str, str] | None = None, page: str = "/login") -> TestResponse:
        """Send a form with the token of a page (which sets one for guests and members alike)."""
        found = TOKEN.search(self.get(page).text) or TOKEN.search(self.get("/settings").text)
        assert found, f"no form on {page}"
        return self.client.post(path, data={**(fields or {}), "csrf_token": found.group(1)})

    def sign_up(self, handle: str = "Haselnuss", **more: str) -> TestResponse:
        fields = {"handle": handle, "email": f"{handle}@example.test", "password": PASSWORD, "voice": "de"}
        return self.send("/signup", {**fields, "age": "1", "consent": "1", **more}, "/signup")

    def sign_in(self, identifier: str = "Haselnuss", password: str = PASSWORD, **more: str) -> TestResponse:
        return self.send("/login", {"identifier": identifier, "password": password, **more})

    def is_in(self) -> bool:
        """Tell whether this browser is signed in."""
        return self.get("/settings").status_code == 200

    def mails(self) -> list[str]:
        """Let the worker send what is owed; give every mail ever sent, oldest first."""
        worker.drain(self.app)
        folder = Path(self.app.extensions["forum.settings"].data_dir) / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        read = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [f"To: {mail['To']}\nSubject: {mail['Subject']}\n\n{mail.get_content()}" for mail in read]

    def link(self) -> str:
        """Give the path of the link in the newest mail."""
        found = LINK.findall(self.mails()[-1])[0]
        return "/" + found.split("/", 3)[3]
