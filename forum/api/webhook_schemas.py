"""What programs get about webhooks."""

from marshmallow import fields

from forum.api.schemas import Paged, Told, count, flag, many, maybe, moment, word


class Webhook(Told):
    """A webhook. `secret` is told once, when it was made or changed; else it is null."""

    id = count()
    name = word()
    url = word()
    kinds = fields.List(fields.String(), required=True)
    audience = word()
    active = flag()
    created_at = moment()
    rotated_at = moment(allow_none=True)
    secret = maybe()


class Webhooks(Paged):
    """Every webhook, oldest first; twenty at most."""

    items = many(Webhook)


class Delivery(Told):
    """A fact on its way. `event` is the same however often it is sent; parked ones were given up."""

    id = count()
    event = word("event_id")
    type = word("kind")
    state = word()
    attempts = count()
    status = count(allow_none=True)
    error = word()
    created_at = moment()
    next_at = moment(allow_none=True)


class Deliveries(Paged):
    """Deliveries, newest first, fifty a page."""

    items = many(Delivery)


class About(Told):
    """What a fact is about: numbers only; what they stand for is asked for with a token."""

    thread = fields.Integer()
    post = fields.Integer()
    post_kind = fields.String()


class Event(Told):
    """What a webhook gets: a fact and when it was. `data` is empty for `webhook.test`."""

    id = word()
    type = word()
    timestamp = moment()
    data = fields.Nested(About, required=True)
