"""The rule table: permission → any of these lists of predicates, all of which must hold."""

from collections.abc import Callable, Sequence
from typing import Any

from forum.access.guard import Actor
from forum.access.permissions import Permission as P
from forum.access.predicates import (
    anyone,
    author,
    confirmed,
    expert_of_field,
    for_everybody,
    holder,
    holds,
    holds_any,
    in_audience,
    is_question,
    is_self,
    leading,
    may_write_in,
    not_author,
    not_staff,
    not_thread_author,
    open_for_answers,
    placed,
    signed_in,
    somebody_else,
    staff,
    still_there,
    still_used,
    thread_author,
    visible,
)

Predicate = Callable[[Actor, Any], bool]
Groups = Sequence[Sequence[Predicate]]

SEEN: Groups = (
    (in_audience, visible),
    (author, signed_in, in_audience),
    (leading,),
    (holds(P.POST_HIDE), in_audience, still_there),
)

RULES: dict[P, Groups] = {
    P.ACCOUNT_MANAGE: ((is_self,),),
    P.CATEGORY_MANAGE: ((leading,),),
    P.CATEGORY_FOLLOW: ((signed_in, in_audience),),
    P.CATEGORY_READ: ((in_audience,),),
    P.CATEGORY_WRITE: ((signed_in, in_audience, may_write_in),),
    P.DASHBOARD_READ: ((leading,),),
    P.DRAFT_KEEP: ((signed_in,),),
    P.LEDGER_READ: ((is_self, not_staff), (leading,)),
    P.LEADERBOARD_READ: ((anyone,),),
    P.MANDATE_DECIDE: ((leading,),),
    P.MANDATE_HOLD: ((holder, signed_in, not_staff),),
    P.MANDATE_LIST: ((leading,),),
    P.MEMBER_FOLLOW: ((signed_in, somebody_else),),
    P.MEMBER_READ: ((anyone,),),
    P.MODERATION_LOG: ((leading,), (holds_any,)),
    P.PICKER_EDIT: ((leading,),),
    P.PICTURE_ADD: ((signed_in,),),
    P.PICTURE_CHANGE: ((author, signed_in),),
    P.PICTURE_DECIDE: (
        (placed, holds(P.POST_HIDE), in_audience, still_used, not_thread_author, not_author),
        (placed, leading, not_thread_author, not_author),
    ),
    P.PICTURE_READ: (
        (author, signed_in),
        (placed, in_audience, visible),
        (placed, leading),
        (placed, holds(P.POST_HIDE), in_audience, still_used),
    ),
    P.POST_BOOKMARK: ((signed_in, in_audience, visible), (author, signed_in, in_audience)),
    P.POST_CREATE: ((signed_in, in_audience, visible, open_for_answers), (staff, in_audience, visible)),
    P.POST_DELETE: ((author, signed_in, in_audience),),
    P.POST_EDIT: ((author, signed_in, in_audience, still_there),),
    P.POST_ENDORSE: ((expert_of_field, in_audience, visible, not_author),),
    P.POST_HIDE: (
        (holds(P.POST_HIDE), in_audience, still_there, not_thread_author, not_author),
        (leading, still_there, not_thread_author, not_author),
    ),
    P.POST_HISTORY: ((in_audience, visible), (author, signed_in), (leading,)),
    P.POST_LINK: ((staff, in_audience, visible),),
    P.POST_PRINT: ((leading, for_everybody, visible),),
    P.POST_READ: SEEN,
    P.POST_VOTE: ((confirmed, in_audience, visible, not_author),),
    P.PROPOSAL_DECIDE: (
        (thread_author, signed_in),
        (expert_of_field, in_audience),
        (holds(P.THREAD_RETAG), in_audience),
        (leading,),
    ),
    P.PROPOSAL_MAKE: ((confirmed, in_audience, visible),),
    P.SOLUTION_SET: (
        (thread_author, signed_in, in_audience, visible),
        (holds(P.SOLUTION_SET), in_audience, visible, not_author),
    ),
    P.TAG_FOLLOW: ((signed_in,),),
    P.THREAD_ANNOUNCE: ((leading,),),
    P.THREAD_CLOSE: ((leading,), (author, signed_in, in_audience, visible)),
    P.THREAD_FOLLOW: ((signed_in, in_audience, visible),),
    P.THREAD_ME_TOO: ((confirmed, in_audience, visible, not_author, is_question),),
    P.THREAD_MOVE: ((leading,),),
    P.THREAD_READ: SEEN,
    P.THREAD_RETAG: (
        (author, signed_in, in_audience, visible),
        (holds(P.THREAD_RETAG), in_audience, visible),
        (expert_of_field, in_audience, visible),
        (leading,),
    ),
    P.WEBHOOK_MANAGE: ((leading,),),
}
