"""What follows from what, on one page: event → who hears it, in order; outbox topic → who does the work."""

from collections.abc import Mapping

from forum.core.events import Table
from forum.core.outbox import Work

EVENTS: Table = {}

WORK: Mapping[str, Work] = {}
