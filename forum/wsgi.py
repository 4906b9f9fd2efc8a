"""The app object for servers."""

from forum.app import create_app

app = create_app()
