"""The closed lists a rule book may choose from; each word with the sentence that explains it."""

from typing import NamedTuple

from forum.access import Permission


class Payable(NamedTuple):
    """An event a point rule may hear: whom it may pay, what it can answer, which of its fields may be the amount."""

    meaning: str
    receivers: tuple[str, ...]
    answers: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


EVENTS = {
    "vote_up": Payable("somebody finds a post helpful; `giver` voted", ("author", "giver"), ("giver_newcomer", "wiki")),
    "vote_down": Payable(
        "a post was voted down (recorded communities only); `giver` voted",
        ("author", "giver"),
        ("giver_newcomer", "wiki"),
    ),
    "solution_accepted": Payable(
        "an answer is the solution; `giver` and `asker` began the thread", ("author", "asker"), ("wiki",)
    ),
    "answer_endorsed": Payable("an expert confirms an answer; `giver` is the expert", ("author",)),
    "newcomer_returned": Payable(
        "a newcomer wrote again on a later day after an answer; `giver` is the newcomer, once a pair", ("author",)
    ),
    "proposal_accepted": Payable(
        "a proposed improvement was accepted; `author` proposed it", ("author",), ("proposal_kind",)
    ),
    "member_joined": Payable("somebody joined", ("author",), amounts=("start_bonus",)),
}
"""Each is a state that begins and may end; what it paid goes back when it ends."""

UNPAID = (
    "thread_created",
    "post_created",
    "post_edited",
    "post_removed",
    "post_restored",
    "thread_removed",
    "thread_restored",
    "thread_moved",
    "thread_touched",
    "day_closed",
    "email_confirmed",
    "member_erased",
    "role_changed",
)
"""Facts that exist but that no rule may pay: asking, writing, visiting and speed never pay."""

CONDITIONS = {
    "post_kind": "the post is one of: opening, answer, reply, comment",
    "thread_kind": "the thread is one of: question, discussion, announcement",
    "category_kind": "any, ordinary or health_near",
    "own_content": "no (default): nothing for one's own content; yes: only for it; any",
    "first_from_giver": "only the first time this giver pays this member by this rule",
    "giver_newcomer": "the giver signed up at most 30 days before",
    "wiki": "false: nothing once the post is a community wiki",
    "within_hours": "at most so many hours after the post was written",
    "proposal_kind": "the proposal is one of: tags, duplicate",
}

ASKED_OF_EVENT = ("giver_newcomer", "wiki", "proposal_kind")
"""Conditions that only some events can answer."""

PERIODS = {
    "day": "per receiver and day of the rule book's zone",
    "giver_day": "per giver and receiver and day",
    "giver": "per giver and receiver, ever",
    "post": "per receiver and post",
    "ever": "per receiver",
}

DEPENDENCIES = {
    "signal": "ends when the act that paid is taken back",
    "post": "ends while the post is deleted or hidden",
    "thread": "ends while the thread is deleted or hidden",
}

COUNTS = {
    "helpful_votes": "adds to the metric of the same name",
    "accepted_answers": "adds to the metric of the same name, and to the category's",
    "endorsements": "adds to the metric of the same name",
    "newcomers": "adds to the metric of the same name",
    "improvements": "adds to the metric of the same name",
    "thanks": "the giver is a person who thanked: moves thankers and thank_days, and `people` in leaderboards",
    "good": "makes the answer a good one: moves good_answers and the success rate",
    "deed": "counts first in the path's leaderboard",
}

METRICS = {
    "points": "points on the path",
    "accepted_answers": "solutions that stand now",
    "helpful_votes": "helpful votes that stand now",
    "endorsements": "confirmations by experts that stand now",
    "newcomers": "newcomers who came back after this member's answer",
    "improvements": "accepted proposals",
    "thankers": "different people whose thanks stand now on the path",
    "thank_days": "different days of the thanks that stand now on the path",
    "good_answers": "answers with at least one thanks that stands",
    "answers": "answers that are shown",
    "success_rate": "percent, (good_answers + 2) / (answers + 4)",
    "days_member": "whole days since joining",
    "days_active": "different days on which the member answered",
    "category_solutions": "solutions that stand in the member's strongest category",
    "patient_solutions": "solutions written 14 days or more after the question",
    "lasting_solutions": "solutions that still stand after 365 days",
    "renewals": "own answers brought up to date 180 days or more after they were written",
}

PERKS = {
    "emblem": "emblem beside the name",
    "title": "title beside the name",
    "signature": "signature on the profile",
    "frame": "frame around the picture",
    "double_frame": "double frame around the picture",
    "gold": "golden sky in the emblem",
}

GRANTABLE = {Permission.THREAD_RETAG, Permission.POST_HIDE, Permission.SOLUTION_SET}
SCOPES = {"everywhere": "in every category", "main_category": "in the category in which the member solved most"}
ZONES = ("Europe/Zurich", "UTC")
POST_KINDS = ("opening", "answer", "reply", "comment")
THREAD_KINDS = ("question", "discussion", "announcement")
PROPOSAL_KINDS = ("tags", "duplicate")
CATEGORY_KINDS = ("any", "ordinary", "health_near")
OWNERSHIP = ("no", "yes", "any")
