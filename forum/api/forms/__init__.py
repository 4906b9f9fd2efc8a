"""What programs send: strict JSON, unknown fields refused."""

from forum.api.forms.bodies import (
    CaseDays,
    Confirmation,
    Days,
    Deliveries,
    Intervene,
    Ledger,
    NewCategory,
    NewPost,
    NewThread,
    NewWebhook,
    Nominate,
    Period,
    PostChange,
    Search,
    Similar,
    Solution,
    ThreadChange,
    Threads,
    WebhookChange,
)
from forum.api.forms.parser import StrictParser
from forum.api.forms.parts import Listing

__all__ = [
    "CaseDays",
    "Confirmation",
    "Days",
    "Deliveries",
    "Intervene",
    "Ledger",
    "Listing",
    "NewCategory",
    "NewPost",
    "NewThread",
    "NewWebhook",
    "Nominate",
    "Period",
    "PostChange",
    "Search",
    "Similar",
    "Solution",
    "StrictParser",
    "ThreadChange",
    "Threads",
    "WebhookChange",
]
