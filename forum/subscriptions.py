"""What follows from what, on one page: event → who hears it, in order; outbox topic → who does the work."""

from collections.abc import Mapping

from forum.accounts import events as people
from forum.accounts import handlers as accounts
from forum.core.events import Table
from forum.core.outbox import Work
from forum.core.schedule import DayClosed
from forum.realtime import handlers as realtime
from forum.search import actions as index
from forum.search import handlers as search
from forum.threads import events as facts
from forum.threads import handlers as threads

EVENTS: Table = {
    people.EmailConfirmed: (threads.show_held,),
    people.MemberErased: (threads.forget_author, search.reindex_author),
    facts.ThreadCreated: (search.reindex,),
    facts.PostCreated: (search.reindex, realtime.hint),
    facts.PostEdited: (search.reindex, realtime.hint),
    facts.PostRemoved: (search.reindex, realtime.hint),
    facts.PostRestored: (search.reindex, realtime.hint),
    facts.ThreadRemoved: (search.reindex, realtime.hint),
    facts.ThreadRestored: (search.reindex, realtime.hint),
    facts.SolutionAccepted: (search.reindex, realtime.hint),
    facts.SolutionWithdrawn: (search.reindex, realtime.hint),
    facts.Endorsed: (realtime.hint,),
    facts.EndorsementWithdrawn: (realtime.hint,),
    facts.ThreadMoved: (search.reindex, realtime.hint),
    facts.ThreadTouched: (search.reindex, realtime.hint),
    DayClosed: (accounts.sweep, realtime.prune),
}

WORK: Mapping[str, Work] = {
    "mail": accounts.send,
    index.INDEX: index.index,
}
