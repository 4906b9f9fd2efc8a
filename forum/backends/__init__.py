"""Adapters, named only here; `choose` is the only `if`."""

from flask import Flask

from forum.backends.mail import FileMailer, SmtpMailer
from forum.backends.whoosh_index import WhooshIndex
from forum.config import Settings
from forum.core.ports import Backends


def choose(settings: Settings) -> Backends:
    """Give the adapters for these settings."""
    mailer = SmtpMailer(settings) if settings.smtp_url else FileMailer(settings)
    return Backends(mailer=mailer, search=WhooshIndex(settings.data_dir / "index"))


def init_app(app: Flask, settings: Settings) -> None:
    """Keep the chosen adapters with the application."""
    app.extensions["forum.backends"] = choose(settings)
