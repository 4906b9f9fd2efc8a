"""What programs get about webhooks."""

from marshmallow import fields

from forum.api.schemas import Told, count, flag, maybe, moment, word


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


class Webhooks(Told):
    """Every webhook, oldest first; twenty at most."""

    items = fields.List(fields.Nested(Webhook), required=True)
    next = maybe()


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


class Deliveries(Told):
    """Deliveries, newest first, fifty a page."""

    items = fields.List(fields.Nested(Delivery), required=True)
    next = maybe()
