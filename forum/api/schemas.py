"""What programs get: explicit fields only, so nothing leaves the house because a table grew a column."""

from typing import Any

from marshmallow import RAISE, Schema, fields, pre_dump, validate

from forum.core.shield import HARD, SOFT

LONG = {"rat": "ratgeben", "gast": "gastgeben", "ent": "entdecken"}


def word(attribute: str | None = None, **options: Any) -> fields.String:
    """Make a text that is always there."""
    return fields.String(attribute=attribute, required=True, **options)


def maybe(attribute: str | None = None) -> fields.String:
    """Make a text that may be null."""
    return fields.String(attribute=attribute, required=True, allow_none=True)


def count(attribute: str | None = None, **options: Any) -> fields.Integer:
    """Make a whole number."""
    return fields.Integer(attribute=attribute, required=True, **options)


def flag(attribute: str | None = None) -> fields.Boolean:
    """Make a yes or no."""
    return fields.Boolean(attribute=attribute, required=True)


def moment(attribute: str | None = None, **options: Any) -> fields.DateTime:
    """Make an instant in UTC."""
    return fields.DateTime(attribute=attribute, required=True, **options)


def many(schema: type[Schema]) -> fields.Field[Any]:
    """Make a list of something described, empty when there is none."""
    return fields.List(fields.Nested(schema), required=True)


def day(attribute: str | None = None, **options: Any) -> fields.Date:
    """Make a Zurich day."""
    return fields.Date(attribute=attribute, required=True, **options)


class Told(Schema):
    """Nothing but what is described."""

    class Meta:
        """Marshmallow's options."""

        unknown = RAISE


class Paged(Told):
    """A page of a list; `next` is the address of the following one, null on the last."""

    next = maybe()


class FieldFault(Told):
    """What is wrong with one field. `personal`: kinds of personal details in it; `shield` says what becomes of them."""

    field = word()
    message = word()
    personal = fields.List(fields.String(validate=validate.OneOf((*HARD, *SOFT))))


class Problem(Told):
    """RFC 9457 problem details. `errors` names fields, `request_id` finds the line in the log."""

    type = word()
    title = word()
    status = count()
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldFault))
    request_id = fields.String()


class Author(Told):
    """A byline. `path` and `stage` of the strongest career path; null for staff and for who does not play."""

    handle = word()
    name = word("display_name")
    staff = flag("is_staff")
    staff_title = word()
    mandate = flag("has_mandate")
    erased = flag()
    path = maybe()
    stage = count()
    title = word()

    @pre_dump
    def _long(self, found: Any, **_options: Any) -> dict[str, Any]:
        names = ("handle", "display_name", "is_staff", "staff_title", "has_mandate", "erased", "stage", "title")
        return {name: getattr(found, name) for name in names} | {"path": LONG.get(found.path or "")}


class Category(Told):
    """A topic."""

    slug = word()
    name = word()
    description = word()
    audience = word()
    who_may_write = word()
    indexed = flag()
    health_near = flag()
    threads = count("thread_count")
    last_activity_at = moment(allow_none=True)


class Categories(Paged):
    """Every topic the reader sees; there are few, so no page follows."""

    items = many(Category)


class ThreadLine(Told):
    """A thread as lists show it; its page is `/t/{id}-{slug}`."""

    id = count()
    slug = word()
    kind = word()
    title = word()
    excerpt = word()
    category = word("category_slug")
    answers = count("answer_count")
    solved = flag()
    has_staff = flag()
    state = word()
    views = count("view_count")
    author = fields.Nested(Author, required=True)
    created_at = moment()
    last_activity_at = moment()


class ThreadLines(Paged):
    """A page of threads, newest activity first."""

    items = many(ThreadLine)


class EndorsedBy(Told):
    """An expert's confirmation."""

    expert = fields.Nested(Author, required=True)
    valid_until = day(allow_none=True)

    @pre_dump
    def _named(self, pair: Any, **_options: Any) -> dict[str, Any]:
        return {"expert": pair[0], "valid_until": pair[1]}


class Remark(Told):
    """A post. `body` is Markdown as typed, `html` is safe; `revision` counts edits."""

    id = count("post.id")
    thread = count("post.thread_id")
    kind = word("post.kind")
    parent = count("post.parent_id", allow_none=True)
    author = fields.Nested(Author, required=True)
    state = word("post.state")
    body = word("post.source")
    html = word("post.html")
    created_at = moment("post.created_at")
    edited_at = moment("post.edited_at", allow_none=True)
    revision = count("post.revision_count")
    helpful = count("post.helpful_count")
    voted = flag()
    solution = flag()
    endorsed = many(EndorsedBy)


class Post(Remark):
    """A post with the remarks on it."""

    comments = many(Remark)


class Posts(Paged):
    """A page of a thread: on the first one the opening and the solution, then answers, oldest first."""

    items = many(Post)


class Tag(Told):
    """A keyword."""

    slug = word()
    name = word()


class Thread(Told):
    """A thread with its opening; the answers are at `threads/{id}/posts`."""

    id = count("thread.id")
    slug = word("thread.slug")
    kind = word("thread.kind")
    title = word("thread.title")
    category = word("thread.category.slug")
    tags = many(Tag)
    state = word("thread.state")
    closed = flag("thread.closed")
    answers = count("thread.answer_count")
    solution = count("thread.accepted_post_id", allow_none=True)
    views = count("thread.view_count")
    author = fields.Nested(Author, required=True)
    created_at = moment("thread.created_at")
    last_activity_at = moment("thread.last_activity_at")
    opening = fields.Nested(Post, required=True)


class Vote(Told):
    """How a post stands after a vote."""

    post = count()
    voted = flag()
    helpful = count()


class Solved(Told):
    """Which answer is the solution, if any."""

    thread = count()
    solution = count(allow_none=True)


class Endorsed(Told):
    """Whether one's confirmation stands."""

    post = count()
    endorsed = flag()
    valid_until = day(allow_none=True)
