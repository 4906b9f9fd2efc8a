"""The blueprint of the API, the one way to declare an operation, and what its views share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

import flask_smorest
from flask import Response, current_app, g, request
from marshmallow import Schema

from forum.access import Actor
from forum.accounts.models import Member
from forum.accounts.queries import acting, person
from forum.api.forms import StrictParser
from forum.core import idempotency, problems
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.markup import clean_text
from forum.core.shield.form import clean, point_out

PREFIX = "/api/v1"
READ, WRITE, CLICK, SEARCH = "240 per minute", "30 per minute; 300 per hour", "60 per minute", "60 per minute"
NO_CONTENT = 204
ALWAYS, WITH_BODY = (401, 429, 500, 503), (400, 403, 413, 415, 422)
KEY = {
    "name": idempotency.HEADER,
    "in": "header",
    "required": False,
    "description": "sent again within a day it has its effect once and gets the same answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": idempotency.MAX_KEY, "pattern": "^[ -~]+$"},
}


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc] # ships no types
    """Smorest's blueprint with our reader."""

    ARGUMENTS_PARSER = StrictParser()


blueprint = Blueprint("api", __name__, url_prefix=PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What is true of every call. `scope`: what the token must have; `signed`: guests are sent away with 401."""

    scope: str
    signed: bool
    status: int
    answer: type[Schema] | None


class Replayed(Exception):  # noqa: N818 - a state: this was answered before
    """The answer to this key is known."""

    def __init__(self, kept: idempotency.KeptAnswer) -> None:
        super().__init__()
        self.kept = (kept.body, kept.status, kept.location)


def operation(
    rule: str,
    method: str = "GET",
    *,
    tag: str,
    scope: str = "read",
    signed: bool = False,
    takes: type[Schema] | None = None,
    answer: type[Schema] | None = None,
    status: int = 200,
    may: Sequence[int] = (),
    limit: str = READ,
    shares: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a view: its address, who may call it, what it takes and gives, and which problems it may answer with.

    GET takes a query, the others a JSON body. `shares`: the page whose rate limit counts here too.
    """
    act = Operation(scope=scope, signed=signed or scope != "read", status=status, answer=answer)
    codes = {*ALWAYS, *may, *((404,) if "<" in rule else ()), *((403,) if act.signed else ())}
    codes |= {422} if method in {"GET", "POST"} else set()  # the shield looks at every query, the key at every POST
    codes |= {*WITH_BODY} if takes and method != "GET" else set()

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        made = documented(view, method, takes, act, sorted(codes))
        made = limiter.shared_limit(limit, scope=shares or f"api.{view.__name__}")(admitted(made, act))
        return cast("Callable[..., Any]", blueprint.route(rule, methods=[method], tags=[tag])(made))

    return declare


def documented(
    view: Callable[..., Any], method: str, takes: type[Schema] | None, act: Operation, codes: Sequence[int]
) -> Callable[..., Any]:
    """Let the view read what it takes, and say in the description what it takes and gives."""
    made = view
    if takes is not None:
        made = blueprint.arguments(takes, location="query" if method == "GET" else "json")(made)
    made = blueprint.response(act.status, act.answer)(made)
    for code in codes:
        made = blueprint.alt_response(code, f"Problem{code}")(made)
    secured = [{"token": [act.scope]}] if act.signed else [{}, {"token": [act.scope]}]
    more = {"parameters": [KEY]} if method == "POST" else {}
    return cast("Callable[..., Any]", blueprint.doc(security=secured, operationId=view.__name__, **more)(made))


def admitted(view: Callable[..., Any], act: Operation) -> Callable[..., Any]:
    """Ask for the token first; a key that was used before gives the answer of then."""

    @wraps(view)
    def admit(*args: Any, **ids: Any) -> Any:
        refused = entry(act)
        if refused is not None:
            return refused
        g.operation = act
        try:
            return view(*args, **ids)
        except Replayed as again:
            return respond(*again.kept)

    return admit


def entry(act: Operation) -> Response | None:
    """Give why somebody may not come in: 401 without or with a dead token, 403 when the token lacks the scope."""
    who = person()
    if who.token is None and ("Authorization" in request.headers or act.signed):
        challenge = 'error="invalid_token"' if "Authorization" in request.headers else ""
        return problems.problem(401, _("This needs a token that is valid."), challenge=challenge)
    if who.token is not None and act.scope not in who.token.scope_set:
        missing = f'error="insufficient_scope", scope="{act.scope}"'
        return problems.problem(403, _("This token may not do that."), challenge=missing)
    return None


def respond(body: Any, status: int, location: str = "") -> Response:
    """Answer with JSON; nothing at all for 204."""
    answer = cast("Response", current_app.json.response(body)) if status != NO_CONTENT else Response()
    answer.status_code = status
    if location:
        answer.headers["Location"] = location
    return answer


class Write:
    """Something being written: by whom, and what is answered."""

    def __init__(self, member: Member, actor: Actor) -> None:
        self.member, self.actor = member, actor
        self.body: Any = None
        self.kept: Any = None
        self.location = ""

    def says(self, found: Any, *, location: str = "", keeps: Any = None) -> None:
        """Set the answer, as the operation describes it, while what it tells of is still one with the transaction.

        `keeps`: what a repeated call is answered instead, when this answer holds a secret.
        """
        schema = g.operation.answer()
        self.body, self.location = schema.dump(found), location
        self.kept = schema.dump(keeps) if keeps is not None else self.body

    @property
    def answer(self) -> Response:
        """The answer to send."""
        return respond(self.body, g.operation.status, self.location)


@contextmanager
def writing() -> Iterator[Write]:
    """Begin a transaction, ask anew who is asking, and honour `Idempotency-Key`."""
    key = request.headers.get(idempotency.HEADER) if request.method == "POST" else None
    checked = idempotency.checked(key) if key is not None else ""
    with acting() as who:
        if who.member is None:
            raise problems.Unauthorized
        if checked:
            sent = idempotency.hash_of(request.method, request.path, g.get("api_body"))
            known = idempotency.claim(who.member.id, checked, sent)
            if known is not None:
                raise Replayed(known)
        write = Write(who.member, who.actor)
        yield write
        if checked:
            idempotency.keep(
                who.member.id, checked, status=g.operation.status, body=write.kept, location=write.location
            )


def following(cursor: str | None, **query: str) -> str | None:
    """Give the address of the next page of this list, none on the last one."""
    kept = {name: value for name, value in query.items() if value}
    return f"{request.path}?{urlencode({**kept, 'after': cursor})}" if cursor else None


def shielded(sent: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Give texts without control characters, masked when `shield` says so."""
    return {name: clean(clean_text(sent[name]), sent["shield"]) for name in names if name in sent}


def pointed_out(sent: Mapping[str, Any], texts: Mapping[str, str], known: str = "") -> None:
    """Raise Invalid on every text with personal details that are new, unless the member insists (`keep`)."""
    if sent["shield"] != "keep":
        point_out(texts, known)
