"""Adapters, named only here; `choose` is the only `if`."""

import hashlib
import hmac

from flask import Flask

from forum.backends.fetch import Fetcher, NoFetcher
from forum.backends.folder import FolderStore
from forum.backends.mail import FileMailer, SmtpMailer
from forum.backends.postgresql_index import PostgresqlIndex
from forum.backends.whoosh_index import WhooshIndex
from forum.config import Settings
from forum.core.ports import Backends


def choose(settings: Settings) -> Backends:
    """Give the adapters for these settings."""
    mailer = SmtpMailer(settings) if settings.smtp_url else FileMailer(settings)
    fetcher = NoFetcher() if settings.outgoing == "off" else Fetcher(loopback=settings.outgoing == "loopback")
    key = hmac.digest(settings.secret_key(), b"webhooks", hashlib.sha256)
    files = FolderStore(settings.data_dir / "uploads")
    search = PostgresqlIndex() if settings.search == "postgresql" else WhooshIndex(settings.data_dir / "index")
    return Backends(mailer=mailer, search=search, fetcher=fetcher, key=key, files=files)


def init_app(app: Flask, settings: Settings) -> None:
    """Keep the chosen adapters with the application."""
    app.extensions["forum.backends"] = choose(settings)
