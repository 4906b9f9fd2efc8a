"""Socket.IO: members connect with their session, join channels the guard allows, and hear hints.

Sessions are checked again with every batch of hints, so a socket ends when its session does.
"""

from typing import Any

from flask import Flask, request
from flask import session as cookie
from flask_socketio import SocketIO, disconnect, join_room, leave_room
from sqlalchemy import func, select

from forum.accounts.models import WebSession
from forum.accounts.queries import load_current
from forum.accounts.queries.current import COOKIE_KEY, hashed
from forum.config import Settings
from forum.core.db import session
from forum.realtime.channels import may_join
from forum.realtime.models import Hint

MAX_JOINS = 20
MAX_MESSAGE = 64_000

socketio = SocketIO()
_sessions: dict[str, str] = {}
_joined: dict[str, int] = {}


def init_app(app: Flask, settings: Settings) -> None:
    """Serve sockets in threads, to our own pages only."""
    origins = [settings.base_url]
    if settings.local:
        origins += [f"http://{host}:{settings.port}" for host in ("localhost", "127.0.0.1")]
    app.extensions["forum.origins"] = frozenset(origins)
    socketio.init_app(
        app,
        async_mode="threading",
        cors_allowed_origins=origins,
        max_http_buffer_size=MAX_MESSAGE,
        manage_session=False,
        logger=False,
        engineio_logger=False,
    )


@socketio.on("connect")  # type: ignore[untyped-decorator]
def connect(_auth: Any = None) -> bool:
    """Let members in, from our own pages; guests get no socket."""
    from flask import current_app  # noqa: PLC0415 - only needed here

    if request.headers.get("Origin") not in current_app.extensions["forum.origins"]:
        return False
    if load_current().member is None:
        return False
    _sessions[request.sid] = hashed(cookie[COOKIE_KEY])  # type: ignore[attr-defined]
    return True


@socketio.on("disconnect")  # type: ignore[untyped-decorator]
def gone(*_reason: Any) -> None:
    """Forget a socket."""
    _sessions.pop(request.sid, None)  # type: ignore[attr-defined]
    _joined.pop(request.sid, None)  # type: ignore[attr-defined]


@socketio.on("join")  # type: ignore[untyped-decorator]
def join(channel: Any = None) -> dict[str, Any]:
    """Join a channel if the guard says so now; answers the newest hint's number."""
    sid = request.sid  # type: ignore[attr-defined]
    who = load_current()
    if who.member is None:
        disconnect()
        return {"ok": False}
    if not isinstance(channel, str) or _joined.get(sid, 0) >= MAX_JOINS or not may_join(who, channel):
        return {"ok": False}
    try:
        join_room(channel)
    except ValueError:  # it left while it was asked about
        return {"ok": False}
    _joined[sid] = _joined.get(sid, 0) + 1
    return {"ok": True, "since": session().scalar(select(func.max(Hint.id))) or 0}


@socketio.on("leave")  # type: ignore[untyped-decorator]
def leave(channel: Any = None) -> None:
    """Leave a channel."""
    if isinstance(channel, str):
        leave_room(channel)


class Teller:
    """Reads new hints when the watcher sees a change and tells who joined; ends sockets whose session ended.

    It begins with the oldest hint there is: nobody joined before, and none that came during the start is missed.
    """

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self) -> None:
        """Tell what is new since the last call."""
        newest = session().scalar(select(func.max(Hint.id))) or 0
        if newest < self.seen:  # a quiet day emptied the table, and SQLite counts from the beginning
            self.seen = 0
        self._end_sessions()
        if newest <= self.seen:
            return
        rows = session().execute(select(Hint.channel).where(Hint.id > self.seen).distinct().order_by(Hint.channel))
        self.seen = newest
        for channel in rows.scalars():
            socketio.emit("changed", {"changed": channel, "since": newest}, to=channel)

    def _end_sessions(self) -> None:
        if not _sessions:
            return
        alive = set(session().scalars(select(WebSession.id_hash).where(WebSession.id_hash.in_(_sessions.values()))))
        for sid, token in list(_sessions.items()):
            if token not in alive:
                _sessions.pop(sid, None)
                socketio.server.disconnect(sid)
