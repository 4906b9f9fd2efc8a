"""The blueprint of what faces the outside."""

from flask import Blueprint, current_app

from forum.config import Settings

blueprint = Blueprint("reach", __name__)
MACHINES = "60 per minute"


def settings() -> Settings:
    """Give this application's settings."""
    found: Settings = current_app.extensions["forum.settings"]
    return found


def base() -> str:
    """Give the address people use, without a slash at the end."""
    return settings().base_url
