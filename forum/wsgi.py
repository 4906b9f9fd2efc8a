"""The app object for servers, with the watcher of this process."""

from forum.accounts.actions.seen import add_seen
from forum.accounts.actions.visiting import add_visits
from forum.app import made_ready
from forum.core import page_cache, telemetry
from forum.core.shield.counts import add_counts
from forum.core.watch import Watcher
from forum.reach.actions import add_arrivals
from forum.realtime.sockets import Teller
from forum.threads.actions.reading import add_reads
from forum.threads.actions.viewing import add_views

FLUSHES = {
    "thread_view": add_views,
    "visit": add_visits,
    "seen": add_seen,
    "read": add_reads,
    "shield": add_counts,
    "arrival": add_arrivals,
}


def flush_telemetry() -> None:
    """Write what GETs noticed, every now and then."""
    if telemetry.due():
        telemetry.flush(FLUSHES)


app = made_ready()
watcher = Watcher(app)
watcher.changed += [page_cache.drop, Teller()]
watcher.ticking += [flush_telemetry]
page_cache.switch(on=True)
watcher.start()
