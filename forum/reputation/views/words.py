"""Rules, caps, conditions and bookings in plain words."""

from collections.abc import Mapping

from forum.core.i18n import gettext as _
from forum.core.i18n import ngettext
from forum.reputation.queries import EntryRow
from forum.reputation.rulebook import Cap, PointRule, Right
from forum.reputation.views.room import language, spoken


def cap_note(cap: Cap) -> str:
    """Say a cap: at most 40 a day."""
    most = spoken(cap.most, "number")
    if cap.unit == "times":
        most = ngettext("%(num)s time", "%(num)s times", cap.most)
    sentences = {
        "day": _("at most %(most)s a day", most=most),
        "giver_day": _("at most %(most)s a day from the same person", most=most),
        "giver": _("at most %(most)s from the same person", most=most),
        "post": _("at most %(most)s for one post", most=most),
        "ever": _("at most %(most)s in all", most=most),
    }
    return sentences[cap.per]


def rule_notes(rule: PointRule) -> str:
    """Say a rule's caps in one line."""
    notes = [_("once per person")] if rule.when.first_from_giver or rule.event == "newcomer_returned" else []
    return ", ".join(notes + [cap_note(cap) for cap in rule.caps])


def metric_label(metric: str, need: int) -> str:
    """Name a condition of a stage."""
    labels = {
        "points": _("Points"),
        "accepted_answers": _("Solutions"),
        "helpful_votes": _("Helpful votes"),
        "endorsements": _("Confirmed by experts"),
        "newcomers": _("Newcomers who came back"),
        "improvements": _("Improvements"),
        "thankers": _("Thanks from different people"),
        "thank_days": _("Thanks on different days"),
        "good_answers": _("Answers that helped"),
        "answers": _("Answers"),
        "success_rate": _("Helpful answers, target %(need)s %%", need=need),
        "days_member": _("Days as a member"),
        "days_active": _("Days with an answer"),
        "category_solutions": _("Solutions in one topic"),
        "patient_solutions": _("Long open questions solved"),
        "lasting_solutions": _("Solutions older than a year"),
        "renewals": _("Answers brought up to date"),
    }
    return labels[metric]


def condition(metric: str, need: int) -> str:
    """Say what a stage takes: 24 solutions."""
    if metric == "success_rate":
        return metric_label(metric, need)
    return _("%(what)s: %(need)s", what=metric_label(metric, need), need=spoken(need, "number"))


def right_text(right: Right) -> str:
    """Say what a right lets somebody do, and whether people decide about it."""
    texts = {
        "thread:retag": _("Change tags at once"),
        "post:hide": _("Hide posts that break the rules"),
        "solution:set": _("Mark solutions"),
    }
    text = texts[right.permission]
    return _("Nomination: %(right)s", right=text) if right.approvals else text


def perk_text(perk: str) -> str:
    """Name what a stage unlocks."""
    texts = {
        "emblem": _("Emblem beside your name"),
        "title": _("Title beside your name"),
        "signature": _("Signature on your profile"),
        "frame": _("Frame around your picture"),
        "double_frame": _("Double frame around your picture"),
        "gold": _("Golden sky in your emblem"),
    }
    return texts[perk]


def sentence(entry: EntryRow) -> str:
    """Say in one sentence what a booking is about."""
    what = _happened(entry)
    if entry.kind == "grant":
        return what
    if entry.kind == "restore":
        return _("Back again: %(what)s", what=what)
    reasons: Mapping[str, str] = {
        "post": _("The post is gone: %(what)s", what=what),
        "thread": _("The thread is gone: %(what)s", what=what),
    }
    return reasons.get(entry.cause, _("Taken back, without disadvantage: %(what)s", what=what))


def _happened(entry: EntryRow) -> str:
    texts = {
        "vote_up": _("Somebody found your answer helpful"),
        "vote_down": _("Somebody voted your post down"),
        "solution_accepted": _("Your answer was accepted as the solution"),
        "answer_endorsed": _("An expert confirmed your answer"),
        "newcomer_returned": _("A newcomer came back after your answer"),
        "proposal_accepted": _("Your improvement was accepted"),
        "member_joined": _("You joined"),
    }
    return texts[entry.subject_kind]


def rule_name(entry: EntryRow, caps: Mapping[str, Cap]) -> str:
    """Name a booking's rule, and the cap that clipped it."""
    name = entry.rule.name.get(language()) if entry.rule else entry.rule_id
    if not entry.clipped_by:
        return name
    cap = caps.get(entry.clipped_by)
    note = cap_note(cap) if cap else entry.clipped_by
    return _("%(rule)s; %(amount)s instead of %(wanted)s: %(cap)s", rule=name, amount=entry.amount,
             wanted=entry.wanted, cap=note)  # fmt: skip
