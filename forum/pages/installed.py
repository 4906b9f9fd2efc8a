"""What makes the house an app: its card, the worker of browsers, and the page that is shown without a network."""

import hashlib
import json
from functools import cache

from flask import Blueprint, Response, current_app, render_template, request

from forum.config import Settings
from forum.core import i18n, web
from forum.core.assets import asset, folder, manifest
from forum.core.i18n import gettext as _
from forum.core.page_cache import REVALIDATE, guest_page

blueprint = Blueprint("installed", __name__)
KEPT = ("app.css", "app.js", "sprite.svg", "logo.svg")
"""What the page without a network needs."""
GROUND, FIR = "#fefefc", "#0c5152"


@blueprint.get("/offline")
@guest_page
def offline() -> str:
    """Say that there is no network, in the language of the address; browsers keep it as a guest sees it."""
    if web.one("lang") in i18n.LANGUAGES:
        i18n.speak(web.one("lang"))
    return render_template("pages/offline.html")


@blueprint.get("/sw.js")
def worker() -> Response:
    """Give the service worker with the names of this build's files; a new build is another worker."""
    answer = Response(script(), mimetype="text/javascript")
    answer.headers["Cache-Control"] = REVALIDATE
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@cache
def script() -> str:
    """Fill in what the worker keeps, and a version that changes with it."""
    source = (folder("static") / "js" / "sw.js").read_text("utf-8")
    page = (folder("templates") / "pages" / "offline.html").read_text("utf-8")
    kept = [asset(name) for name in KEPT if name in manifest()]
    version = hashlib.sha256("\n".join([source, page, *kept]).encode()).hexdigest()[:12]
    filled = source.replace('const VERSION = ""', f'const VERSION = "stube-{version}"')
    return filled.replace("const KEPT = []", f"const KEPT = {json.dumps(kept)}")


@blueprint.get("/manifest.webmanifest")
def card() -> Response:
    """Describe the app: name, icons, where it begins."""
    settings: Settings = current_app.extensions["forum.settings"]
    said = {
        "id": "/",
        "name": f"{settings.community_name} – {settings.brand_name}",
        "short_name": settings.community_name,
        "description": _("Ask and answer among customers and experts."),
        "lang": "de-CH",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": FIR,
        "icons": [
            _icon("icon-192.png", 192, "any"),
            _icon("icon-512.png", 512, "any"),
            _icon("icon-maskable.png", 512, "maskable"),
        ],
        "shortcuts": [{"name": _("Ask a question"), "url": "/ask"}, {"name": _("Search"), "url": "/search"}],
    }
    answer = Response(json.dumps(said, ensure_ascii=False), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
