"""What follows from what, on one page: event → who hears it, in order; outbox topic → who does the work.

Points first, then what points bring, then what is shown of it: index, hints, figures.
"""

from collections.abc import Mapping

from forum.accounts import events as people
from forum.accounts import handlers as accounts
from forum.core import audit, idempotency
from forum.core.events import Table
from forum.core.outbox import Work
from forum.core.schedule import DayClosed
from forum.dashboard import handlers as dashboard
from forum.mandates import handlers as mandates
from forum.moderation import handlers as moderation
from forum.moderation import sweep
from forum.notifications import handlers as notifications
from forum.notifications.actions.delivering import TOPIC as WEBHOOK
from forum.realtime import handlers as realtime
from forum.reputation import events as game
from forum.reputation import handlers as reputation
from forum.search import actions as index
from forum.search import handlers as search
from forum.threads import events as facts
from forum.threads import handlers as threads
from forum.threads.actions import uploading
from forum.threads.actions.reminding import REMINDER

SHOWN = (search.reindex, realtime.hint)
TOLD = notifications.tell

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
        idempotency.forget,
    ),
    facts.ThreadCreated: (search.reindex, search.relate, TOLD),
    facts.PostCreated: (reputation.count, *SHOWN, TOLD),
    facts.PostEdited: (reputation.count_edit, *SHOWN, TOLD, search.relate),
    facts.PostRemoved: (threads.leave_pictures_out, reputation.pay, reputation.count_removed, *SHOWN, TOLD),
    facts.PostRestored: (threads.bring_pictures_back, reputation.pay, reputation.count_restored, *SHOWN, TOLD),
    facts.ThreadRemoved: (threads.leave_pictures_out, reputation.pay, reputation.count_thread_removed, *SHOWN, TOLD),
    facts.ThreadRestored: (threads.bring_pictures_back, reputation.pay, reputation.count_thread_restored, *SHOWN, TOLD),
    facts.ThreadMoved: (reputation.move, *SHOWN, TOLD, search.relate),
    facts.ThreadTouched: SHOWN,
    facts.Voted: (reputation.pay,),
    facts.SolutionAccepted: (reputation.pay, *SHOWN, TOLD, search.relate),
    facts.SolutionWithdrawn: (reputation.pay, *SHOWN, TOLD),
    facts.Endorsed: (reputation.pay, realtime.hint, TOLD),
    facts.EndorsementWithdrawn: (reputation.pay, realtime.hint, TOLD),
    facts.NewcomerReturned: (reputation.pay,),
    facts.ProposalAccepted: (reputation.pay,),
    game.Promoted: (mandates.nominate_promoted,),
    DayClosed: (
        accounts.sweep,
        threads.sweep,
        idempotency.sweep,
        audit.sweep,
        threads.sweep_pictures,
        threads.close_day,
        reputation.close_day,
        mandates.pass_day,
        dashboard.close_day,
        moderation.owe_sweep,
        realtime.prune,
        notifications.sweep,
    ),
}

WORK: Mapping[str, Work] = {
    "mail": accounts.send,
    WEBHOOK: notifications.deliver,
    uploading.FILES: threads.delete_files,
    REMINDER: threads.work_reminders,
    index.INDEX: index.index,
    index.RELATED: index.relate,
    dashboard.PULSE: dashboard.measure,
    sweep.SWEEP: sweep.sweep,
}
