"""The lines of the matrix for what faces the outside: finders, machines, short links, webhooks."""

from tests.contract.routes import ALL, GONE, MATRIX
from tests.contract.telling import URL

NOBODY = "404 404 404 404 404 404 404 404"
get, post = MATRIX.get, MATRIX.post

# For finders and machines: the same for everybody, whoever asks
for name in ("feed", "unanswered_feed", "sitemap", "robots", "security"):
    get(f"reach.{name}", ALL)
get("reach.category_feed", ALL, slug="public")
for topic in ("members", "health", "team"):
    get("reach.category_feed", NOBODY, slug=topic)
get("reach.tag_feed", ALL, slug="praemien")
get("reach.tag_feed", NOBODY, slug="nothing")
get("reach.sitemap_part", NOBODY, number="0")

get("metrics.metrics", NOBODY)
for name in ("offline", "worker", "card"):
    get(f"installed.{name}", ALL)

# Short links
get("reach.follow", "see see see see see see see see", code="open")
get("reach.follow", "404 404 404 404 404 see see see", code="team")
get("reach.follow", "404 404 404 see see 404 see see", code="hidden")
get("reach.follow", NOBODY, code="nothing")
get("reach.links", "in  403 403 403 403 200 200 200", post_id="open")
get("reach.links", "in  404 404 403 403 404 403 403", post_id="hidden")
get("reach.picture", "in  403 403 403 403 403 200 200", post_id="open")
get("reach.picture", "in  404 404 404 404 403 403 403", post_id="team")
post("reach.make", "in  403 403 403 403 see see see", {"purpose": "call"}, post_id="own")
post("reach.make", "in  404 404 404 404 see see see", {"purpose": "call"}, post_id="team")
post("reach.make", "in  403 403 403 403 403 see see", {"purpose": "qr"}, post_id="own")
post("reach.make", "in  404 404 404 404 403 403 403", {"purpose": "qr"}, post_id="team")

# Links in mails, which programs follow too; a good one is in test_unsubscribing
get("accounts.unsubscribe_page", GONE, token="nothing")
post("accounts.unsubscribe", GONE, token="nothing")

# Webhooks: the one there is, is off, and this installation makes no calls
LEADING, LED = "in  403 403 403 403 403 200 200", "in  403 403 403 403 403 see see"
LATE, LOST = "in  403 403 403 403 403 409 409", "in  403 403 403 403 403 404 404"
HOOK = {"name": "Portal", "url": URL, "kinds": "thread.created", "audience": "public"}
get("notifications.webhooks", LEADING)
get("notifications.webhook", LEADING, webhook_id="1")
get("notifications.webhook", LOST, webhook_id="9")
post("notifications.make_webhook", LATE, HOOK)
post("notifications.change_webhook", LED, HOOK, webhook_id="1")
post("notifications.change_webhook", LOST, HOOK, webhook_id="9")
post("notifications.rotate_secret", LEADING, webhook_id="1")
post("notifications.send_test", LED, webhook_id="1")
post("notifications.retry_delivery", LATE, webhook_id="1", delivery_id="1")
post("notifications.retry_delivery", LOST, webhook_id="1", delivery_id="9")
post("notifications.remove_webhook", LED, webhook_id="1")
