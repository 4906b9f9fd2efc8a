"""What each operation takes. What texts may say is checked where pages check it."""

from marshmallow import fields, validate

from forum.api.forms.parts import MAX_LINE, Flag, Listing, Strict, ident, names, one_of, shield, text
from forum.core.pagination import MAX_CURSOR
from forum.core.web import MAX_ID
from forum.notifications.kinds import NAMES


class Threads(Listing):
    """Which threads."""

    category = text(most=MAX_LINE, load_default="", metadata={"description": "a topic's slug"})
    tag = text(most=MAX_LINE, load_default="", metadata={"description": "a tag's slug"})
    kind = one_of("all", "waiting", "open", "solved", "expert", "discussions", "news", load_default="all")


class NewThread(Strict):
    """A thread to be begun."""

    title = text(required=True)
    body = text(required=True, metadata={"description": "Markdown, at most 20,000 characters"})
    category = text(most=MAX_LINE, required=True, metadata={"description": "a topic's slug"})
    kind = one_of("question", "discussion", "announcement", load_default="question")
    tags = names(50, load_default=list)
    shield = shield()


class ThreadChange(Strict):
    """What shall be different. A new title or body needs the `revision` one started from."""

    title = text()
    body = text()
    revision = fields.Integer(strict=True, validate=validate.Range(0, MAX_ID))
    tags = names(50)
    category = text(most=MAX_LINE, metadata={"description": "moves the thread to this topic"})
    closed = Flag()
    shield = shield()


class NewPost(Strict):
    """An answer, or with `parent` a short remark on a post."""

    body = text(required=True)
    parent = ident(load_default=None, allow_none=True)
    shield = shield()


class PostChange(Strict):
    """A new text, and the `revision` one started from."""

    body = text(required=True)
    revision = fields.Integer(strict=True, required=True, validate=validate.Range(0, MAX_ID))
    shield = shield()


class NewCategory(Strict):
    """A topic to be made."""

    slug = fields.String(required=True, validate=validate.Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*\Z"))
    name = fields.String(required=True, validate=validate.Length(1, 60))
    description = text(most=300, load_default="")
    audience = one_of("public", "members", "team", load_default="public")
    who_may_write = one_of("members", "team", load_default="members")
    indexed = Flag(load_default=True)
    health_near = Flag(load_default=False)
    shield = shield()


class Solution(Strict):
    """The answer that solved it."""

    post = ident(required=True)


class Confirmation(Strict):
    """How long an answer is confirmed."""

    valid_until = fields.Date(load_default=None, allow_none=True)


class Period(Listing):
    """When a list counts."""

    period = fields.String(
        load_default="month",
        validate=validate.Regexp(r"^(month|ever|20\d\d-(0[1-9]|1[0-2]))\Z"),
        metadata={"description": "`month` (now), `ever` or YYYY-MM"},
    )


class Ledger(Listing):
    """Which bookings."""

    path = text(most=MAX_LINE, load_default="", metadata={"description": "one career path only"})


class Search(Strict):
    """What to look for, in the forum's own little language."""

    q = text(most=MAX_LINE, required=True)
    sort = one_of("relevance", "date", load_default="relevance")
    page = fields.Integer(load_default=1, validate=validate.Range(1, 50))


class Similar(Strict):
    """A title that somebody types."""

    title = text(most=MAX_LINE, required=True)


class Nominate(Strict):
    """A member whom the leading thinks of, for what a reached stage brings."""

    handle = text(most=MAX_LINE, required=True)
    path = text(most=MAX_LINE, required=True)
    stage = fields.Integer(strict=True, required=True, validate=validate.Range(1, 9))


class Days(Strict):
    """A window of Zurich days, both included; at most 366. Without: the last 28."""

    since = fields.Date(data_key="from", load_default=None)
    until = fields.Date(data_key="to", load_default=None)


class CaseDays(Days):
    """A window, and a page of its cases."""

    after = text(most=MAX_CURSOR, load_default="")


class Intervene(Strict):
    """Hide or show a post, with a reason and a sentence to its author."""

    kind = one_of("hide", "show", required=True)
    post = ident(required=True)
    reason = text(most=MAX_LINE, required=True)
    text = text(load_default="")
    shield = shield()


URL = {"description": "https, ports 443 and 8443; no address of a private network is ever called"}


class NewWebhook(Strict):
    """Where to tell what. It hears of topics as wide as `audience`, never of more."""

    name = fields.String(required=True, validate=validate.Length(1, 60))
    url = text(most=500, required=True, metadata=URL)
    kinds = fields.List(one_of(*NAMES), required=True, validate=validate.Length(1, len(NAMES)))
    audience = one_of("public", "members", "team", load_default="public")


class WebhookChange(Strict):
    """What shall be different."""

    name = fields.String(validate=validate.Length(1, 60))
    url = text(most=500, metadata=URL)
    kinds = fields.List(one_of(*NAMES), validate=validate.Length(1, len(NAMES)))
    audience = one_of("public", "members", "team")
    active = Flag()


class Deliveries(Listing):
    """Which deliveries."""

    state = one_of("", "pending", "done", "parked", load_default="")
