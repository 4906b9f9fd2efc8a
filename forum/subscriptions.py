"""What follows from what, on one page: event → who hears it, in order; outbox topic → who does the work.

Points first, then what points bring, then what is shown of it: index, hints, figures.
"""

from collections.abc import Mapping

from forum.accounts import events as people
from forum.accounts import handlers as accounts
from forum.core.events import Table
from forum.core.outbox import Work
from forum.core.schedule import DayClosed
from forum.dashboard import handlers as dashboard
from forum.mandates import handlers as mandates
from forum.moderation import handlers as moderation
from forum.realtime import handlers as realtime
from forum.reputation import events as game
from forum.reputation import handlers as reputation
from forum.search import actions as index
from forum.search import handlers as search
from forum.threads import events as facts
from forum.threads import handlers as threads

SHOWN = (search.reindex, realtime.hint)

EVENTS: Table = {
    people.MemberJoined: (reputation.pay,),
    people.EmailConfirmed: (threads.show_held,),
    people.RoleChanged: (mandates.end_of_staff,),
    people.MemberSuspended: (mandates.end_of_suspended,),
    people.MemberErased: (
        threads.forget_author,
        reputation.forget,
        moderation.forget_statements,
        mandates.end_of_erased,
        dashboard.forget_phase,
        search.reindex_author,
    ),
    facts.ThreadCreated: (search.reindex,),
    facts.PostCreated: (reputation.count, *SHOWN),
    facts.PostEdited: (reputation.count_edit, *SHOWN),
    facts.PostRemoved: (reputation.pay, reputation.count_removed, *SHOWN),
    facts.PostRestored: (reputation.pay, reputation.count_restored, *SHOWN),
    facts.ThreadRemoved: (reputation.pay, reputation.count_thread_removed, *SHOWN),
    facts.ThreadRestored: (reputation.pay, reputation.count_thread_restored, *SHOWN),
    facts.ThreadMoved: (reputation.move, *SHOWN),
    facts.ThreadTouched: SHOWN,
    facts.Voted: (reputation.pay,),
    facts.SolutionAccepted: (reputation.pay, *SHOWN),
    facts.SolutionWithdrawn: (reputation.pay, *SHOWN),
    facts.Endorsed: (reputation.pay, realtime.hint),
    facts.EndorsementWithdrawn: (reputation.pay, realtime.hint),
    facts.NewcomerReturned: (reputation.pay,),
    facts.ProposalAccepted: (reputation.pay,),
    game.Promoted: (mandates.nominate_promoted,),
    DayClosed: (accounts.sweep, reputation.close_day, mandates.pass_day, dashboard.close_day, realtime.prune),
}

WORK: Mapping[str, Work] = {
    "mail": accounts.send,
    index.INDEX: index.index,
    dashboard.PULSE: dashboard.measure,
}
