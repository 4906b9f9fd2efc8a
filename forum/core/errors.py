"""The few ways in which a request can be wrong; `core.web` turns each into one answer.

Messages are English msgids; the web layer translates them.
"""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """Anything a person can cause; never a 500."""

    status = 400


class NotVisible(DomainError):  # noqa: N818 - named after the state, read as a sentence where raised
    """The thing does not exist for this actor: 404, without telling whether it exists at all."""

    status = 404


class Refused(DomainError):  # noqa: N818
    """The thing is visible but the act is not allowed: 403. `code` is a msgid for the person."""

    status = 403

    def __init__(self, code: str = "You are not allowed to do this.") -> None:
        super().__init__(code)
        self.code = code


class Invalid(DomainError):  # noqa: N818
    """Input that cannot be accepted: 422. `fields` maps a form field to its msgid; `""` is the whole form.

    `personal` maps a field to the kinds of personal details that stand in it, where that is what is wrong.
    """

    status = 422

    def __init__(self, fields: Mapping[str, str], personal: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in fields.items()))
        self.fields = dict(fields)
        self.personal = {name: tuple(kinds) for name, kinds in (personal or {}).items()}


class Conflict(DomainError):  # noqa: N818
    """Somebody else was faster, or the state moved on: 409. `code` is a msgid."""

    status = 409

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooMany(DomainError):  # noqa: N818
    """A limit was reached: 429. `retry_after` in seconds."""

    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after
