"""Composition root: settings → backends → extensions → rooms → subscriptions; nothing else."""

from datetime import timedelta

from flask import Flask, request
from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy.orm import configure_mappers
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from forum import backends, subscriptions
from forum.accounts import registry
from forum.accounts.queries import load_current, person
from forum.accounts.queries.blank import blank_of
from forum.api import spec
from forum.api import views as api
from forum.config import Settings
from forum.core import assets, entrance, events, fragments, headers, i18n, limits, logs, packed, web
from forum.core.db import db, prepare_engine
from forum.core.shield import form as shield
from forum.core.strict_json import StrictJson
from forum.core.templates import Application
from forum.mandates.queries import takeout as entrusted
from forum.moderation.queries import takeout as intervened
from forum.pages import layout, texts
from forum.realtime import sockets
from forum.reputation.queries import takeout as earned
from forum.rooms import BLUEPRINTS
from forum.threads.actions import keeping
from forum.threads.queries import places
from forum.threads.queries import takeout as written
from forum.threads.queries.uploads import uploads_of

csrf = CSRFProtect()
login = LoginManager()
babel = Babel()


class Id(IntegerConverter):
    """A row's id in an address: ASCII digits below 2⁶³."""

    regex = r"[0-9]{1,18}"


_ready: list[Flask] = []


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for these settings (default: the environment's)."""
    settings = settings or Settings.from_environ()
    logs.init()
    app = Application(
        "forum", template_folder=str(assets.folder("templates")), static_folder=str(assets.folder("static"))
    )
    app.url_map.converters["id"] = Id
    configure(app, settings)
    extend(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_blueprint(api.description.blueprint)
    spec.init_app(app, api.blueprint)
    events.wire(subscriptions.EVENTS)
    lend()
    return app


def made_ready() -> Flask:
    """Give the application that the process was forked with, else make it."""
    return _ready.pop() if _ready else create_app()


def make_ready(settings: Settings) -> Flask:
    """Make the application with all its templates for processes that will be forked from here: they share its memory.

    It has not spoken to a database or a server yet; connections are nothing to share.
    """
    app = create_app(settings)
    configure_mappers()
    for name in app.jinja_env.list_templates(["html", "txt"]):
        app.jinja_env.get_template(name)
    _ready.append(app)
    return app


def lend() -> None:
    """Give accounts what rooms above do for and hold of its members."""
    registry.TEXT_VERSIONS.update({key: texts.VERSIONS[key] for key in registry.TEXT_VERSIONS})
    registry.PUBLISHERS.update(ask=keeping.publish_question, reply=keeping.publish_answer)
    registry.LATEST[:] = [places.written_last]
    registry.SECTIONS.update(texts=written.texts_of, signals=written.signals_of, points=earned.points_of)
    registry.SECTIONS.update(pictures=uploads_of, own=written.own_of)
    registry.SECTIONS.update(mandates=entrusted.mandates_of, interventions=intervened.interventions_of)


def configure(app: Flask, settings: Settings) -> None:
    """Turn settings into Flask's configuration: cookies, sizes, keys."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    app.json = StrictJson(app)
    app.extensions["forum.settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key(),
        SESSION_COOKIE_NAME="session" if settings.local else "__Host-session",
        SESSION_COOKIE_SECURE=not settings.local,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        MAX_CONTENT_LENGTH=1_000_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=100,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings),
        PROPAGATE_EXCEPTIONS=False,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def engine_options(settings: Settings) -> dict[str, object]:
    """Give the pool's size and, on PostgreSQL, statement and lock time-outs."""
    kept = min(10, settings.database_connections)
    pool: dict[str, object] = {"pool_size": kept, "max_overflow": settings.database_connections - kept}
    pool["pool_use_lifo"] = True  # the one whose cache is warm
    pool["pool_pre_ping"] = not settings.embedded
    pool["hide_parameters"] = True  # an error's message would tell the log what people typed
    if not settings.embedded:
        pool["connect_args"] = {"options": "-c statement_timeout=15000 -c lock_timeout=10000 -c timezone=UTC"}
    else:
        pool["connect_args"] = {"timeout": 15, "check_same_thread": False}
    return pool


def extend(app: Flask, settings: Settings) -> None:
    """Initialise the extensions and the edge."""
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    backends.init_app(app, settings)
    csrf.init_app(app)
    csrf.exempt(api.blueprint)  # no cookie counts there
    csrf.exempt("forum.accounts.views.unsubscribing.unsubscribe")  # nor here: the address is signed
    login.init_app(app)
    login.session_protection = None
    login.user_loader(lambda _token: person())
    app.extensions["forum.who"] = load_current
    app.extensions["forum.unasked"] = layout.as_nobody
    app.extensions["forum.blank"] = blank_of
    app.extensions["forum.texts"] = texts.text
    babel.init_app(app, locale_selector=lambda: i18n.BABEL[i18n.voice()], timezone_selector=lambda: "Europe/Zurich")
    babel.domain_instance = i18n.Catalogues()
    limits.init_app(app, settings)
    web.init_app(app)
    shield.init_app(app, settings)
    headers.init_app(app)
    packed.init_app(app)
    layout.init_app(app, settings)
    fragments.init_app(app)
    sockets.init_app(app, settings)
    app.before_request(refuse_cross_site)
    app.before_request(refuse_nul)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    app.wsgi_app = entrance.Entrance(app.wsgi_app)  # type: ignore[method-assign]
    app.wsgi_app = headers.Headers(  # type: ignore[method-assign]
        app.wsgi_app, base_url=settings.base_url, https=not settings.local
    )


def refuse_nul() -> web.Answer | None:
    """Nothing stands at an address with a NUL; PostgreSQL would not even take it as a question."""
    return web.failure(404) if "\x00" in request.path else None


def refuse_cross_site() -> web.Answer | None:
    """Refuse writes that another site's page sent, beside the token."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in {"GET", "HEAD", "OPTIONS"} and site not in {"same-origin", "none"}:
        return web.failure(403)
    return None
