"""What the bodies and queries are made of."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from forum.core.pagination import MAX_CURSOR
from forum.core.web import MAX_ID

MAX_TEXT, MAX_LINE = 100_000, 1_000  # far above what any field takes: the message names the real limit


class Flag(fields.Boolean):
    """True or false, nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_rest: Any) -> Any:
        del attr, data
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def text(*, most: int = MAX_TEXT, **options: Any) -> fields.String:
    """Make a field people write into."""
    return fields.String(validate=validate.Length(max=most), **options)


def ident(**options: Any) -> fields.Integer:
    """Make a field that names a row."""
    return fields.Integer(strict=True, validate=validate.Range(1, MAX_ID), **options)


def one_of(*values: str, **options: Any) -> fields.String:
    """Make a field with a closed list of values."""
    return fields.String(validate=validate.OneOf(values), **options)


def names(most: int, **options: Any) -> "fields.List[str]":
    """Make a list of short texts."""
    return fields.List(text(most=MAX_LINE), validate=validate.Length(max=most), **options)


class Strict(Schema):
    """Anything that is not described is refused."""

    class Meta:
        """Marshmallow's options."""

        unknown = RAISE


def shield() -> fields.String:
    """Make the field that says what becomes of personal details."""
    about = (
        "`mask`: personal details are masked; `numbers`: only those that are never accepted (AHV, IBAN, policy …); "
        "`keep`: the member was asked and insists on the others (telephone, e-mail …)"
    )
    return one_of("", "mask", "numbers", "keep", load_default="", metadata={"description": about})


class Listing(Strict):
    """A page of a list: `after` comes from the page before."""

    after = text(
        most=MAX_CURSOR, load_default="", metadata={"description": "cursor; follow `next` instead of making one"}
    )
