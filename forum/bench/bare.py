"""The limit everything is compared with: one Flask route that does nothing, on the same server."""

from flask import Flask

app = Flask("bare")


@app.get("/")
def nothing() -> str:
    """Answer at once."""
    return "<p>ok</p>"
