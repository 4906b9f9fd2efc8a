"""Tags of a thread, and improvements that members propose."""

from flask import flash

from forum.access import Permission, can, ensure
from forum.accounts.queries import Person, acting
from forum.core import web
from forum.core.errors import Invalid, NotVisible
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.shield.form import point_out
from forum.threads import actions, forms, queries
from forum.threads.forms import Typed
from forum.threads.models import Thread
from forum.threads.queries.places import path_of
from forum.threads.texts import split_tags
from forum.threads.views.room import CLICK, WRITE, blueprint, me, signed_in, thread_again


@blueprint.post("/t/<id:thread_id>/tags")
@limiter.limit(WRITE)
@signed_in
def retag(thread_id: int) -> web.Answer:
    """Change the tags at once, by those who have the right."""
    typed = forms.text("tags")
    try:
        tags = split_tags(typed)
        point_out({"tags": typed})
        with acting() as who:
            thread = queries.thread(thread_id)
            ensure(Permission.THREAD_RETAG, thread, who.actor)
            actions.retag(by=me(who), thread=thread, tags=tags)
            path = path_of(thread)
    except Invalid as wrong:
        return thread_again(thread_id, Typed("tags", {"tags": typed}, wrong.fields))
    return web.see_other(path)


@blueprint.post("/t/<id:thread_id>/propose")
@limiter.limit(WRITE)
@signed_in
def propose(thread_id: int) -> web.Answer:
    """Propose other tags (`kind` = tags) or an older thread about the same (duplicate)."""
    kind = "duplicate" if forms.short("kind") == "duplicate" else "tags"
    values = {"tags": forms.text("tags"), "of": forms.short("of")}
    try:
        wanted = forms.thread_id("of") if kind == "duplicate" else split_tags(values["tags"])
        point_out({"tags": values["tags"]})
        with acting() as who:
            thread = queries.thread(thread_id)
            ensure(Permission.PROPOSAL_MAKE, thread, who.actor)
            if isinstance(wanted, int):
                actions.propose_duplicate(author=me(who), thread=thread, of=older(wanted, who))
            else:
                actions.propose_tags(author=me(who), thread=thread, tags=wanted)
            path = f"{path_of(thread)}#proposals"
    except Invalid as wrong:
        return thread_again(thread_id, Typed(f"propose-{kind}", values, wrong.fields))
    flash(_("Thank you. Your proposal is waiting for a decision."), "ok")
    return web.see_other(path)


def older(thread_id: int, who: Person) -> Thread:
    """Give the thread that a proposal names; raises Invalid on `of` when the proposer does not see it."""
    missing = Invalid({"of": "There is no such thread."})
    try:
        found = queries.thread(thread_id)
    except NotVisible:
        raise missing from None
    if not can(Permission.THREAD_READ, found, who.actor):
        raise missing
    return found


@blueprint.post("/proposals/<id:proposal_id>")
@limiter.limit(CLICK)
@signed_in
def decide(proposal_id: int) -> web.Answer:
    """Accept (`decision` = accept) or decline a proposal."""
    accepted = forms.one_of("decision", "accept", "decline") == "accept"
    with acting() as who:
        proposal = queries.proposal(proposal_id)
        ensure(Permission.THREAD_READ, proposal.thread, who.actor)
        ensure(Permission.PROPOSAL_DECIDE, proposal.thread, who.actor)
        act = actions.accept_proposal if accepted else actions.decline_proposal
        act(by=me(who), proposal=proposal)
        path = path_of(proposal.thread)
    flash(_("Accepted, thank you.") if accepted else _("Declined, everything stays as it is."), "ok")
    return web.see_other(path)
