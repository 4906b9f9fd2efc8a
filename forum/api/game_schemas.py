"""What programs get about people and the game."""

from marshmallow import fields

from forum.api.schemas import Author, Paged, ThreadLine, Told, count, day, flag, many, maybe, moment, word


class Given(Told):
    """What a member gave, counted in what the reader sees."""

    answers = count()
    solutions = count()
    helpful = count()
    confirmed = count()


class Reached(Told):
    """A stage on a career path. `points` are shown to oneself and the leading only."""

    path = word()
    name = word()
    stage = count()
    title = word()
    points = count(allow_none=True)


class Member(Told):
    """A profile as its page shows it."""

    person = fields.Nested(Author, required=True)
    bio = word()
    since = day()
    given = fields.Nested(Given, required=True)
    stages = many(Reached)


class Condition(Told):
    """Something the next stage takes."""

    metric = word()
    have = count()
    need = count()
    met = flag()


class Next(Told):
    """The next stage of a path."""

    stage = count()
    title = word()
    requires = many(Condition)


class Route(Reached):
    """A path with the member on it; `next` is shown to oneself and the leading only, and null at the top."""

    next = fields.Nested(Next, required=True, allow_none=True)


class Routes(Paged):
    """Every path, most points first."""

    items = many(Route)


class Booking(Told):
    """An entry of the ledger. `thread`, `post` and `title` are null when the reader may not see them."""

    id = count()
    at = moment()
    day = day()
    path = word()
    rule = word("rule_id")
    kind = word()
    cause = word()
    amount = count()
    wanted = count()
    clipped_by = word()
    balance = count()
    thread = count(allow_none=True)
    post = count(allow_none=True)
    title = maybe()


class Bookings(Paged):
    """Bookings, newest first, thirty a page."""

    items = many(Booking)


class Badge(Told):
    """A badge; `at` is null for those one has not found yet (shown to oneself only)."""

    id = word()
    name = word()
    text = word()
    at = moment(allow_none=True)


class Badges(Paged):
    """Badges, found ones first."""

    items = many(Badge)


class Mandate(Told):
    """A mandate: which rights, where (no topic: everywhere), until when."""

    id = count("mandate.id")
    member = fields.Nested(Author, required=True)
    path = word("mandate.path")
    stage = count("mandate.stage")
    state = word("mandate.state")
    since = moment("mandate.since")
    probation_until = day("mandate.probation_until")
    expires_on = day("mandate.expires_on")
    ended_at = moment("mandate.ended_at", allow_none=True)
    scope = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)


class Mandates(Paged):
    """Mandates, newest first."""

    items = many(Mandate)


class Nomination(Told):
    """A nomination that waits for approvals."""

    id = count()
    path = word()
    stage = count()
    state = word()
    approvals_needed = count()
    at = moment()


class Place(Told):
    """A line of a public list; equal deeds and people share a place."""

    place = count()
    member = fields.Nested(Author, required=True)
    deeds = count()
    people = count()


class Board(Paged):
    """A public list of one path: only who said yes, no staff."""

    path = word()
    period = word()
    items = many(Place)


class Hit(Told):
    """A thread that was found, with the words around the match."""

    thread = fields.Nested(ThreadLine, required=True)
    excerpt = word()
    endorsed = flag()
    valid_until = day(allow_none=True)


class Hits(Paged):
    """What was found. `total` counts it in topics that the reader sees; `at_least`: there may be more than that."""

    items = many(Hit)
    total = count()
    at_least = flag()


class Intervention(Told):
    """A line of the moderation log."""

    id = count()
    kind = word()
    post = count("post_id")
    thread = count("thread_id")
    reason = word()
    at = moment()


class Figure(Told):
    """A figure of the dashboard. `part` of `whole`; `value` in `unit`, null below five cases."""

    key = word()
    title = word()
    definition = word()
    unit = word()
    value = count(allow_none=True)
    part = count(allow_none=True)
    whole = count(allow_none=True)
    group = maybe()
    cases = maybe()


class Figures(Told):
    """Every figure for a window of days, both included."""

    since = day(data_key="from")
    until = day(data_key="to")
    items = many(Figure)


class Row(Told):
    """A case: cells as on the screen and in the CSV, and its address."""

    cells = fields.List(fields.Raw(metadata={"type": ["string", "integer"]}), required=True)
    link = word()


class Cases(Paged):
    """The very cases behind a figure, two hundred a page, five thousand at most."""

    key = word()
    title = word()
    definition = word()
    head = fields.List(fields.String(), required=True)
    items = many(Row)
