"""The ask page: write first, sign up on publishing, nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from flask import current_app, request

from forum.access import Permission, can, ensure
from forum.accounts.actions import forget_draft, keep_draft
from forum.accounts.models import Member
from forum.accounts.queries import acting, kept_draft, person
from forum.core import web
from forum.core.db import session
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.shield.form import point_out, without_hard
from forum.threads import actions, queries
from forum.threads.forms import Asking, Keeping, Question, short
from forum.threads.models import Category, Thread
from forum.threads.queries.beside import asked_again
from forum.threads.queries.places import path_of
from forum.threads.texts import Text, cook
from forum.threads.views.receiving import with_picture
from forum.threads.views.room import ASK, blueprint, kept_for, me

SUGGEST = "similar.similar"


@blueprint.get("/ask")
@web.private
def ask_form() -> web.Answer:
    """Show the form, filled with what was kept (of a guest or as a draft) or with what a link proposes."""
    kept = kept_draft()
    if kept is not None and kept.kind == "ask" and not request.args:
        return form(Asking.kept(kept.fields), kept=True)
    wanted = web.one("draft", 9) or ("" if request.args else "ask")
    if not wanted:
        return form(Asking.proposed(), keeping=Keeping(queries.free_place(person().actor)))
    draft = queries.draft_at(person().actor, wanted)
    if draft is None:
        return form(Asking())
    return form(Asking.kept(draft.fields), keeping=Keeping.of(wanted, draft))


@blueprint.post("/ask")
@limiter.limit(ASK, deduct_when=lambda answer: answer.status_code == 303)  # noqa: PLR2004 - asked or kept
@limiter.limit("30 per minute")
@web.private
def ask() -> web.Answer:
    """Begin a thread; a guest's is kept, and published after signing in. With `preview` show it only."""
    typed = Asking.typed()
    try:
        typed = replace(typed, body=with_picture(typed.body))
        if "upload" in request.form:
            web.forget_person()
            return form(typed)
        if "preview" in request.form:
            return form(typed, preview=cook(without_hard(typed.body)))
        question = typed.ready(writable())
        point_out({"title": typed.title, "body": typed.body, "tags": typed.tags})
        if person().actor.id is None:
            return keep(typed, question)
        return web.see_other(publish(question))
    except Invalid as wrong:
        web.forget_person()
        return form(typed, errors=wrong.fields, status=422)


def publish(question: Question) -> str:
    """Begin the thread in one transaction, once however often the form is sent; give its path."""
    with acting() as who:
        category = queries.category(question.category.slug)
        ensure(Permission.CATEGORY_WRITE, category, who.actor)
        if question.kind == "announcement":
            ensure(Permission.THREAD_ANNOUNCE, None, who.actor)
        author = me(who)
        actions.forget_draft_at(author.id, place_of_question())
        session().refresh(author, ["email_confirmed_at"], with_for_update=True)
        thread = asked_again(author.id, question.title, question.text.source)
        if thread is None:
            thread = begin(author, category, question)
        path = path_of(thread)
    if kept_draft() is not None:
        forget_draft()
    return path


def place_of_question() -> str:
    """Give the place of the form's draft."""
    place = short("place")
    return place if place.startswith("ask") else "ask"


def begin(author: Member, category: Category, question: Question) -> Thread:
    """Begin the thread."""
    words, tags = question.text, question.tags
    about = {"kind": question.kind, "title": question.title, "language": question.language}
    return actions.ask(author=author, category=category, text=words, tags=tags, **about)[0]


def keep(typed: Asking, question: Question) -> web.Answer:
    """Keep a guest's question, ready to be published, and go to sign up."""
    shown = {"excerpt": question.text.excerpt, "html": question.text.html, "tag_names": list(question.tags)}
    shown |= {"title": question.title, "body": question.text.source, "audience": question.category.audience}
    keep_draft("ask", {**asdict(typed), **shown, "page": "/ask"})
    return kept_for("/ask")


def writable() -> Sequence[Category]:
    """Give the topics one may write in; a guest those that members of the public may."""
    who = person().actor
    seen = queries.categories(who)
    if who.id is None:
        return [category for category in seen if category.who_may_write == "members"]
    return [category for category in seen if can(Permission.CATEGORY_WRITE, category, who)]


def kinds() -> Sequence[tuple[str, str, str, str]]:
    """Give the kinds of threads that one may begin: (code, name, sentence, icon)."""
    found = [
        ("question", _("A question"), _("One answer shall solve it. You mark the one that helped."), "ask"),
        ("discussion", _("A discussion"), _("Experiences and opinions, without a solution."), "chat"),
    ]
    if can(Permission.THREAD_ANNOUNCE, None, person().actor):
        found.append(("announcement", _("An announcement"), _("News of the house, for everybody."), "megaphone"))
    return found


def form(
    typed: Asking,
    *,
    errors: Mapping[str, str] | None = None,
    preview: Text | None = None,
    kept: bool = False,
    keeping: Keeping | None = None,
    status: int = 200,
) -> web.Answer:
    """Show the form with what was typed; `keeping`: where its draft is kept."""
    return web.page(
        "threads/ask.html",
        status,
        typed=typed,
        errors=errors or {},
        preview=preview,
        kept=kept,
        keeping=keeping or Keeping.of(place_of_question()),
        categories=writable(),
        kinds=kinds(),
        suggests=SUGGEST in current_app.view_functions,
        nav="ask",
    )
