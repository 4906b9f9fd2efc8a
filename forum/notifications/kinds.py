"""Which facts a webhook may hear, under names that stay."""

from forum.core.events import Event
from forum.threads import events as facts

KINDS: dict[type[Event], str] = {
    facts.ThreadCreated: "thread.created",
    facts.ThreadMoved: "thread.moved",
    facts.ThreadRemoved: "thread.removed",
    facts.ThreadRestored: "thread.restored",
    facts.PostCreated: "post.created",
    facts.PostEdited: "post.edited",
    facts.PostRemoved: "post.removed",
    facts.PostRestored: "post.restored",
    facts.SolutionAccepted: "solution.accepted",
    facts.SolutionWithdrawn: "solution.withdrawn",
    facts.Endorsed: "endorsement.given",
    facts.EndorsementWithdrawn: "endorsement.withdrawn",
}
NAMES = tuple(KINDS.values())
TEST = "webhook.test"
