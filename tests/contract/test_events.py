"""Events: handled in the same transaction, first in first out, all or nothing; and nobody speaks to the wind."""

import importlib
import pkgutil
import sys
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from typing import get_args, get_origin

import pytest
from sqlalchemy import select

import forum
from forum import subscriptions
from forum.core import clock, events
from forum.core.db import WroteOutsideTransaction, publish, session, transaction
from forum.core.events import Event
from forum.threads.models import Tag
from tests.plugins.databases import both_databases

# Facts that nobody hears yet: rights are told to accounts by the action itself; people shall be notified of these.
UNHEARD = {
    "forum.mandates.events": (
        "MandateApproved", "MandateEnded", "MandateGranted", "MandateRested", "MandateWoken", "Nominated",
        "NominationClosed", "ProbationEnded",
    ),
    "forum.moderation.events": ("PictureDecided", "PostHidden", "PostShown"),
    "forum.reputation.events": ("BadgeFound",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class First(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Second(Event):
    pass


def now(kind):
    return kind(at=datetime(2026, 6, 1, tzinfo=UTC))


@pytest.fixture
def wire(monkeypatch):
    table = {}
    monkeypatch.setattr(events, "_table", table)
    return lambda kind, *handlers: table.update({kind: handlers})


def slugs():
    return sorted(session().scalars(select(Tag.slug)))


def add(slug):
    session().add(Tag(slug=slug, name=slug, uses=0))


def cause():
    with transaction():
        add("cause")
        publish(now(First))


@both_databases
def test_first_in_first_out_and_handlers_in_their_order(context, wire):
    heard = []
    wire(First, lambda _: (heard.append("1a"), publish(now(Second))), lambda _: heard.append("1b"))
    wire(Second, lambda _: heard.append("2"))
    with transaction():
        publish(now(First))
        publish(now(First))
        assert heard == []
    assert heard == ["1a", "1b", "1a", "1b", "2", "2"]


@both_databases
def test_what_a_handler_writes_commits_with_its_cause(context, wire):
    wire(First, lambda _: add("effect"))
    cause()
    session().rollback()
    assert slugs() == ["cause", "effect"]


@both_databases
def test_an_error_in_the_last_handler_undoes_the_cause_and_every_effect(context, wire):
    wire(First, lambda _: add("effect"), lambda _: publish(now(Second)))
    wire(Second, lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cause()
    assert slugs() == []
    with transaction():
        add("after")  # the queue of the undone transaction is gone
    assert slugs() == ["after"]


def test_a_fact_outside_a_transaction_is_a_mistake(context):
    with pytest.raises(WroteOutsideTransaction):
        publish(now(First))


def every_event() -> dict[str, type[Event]]:
    for module in pkgutil.walk_packages(forum.__path__, "forum."):
        if module.name.endswith((".events", ".schedule")) or ".events." in module.name:
            importlib.import_module(module.name)

    def below(kind):
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    leaves = [kind for kind in below(Event) if not kind.__subclasses__() and kind.__module__.startswith("forum.")]
    found = {f"{kind.__module__}.{kind.__name__}": kind for kind in leaves}
    # `slots=True` makes every class anew and leaves its draft among the subclasses
    return {name: kind for name, kind in found.items() if vars(sys.modules[kind.__module__])[kind.__name__] is kind}


def test_every_fact_is_heard_or_has_its_reason():
    silent = {name for name, kind in every_event().items() if kind not in subscriptions.EVENTS}
    assert silent == {f"{module}.{name}" for module, names in UNHEARD.items() for name in names}


def plain(kind) -> bool:
    if get_origin(kind) is tuple:
        return plain(get_args(kind)[0])
    if is_dataclass(kind):
        return kind.__dataclass_params__.frozen and all(plain(item.type) for item in fields(kind))
    return kind in (int, str, bool, datetime, clock.date, int | None, str | None)


@pytest.mark.parametrize("name", sorted(every_event()))
def test_a_fact_is_frozen_typed_and_holds_no_objects(name):
    kind = every_event()[name]
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    wrong = {item.name: item.type for item in fields(kind) if not plain(item.type)}
    assert not wrong, "facts carry ids, codes and instants, which a ledger may keep for ever"


def test_handlers_are_functions_of_handlers_modules_or_of_the_schedule():
    where = {handler.__module__ for heard in subscriptions.EVENTS.values() for handler in heard}
    wrong = {name for name in where if ".handlers" not in name and not name.startswith("forum.core.")}
    assert not wrong, "reactions live in handlers; core has no rooms and tidies its own tables"


def test_no_handler_hears_a_fact_twice():
    twice = [kind for kind, heard in subscriptions.EVENTS.items() if len(set(heard)) != len(heard)]
    assert not twice
