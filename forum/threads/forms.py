"""What people type into the conversation's forms: read as typed, checked field by field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from forum.core import markup, web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.languages import named
from forum.core.shield.form import clean
from forum.threads.models import Category, Draft
from forum.threads.texts import Text, clean_title, cook, split_tags

Value = TypeVar("Value")
KINDS = ("question", "discussion", "announcement")
THREAD = re.compile(r"(?:^|/t/|#)([0-9]{1,18})(?=$|[-/?#])")
MAX_SHORT = 1_000
READ = "240 per minute"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into one of a page's forms (by its name), what was wrong with it, and how it would look."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    preview: Text | None = None

    def value(self, form: str, name: str, default: str = "") -> str:
        """Give what was typed into a field of a form."""
        return self.values.get(name, default) if form == self.form else default

    def error(self, form: str, name: str) -> str:
        """Give the msgid of what is wrong with a field of a form."""
        return self.errors.get(name, "") if form == self.form else ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a form's text is kept while it is typed: the version it started from, and since when (None: not yet)."""

    place: str
    version: int = 0
    at: datetime | None = None

    @classmethod
    def of(cls, place: str, draft: Draft | None = None) -> "Keeping":
        """Take it from the draft that fills the form; a form that is shown again brings its version along."""
        if request.method == "POST" or draft is None:
            return cls(place, version_typed())
        return cls(place, draft.version, draft.updated_at)


@dataclass(frozen=True, slots=True)
class Question:
    """A thread ready to be begun."""

    kind: str
    title: str
    text: Text
    tags: Sequence[str]
    category: Category
    language: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """The ask form as typed."""

    title: str = ""
    body: str = ""
    category: str = ""
    tags: str = ""
    kind: str = "question"
    language: str = ""

    @classmethod
    def typed(cls) -> "Asking":
        """Read the form that was sent."""
        return cls(
            text("title"), text("body"), short("category"), text("tags"), short("kind") or "question", short("language")
        )

    @classmethod
    def proposed(cls) -> "Asking":
        """Read what a link proposes: title, category, tags."""
        return cls(title=web.one("title"), category=web.one("category"), tags=web.one("tags"))

    @classmethod
    def kept(cls, fields: Mapping[str, Any]) -> "Asking":
        """Read what was kept for a guest."""
        return cls(**{name: str(fields.get(name, "")) for name in asdict(cls())})

    def ready(self, categories: Sequence[Category]) -> Question:
        """Check every field; raises Invalid with all that are wrong. `categories` are those one may write in."""
        title, body, tags, category, kind = gather(
            lambda: clean_title(self.title),
            lambda: cook(self.body),
            lambda: split_tags(self.tags),
            lambda: chosen(self.category, categories),
            lambda: kind_of(self.kind),
        )
        return Question(kind, title, body, tags, category, language_of(self.language, category))


def gather(*checks: Callable[[], Any]) -> list[Any]:
    """Run every check; give their results, or raise Invalid with all fields that are wrong."""
    found: list[Any] = []
    wrong, personal = dict[str, str](), dict[str, Sequence[str]]()
    for check in checks:
        try:
            found.append(check())
        except Invalid as error:
            wrong |= error.fields
            personal |= error.personal
    if wrong:
        raise Invalid(wrong, personal)
    return found


def text(name: str) -> str:
    """Give a field as typed, without control characters; masked when the button says so."""
    return clean(markup.clean_text(request.form.get(name, "")))


def short(name: str) -> str:
    """Give a field that a person chose rather than wrote."""
    return text(name).strip()[:MAX_SHORT]


def number(name: str, default: int = 0) -> int:
    """Give a whole number of at most 9 digits; anything else is the default."""
    typed = short(name)
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else default


def version_typed() -> int:
    """Read which version of its draft a form started from; 0 for none."""
    typed = short("version")
    return int(typed) if re.fullmatch(r"[0-9]{1,15}", typed) else 0


def one_of(name: str, *values: str) -> str:
    """Read a field that a button sends; raises Invalid for anything that no button says."""
    typed = short(name)
    if typed not in values:
        raise Invalid({"": "This form did not arrive whole. Please send it again."})
    return typed


def switch(name: str) -> bool:
    """Read a field of 1 or 0; raises Invalid for anything else."""
    return one_of(name, "0", "1") == "1"


def chosen(slug: str, categories: Sequence[Category]) -> Category:
    """Give the category with a slug; raises Invalid on `category`."""
    for category in categories:
        if category.slug == slug:
            return category
    raise Invalid({"category": "Please choose a topic."})


def kind_of(kind: str) -> str:
    """Give the kind of a thread; raises Invalid on `kind`."""
    if kind not in KINDS:
        raise Invalid({"kind": "Please choose what it shall become."})
    return kind


def language_of(code: str, category: Category) -> str:
    """Give the language of a thread, the usual one of its category for none; raises Invalid on `language`."""
    if code and code not in category.spoken:
        raise Invalid({"language": "This topic is not in this language. Please choose another topic or language."})
    return code or category.spoken[0]


def day(name: str) -> date | None:
    """Read an optional day; raises Invalid on the field."""
    typed = short(name)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid({name: "Please give a day, such as 2027-06-30."}) from None


def thread_id(name: str) -> int:
    """Read a thread's number or address; raises Invalid on the field."""
    found = THREAD.search(short(name))
    if found is None:
        raise Invalid({name: "Please paste the address of the older thread."})
    return int(found[1])


def language_asked(codes: Sequence[str]) -> str:
    """Read by which of these languages a list is filtered (`lang`); empty for none."""
    code = web.one("lang", 2)
    return code if code in codes else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Which list of threads is shown, and the addresses of those beside it.

    `kind`: the chosen filter; `bare`: the one that the path alone stands for; `codes`: languages to choose from.
    """

    path: str
    kind: str
    bare: str = "all"
    codes: Sequence[str] = ()
    language: str = ""

    def filters(self, waiting: int = 0) -> Sequence[tuple[str, str, bool]]:
        """Give the filters of the list as links: (label, address, current)."""
        labels = {
            "all": _("Newest"),
            "waiting": _("Without answer %(num)s", num=waiting) if waiting else _("Without answer"),
            "open": _("Not solved yet"),
            "solved": _("Solved"),
            "expert": _("With an expert"),
            "discussions": _("Discussions"),
        }
        return [(label, self.address(name, self.language), name == self.kind) for name, label in labels.items()]

    def tongues(self) -> Sequence[tuple[str, str, bool]]:
        """Give the languages of the list as links: (label, address, current); none where there is only one."""
        links = [(name, self.address(self.kind, code), code == self.language) for code, name in named(self.codes)]
        return [(_("All languages"), self.address(self.kind, ""), not self.language), *links] if links else []

    def older(self) -> str:
        """Give the address of the next page, to which the cursor is added."""
        return f"{self.path}?{urlencode({**self._query(self.kind, self.language), 'after': ''})}"

    def address(self, kind: str, language: str) -> str:
        """Give the address of the list by another filter or language."""
        query = self._query(kind, language)
        return f"{self.path}?{urlencode(query)}" if query else self.path

    def _query(self, kind: str, language: str) -> dict[str, str]:
        return ({} if kind == self.bare else {"kind": kind}) | ({"lang": language} if language else {})
