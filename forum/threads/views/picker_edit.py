"""Managers edit the guided picker: add, rename, order, remove, link to topic and tags, pin solved threads."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash

from forum.access import Permission, can, ensure
from forum.accounts.models import Member
from forum.accounts.queries import acting, actor
from forum.accounts.queries.authors import authors
from forum.core import shield, web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.i18n import lazy
from forum.core.limits import limiter
from forum.core.shield.form import point_out
from forum.threads import actions, forms, queries
from forum.threads.models import PickerTopic
from forum.threads.queries.beside import threads_by_id
from forum.threads.texts import split_tags
from forum.threads.views.room import WRITE, blueprint, me, sign_in

MOST_NAME = 60
ICONS = {
    "topics": lazy("Signpost"),
    "users": lazy("People"),
    "coins": lazy("Coins"),
    "receipt": lazy("Bill"),
    "globe": lazy("Globe"),
    "steth": lazy("Doctor"),
    "phone": lazy("Telephone"),
    "tooth": lazy("Tooth"),
    "shield": lazy("Shield"),
    "home": lazy("House"),
    "baby": lazy("Child"),
    "sun": lazy("Sun"),
    "hand": lazy("Hand"),
    "chat": lazy("Speech bubble"),
    "heart": lazy("Heart"),
    "ask": lazy("Question mark"),
}
Act = Callable[[Member, PickerTopic], None]
Fields = Mapping[str, str]


@blueprint.get("/picker/edit")
@web.members_only
@web.private
def picker_edit() -> web.Answer:
    """Show the tree with what can be done to it, and the last changes."""
    return overview()


@blueprint.get("/picker/edit/<id:topic_id>")
@web.members_only
@web.private
def picker_edit_topic(topic_id: int) -> web.Answer:
    """Show one topic's form and its pins."""
    return one(topic_id)


@blueprint.post("/picker/edit")
@limiter.limit(WRITE)
def picker_add() -> web.Answer:
    """Add a topic, or a sub-topic below `parent`."""
    if actor().id is None:
        return sign_in("/picker/edit")
    typed = {name: forms.short(name) for name in ("name", "icon", "category", "tags")}
    try:
        with acting() as who:
            ensure(Permission.PICKER_EDIT, None, who.actor)
            parent = queries.picker_topic(forms.number("parent")) if forms.short("parent") else None
            read = values(typed)
            category = forms.chosen(typed["category"], queries.categories(who.actor))
            made = actions.add_topic(
                by=me(who), parent=parent, category=category, name=read["name"], icon=read["icon"], tags=read["tags"]
            )
    except Invalid as wrong:
        web.forget_person()
        return overview(typed, wrong.fields)
    return web.see_other(f"/picker/edit/{made.id}" if parent is not None else "/picker/edit")


@blueprint.post("/picker/edit/<id:topic_id>")
@limiter.limit(WRITE)
def picker_change(topic_id: int) -> web.Answer:
    """Change name, icon, topic and tags."""
    typed = {name: forms.short(name) for name in ("name", "icon", "category", "tags")}

    def act(by: Member, topic: PickerTopic) -> None:
        category = forms.chosen(typed["category"], queries.categories(actor()))
        actions.change_topic(by=by, topic=topic, values=values(typed) | {"category_id": category.id})

    return done(topic_id, act, typed)


@blueprint.post("/picker/edit/<id:topic_id>/move")
@limiter.limit(WRITE)
def picker_move(topic_id: int) -> web.Answer:
    """Move it up or down."""
    step = -1 if forms.one_of("to", "up", "down") == "up" else 1
    return done(topic_id, lambda by, topic: actions.move_topic(by=by, topic=topic, step=step), {}, "/picker/edit")


@blueprint.post("/picker/edit/<id:topic_id>/remove")
@limiter.limit(WRITE)
def picker_remove(topic_id: int) -> web.Answer:
    """Remove it with what stands below it."""
    return done(topic_id, lambda by, topic: actions.remove_topic(by=by, topic=topic), {}, "/picker/edit")


@blueprint.post("/picker/edit/<id:topic_id>/pin")
@limiter.limit(WRITE)
def picker_pin(topic_id: int) -> web.Answer:
    """Show a solved thread first here."""
    typed = {"thread": forms.short("thread")}

    def act(by: Member, topic: PickerTopic) -> None:
        found = threads_by_id([forms.thread_id("thread")], actor())
        if not found:
            raise Invalid({"thread": "There is no such thread."})
        actions.pin_thread(by=by, topic=topic, thread=next(iter(found.values())))

    return done(topic_id, act, typed)


@blueprint.post("/picker/edit/<id:topic_id>/unpin")
@limiter.limit(WRITE)
def picker_unpin(topic_id: int) -> web.Answer:
    """Take a pin away."""
    thread_id = forms.number("thread")
    return done(topic_id, lambda by, topic: actions.unpin_thread(by=by, topic=topic, thread_id=thread_id), {})


def done(topic_id: int, act: Act, typed: Fields, target: str = "") -> web.Answer:
    """Do one thing to a topic in one transaction; with bad input show its page again (422)."""
    if actor().id is None:
        return sign_in("/picker/edit")
    try:
        with acting() as who:
            ensure(Permission.PICKER_EDIT, None, who.actor)
            act(me(who), queries.picker_topic(topic_id))
    except Invalid as wrong:
        web.forget_person()
        return one(topic_id, typed, wrong.fields)
    flash(_("Saved."), "ok")
    return web.see_other(target or f"/picker/edit/{topic_id}")


def values(typed: Fields) -> dict[str, Any]:
    """Check name, icon and tags; raises Invalid with what is wrong."""

    def name() -> str:
        if not 0 < len(typed["name"]) <= MOST_NAME:
            raise Invalid({"name": "Between 1 and 60 characters, please."})
        shield.refuse(typed["name"], "name")
        return typed["name"]

    checked, tags = forms.gather(name, lambda: split_tags(typed["tags"]))
    point_out({"name": checked, "tags": typed["tags"]})
    return {"name": checked, "icon": typed["icon"] if typed["icon"] in ICONS else "topics", "tags": tags}


def overview(typed: Fields | None = None, errors: Fields | None = None) -> web.Answer:
    """Render the tree."""
    ensure(Permission.PICKER_EDIT, None, actor())
    changes = queries.picker_changes()
    return web.page(
        "threads/picker_edit.html",
        422 if errors else 200,
        tree=queries.picker_tree(actor()),
        changes=changes,
        people=authors(change.actor_id for change in changes),
        typed=typed or {},
        errors=said(errors or {}),
        **choices(),
    )


def one(topic_id: int, typed: Fields | None = None, errors: Fields | None = None) -> web.Answer:
    """Render one topic."""
    ensure(Permission.PICKER_EDIT, None, actor())
    topic = queries.picker_topic(topic_id)
    slugs = {category.id: category.slug for category in queries.categories(actor())}
    stands = {"name": topic.name, "icon": topic.icon, "tags": ", ".join(topic.tags)}
    return web.page(
        "threads/picker_topic.html",
        422 if errors else 200,
        topic=topic,
        pins=queries.pins_of(topic, actor()),
        typed=stands | {"category": slugs.get(topic.category_id, "")} | dict(typed or {}),
        errors=said(errors or {}),
        **choices(),
    )


def said(errors: Fields) -> Fields:
    """Give the faults in the reader's words: they stand above the form and beside its fields."""
    return {name: _(text) for name, text in errors.items()}


def choices() -> dict[str, Any]:
    """Give what can be chosen: topics of the community, icons."""
    seen = queries.categories(actor())
    places = [(category.slug, category.name) for category in seen if can(Permission.CATEGORY_READ, category, actor())]
    return {"places": places, "icons": [(name, str(word)) for name, word in ICONS.items()], "section": "picker"}
