"""From tables to point rules, caps, paths and badges; faults are noted, never raised here."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType

from forum.reputation.rulebook import vocabulary as words
from forum.reputation.rulebook.model import Badge, Cap, Path, PointRule, Right, Stage, When
from forum.reputation.rulebook.section import Section

TOP = ("name", "day_zone", "floor", "cap", "path", "rule", "badge")
HOURS_A_YEAR = 24 * 366


def cap(section: Section) -> Cap:
    """Read `[cap.<id>]`."""
    section.only(("per", "most", "unit", "net"))
    return Cap(
        id=str(section.key[-1]),
        per=section.word("per", words.PERIODS),
        most=section.whole("most", low=1),
        unit=section.word("unit", ("points", "times"), "points"),
        net=bool(section.flag("net", default=False)),
    )


def rule(section: Section, paths: Collection[str], caps: Mapping[str, Cap]) -> PointRule:
    """Read `[[rule]]`."""
    section.only(("id", "name", "event", "path", "to", "amount", "when", "caps", "counts", "depends_on"))
    event = _event(section)
    payable = words.EVENTS.get(event)
    amount, amount_field = _amount(section, payable.amounts if payable else ())
    return PointRule(
        id=_id(section),
        name=section.text("name"),
        event=event,
        path=section.word("path", paths),
        to=section.word("to", payable.receivers if payable else ("author",), "author"),
        amount=amount,
        amount_field=amount_field,
        when=_when(section.table("when"), payable.answers if payable else words.ASKED_OF_EVENT),
        caps=tuple(caps[name] for name in section.words("caps", tuple(caps))),
        counts=section.words("counts", words.COUNTS),
        depends_on=frozenset(section.words("depends_on", words.DEPENDENCIES, tuple(words.DEPENDENCIES))),
    )


def _id(section: Section) -> str:
    value = section.data.get("id")
    if not isinstance(value, str) or not value.replace("-", "").isalnum() or len(value) > 40:  # noqa: PLR2004
        section.fault("id", "must be letters, digits and hyphens, 40 at most")
        return f"#{section.key[-1]}"
    return value


def _event(section: Section) -> str:
    value = section.data.get("event")
    if value in words.UNPAID:
        section.fault("event", f"{value!r} is not subscribed: asking, writing, visiting and speed never pay")
    elif value not in words.EVENTS:
        section.fault("event", f"unknown event {value!r}, expected one of: {', '.join(words.EVENTS)}")
    return str(value)


def _amount(section: Section, fields: Collection[str]) -> tuple[int, str]:
    value = section.data.get("amount")
    if isinstance(value, str):
        if value not in fields:
            section.fault("amount", f"unknown field {value!r} of this event, it has: {', '.join(fields) or 'none'}")
        return 0, value
    return section.whole("amount", low=-10_000, high=10_000), ""


def _when(section: Section, answered: Collection[str]) -> When:
    section.only(words.CONDITIONS)
    for name in words.ASKED_OF_EVENT:
        if name in section.data and name not in answered:
            section.fault(name, "this event cannot answer the condition")
    return When(
        post_kinds=_set(section, "post_kind", words.POST_KINDS),
        thread_kinds=_set(section, "thread_kind", words.THREAD_KINDS),
        proposal_kinds=_set(section, "proposal_kind", words.PROPOSAL_KINDS),
        category_kind=section.word("category_kind", words.CATEGORY_KINDS, "any"),
        own_content=section.word("own_content", words.OWNERSHIP, "no"),
        giver_newcomer=section.flag("giver_newcomer", default=None),
        wiki=section.flag("wiki", default=None),
        first_from_giver=bool(section.flag("first_from_giver", default=False)),
        within_hours=section.whole("within_hours", low=1, high=HOURS_A_YEAR)
        if "within_hours" in section.data
        else None,
    )


def _set(section: Section, name: str, allowed: Collection[str]) -> frozenset[str] | None:
    return frozenset(section.words(name, allowed)) if name in section.data else None


def path(section: Section) -> Path:
    """Read `[path.<id>]` with its stages."""
    section.only(("emblem", "name", "text", "deed", "stage"))
    return Path(
        id=str(section.key[-1]),
        emblem=section.word("emblem", ("rat", "gast", "ent")),
        name=section.text("name"),
        text=section.text("text"),
        deed=section.text("deed"),
        stages=_stages(section),
    )


def _stages(section: Section) -> tuple[Stage, ...]:
    stages = [_stage(stage, number) for number, stage in enumerate(section.tables("stage"), 1)]
    unlocked = accumulate(stage.perks for stage in stages)
    return tuple(replace(stage, unlocked=perks) for stage, perks in zip(stages, unlocked, strict=True))


def _stage(section: Section, number: int) -> Stage:
    section.only(("title", "requires", "perks", "rights"))
    return Stage(
        number=number,
        title=section.text("title"),
        requires=requires(section.table("requires")),
        perks=section.words("perks", words.PERKS),
        rights=tuple(_right(right) for right in section.tables("rights")),
    )


def _right(section: Section) -> Right:
    section.only(("permission", "scope", "approvals"))
    return Right(
        permission=section.word("permission", sorted(words.GRANTABLE)),
        scope=section.word("scope", words.SCOPES),
        approvals=section.whole("approvals", low=0, high=2),
    )


def requires(section: Section) -> Mapping[str, int]:
    """Read metric = least value."""
    section.only(words.METRICS)
    return MappingProxyType({name: section.whole(name, low=0) for name in section.data if name in words.METRICS})


def badge(section: Section, paths: Collection[str]) -> Badge:
    """Read `[[badge]]`."""
    section.only(("id", "icon", "name", "text", "path", "requires"))
    return Badge(
        id=_id(section),
        icon=str(section.data.get("icon", "medal")),
        name=section.text("name"),
        text=section.text("text"),
        path=section.word("path", paths),
        requires=requires(section.table("requires")),
    )
