"""Serves built files packed where the browser takes them so; `python -m forum.assets` packs them once."""

import mimetypes

from flask import Flask, Response, current_app, request, send_from_directory
from werkzeug.security import safe_join

from forum.core.assets import folder

ENDING = ".gz"


def takes_gzip() -> bool:
    """Tell whether the browser unpacks what is packed."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


def static(filename: str) -> Response:
    """Give a file of ours; the packed one beside it, where there is one and it is wanted."""
    beside = safe_join(str(folder("static")), filename + ENDING) if filename.startswith("build/") else None
    packed = beside is not None and takes_gzip() and (folder("static") / (filename + ENDING)).is_file()
    kind = mimetypes.guess_type(filename)[0]
    name = filename + ENDING if packed else filename
    answer = send_from_directory(folder("static"), name, mimetype=kind, max_age=current_app.get_send_file_max_age(name))
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    return answer


def init_app(app: Flask) -> None:
    """Let the application serve its files so."""
    app.view_functions["static"] = static
