"""Every operation of the API with what each token gets. Columns as in `routes.py`; guest: without a token.

Tokens have every scope here; what a scope keeps away is in `tests/web/api/test_tokens.py`. `@name` in a body or query
is the id of that post.
"""

from dataclasses import dataclass
from typing import Any

ALL = "200 200 200 200 200 200 200 200"
LEADING = "401 403 403 403 403 403 200 200"
NOBODY = "404 404 404 404 404 404 404 404"


@dataclass(frozen=True)
class Call:
    """One operation and what it is called with."""

    endpoint: str
    method: str
    values: dict[str, str]
    json: dict[str, Any] | None
    expected: str

    def __str__(self) -> str:
        """Name the test."""
        words = [self.method, self.endpoint, *self.values.values(), *map(str, (self.json or {}).values())]
        return " ".join(words)[:90]


CALLS: list[Call] = []


def get(endpoint: str, expected: str, **values: str) -> None:
    """Reading."""
    CALLS.append(Call(f"api.{endpoint}", "GET", values, None, expected))


def send(method: str, endpoint: str, expected: str, json: dict[str, Any] | None = None, **values: str) -> None:
    """Writing."""
    CALLS.append(Call(f"api.{endpoint}", method, values, json, expected))


# Topics and threads
get("list_categories", ALL)
NEW = {"slug": "neues", "name": "Something new"}
send("POST", "make_category", "401 403 403 403 403 403 201 201", NEW)
send("POST", "make_category", "401 403 403 403 403 403 409 409", NEW | {"slug": "public"})
get("list_threads", ALL)
get("list_threads", ALL, tag="praemien")
get("list_threads", "404 404 404 404 404 200 200 200", category="team")
get("list_threads", NOBODY, category="nothing")
for kind, expected in {
    "open": ALL,
    "members": "404 200 200 200 200 200 200 200",
    "team": "404 404 404 404 404 200 200 200",
    "held": "404 404 200 404 200 404 200 200",
    "hiddenthread": "404 404 404 200 200 404 200 200",
    "deletedthread": "404 404 404 200 404 404 200 200",
}.items():
    get("get_thread", expected, thread_id=kind)
    get("list_posts", expected, thread_id=kind)
QUESTION = {"title": "A question that is long enough", "body": "Words.", "tags": ["Neu"]}
send("POST", "begin_thread", "401 201 201 201 201 201 201 201", QUESTION | {"category": "public"})
send("POST", "begin_thread", "401 422 422 422 422 201 201 201", QUESTION | {"category": "team"})
send("POST", "begin_thread", "401 422 422 422 422 201 201 201", QUESTION | {"category": "house"})
NEWS = QUESTION | {"category": "public", "kind": "announcement"}
send("POST", "begin_thread", "401 403 403 403 403 403 201 201", NEWS)
send("PATCH", "change_thread", "401 403 403 403 403 200 200 200", {"tags": ["neu"]}, thread_id="open")
send("PATCH", "change_thread", "401 403 403 403 403 403 200 200", {"closed": True}, thread_id="open")
send("PATCH", "change_thread", "401 403 403 403 403 403 200 200", {"category": "house"}, thread_id="open")
TITLE = {"title": "Another title that is long enough", "revision": 0}
send("PATCH", "change_thread", "401 403 403 200 403 403 403 403", TITLE, thread_id="health")
send("PATCH", "change_thread", "401 403 403 409 403 403 403 403", TITLE | {"revision": 9}, thread_id="health")
send("PATCH", "change_thread", "401 404 404 404 404 200 200 200", {"tags": []}, thread_id="team")
send("DELETE", "delete_thread", "401 403 403 403 403 403 403 403", thread_id="open")
send("DELETE", "delete_thread", "401 403 403 204 403 403 403 403", thread_id="health")
send("DELETE", "delete_thread", "401 404 404 404 404 204 403 403", thread_id="team")

# Posts
for kind, expected in {
    "own": ALL,
    "hidden": "404 404 404 200 200 404 200 200",
    "deleted": "404 404 404 200 404 404 200 200",
    "heldanswer": "404 404 200 404 200 404 200 200",
    "team": "404 404 404 404 404 200 200 200",
}.items():
    get("get_post", expected, post_id=kind)
send("POST", "write_post", "401 201 201 201 201 201 201 201", {"body": "An answer."}, thread_id="open")
send("POST", "write_post", "401 404 404 404 404 201 201 201", {"body": "An answer."}, thread_id="team")
send("POST", "write_post", "401 404 404 403 403 404 403 403", {"body": "An answer."}, thread_id="hiddenthread")
REMARK = {"body": "A remark.", "parent": "@second"}
send("POST", "write_post", "401 201 201 201 201 201 201 201", REMARK, thread_id="open")
send("POST", "write_post", "401 422 422 422 422 422 422 422", REMARK, thread_id="quiet")
send("POST", "write_post", "401 404 404 403 403 404 403 403", REMARK | {"parent": "@hidden"}, thread_id="open")
BETTER = {"body": "Better.", "revision": 0}
send("PATCH", "change_post", "401 403 403 200 403 403 403 403", BETTER, post_id="own")
send("PATCH", "change_post", "401 404 404 200 403 404 403 403", BETTER | {"revision": 1}, post_id="hidden")
send("DELETE", "delete_post", "401 403 403 204 403 403 403 403", post_id="own")

# Judging
for method, verb in {"PUT": "vote", "DELETE": "unvote"}.items():
    send(method, verb, "401 200 403 200 200 200 200 200", post_id="open")
    send(method, verb, "401 200 403 403 200 200 200 200", post_id="own")
    send(method, verb, "401 404 404 404 404 403 200 200", post_id="team")
send("PUT", "accept", "401 403 403 403 403 403 403 403", {"post": "@second"}, thread_id="open")
send("PUT", "accept", "401 422 422 422 422 422 422 422", {"post": "@own"}, thread_id="open")
send("DELETE", "withdraw", "401 403 403 403 403 403 403 403", thread_id="open")
send("PUT", "endorse", "401 403 403 403 403 200 403 403", {"valid_until": None}, post_id="own")
send("DELETE", "unendorse", "401 403 403 403 403 200 403 403", post_id="solution")

# People and the game
get("get_member", ALL, handle="member1")
get("get_member", NOBODY, handle="nobody")
get("member_paths", ALL, handle="friend1")
get("member_badges", ALL, handle="friend1")
for name in ("member_ledger", "member_mandates"):
    get(name, LEADING, handle="friend1")
    get(name, "401 403 403 403 200 403 200 200", handle="superuser1")
get("leaderboard", ALL, path="gastgeben")
get("leaderboard", NOBODY, path="nothing")
get("find", ALL, q="murmeltier")
get("similar", ALL, title="A question about bills")

# Moderation, mandates, dashboard
HIDE = {"kind": "hide", "post": "@own", "reason": "insult"}
send("POST", "intervene", "401 403 403 403 201 403 201 201", HIDE)
send("POST", "intervene", "401 404 404 404 404 403 201 201", HIDE | {"post": "@team"})
send(
    "POST",
    "intervene",
    "401 404 404 403 403 404 201 201",
    HIDE | {"kind": "show", "post": "@hidden", "reason": "mistake"},
)
send("POST", "intervene", "401 403 403 403 422 403 422 422", HIDE | {"reason": "criticism"})
get("list_mandates", LEADING)
NAMED = {"handle": "member1", "path": "gastgeben", "stage": 4}
send("POST", "nominate", "401 403 403 403 403 403 422 422", NAMED)
get("list_figures", LEADING)
get("list_cases", LEADING, key="solved")
get("list_cases", "401 403 403 403 403 403 404 404", key="nothing")

# Webhooks
HOOK = {"name": "Portal", "url": "https://portal.example/hook", "kinds": ["thread.created"]}
get("list_webhooks", LEADING)
send("POST", "make_webhook", "401 403 403 403 403 403 409 409", HOOK)  # calls out are off unless they are switched on
for hook, found in {"1": "200", "9": "404"}.items():
    LED = f"401 403 403 403 403 403 {found} {found}"
    get("get_webhook", LED, webhook_id=hook)
    get("list_deliveries", LED, webhook_id=hook)
    send("PATCH", "change_webhook", LED, {"active": False}, webhook_id=hook)
for hook, done, made in (("1", "204", "201"), ("9", "404", "404")):
    send("DELETE", "remove_webhook", f"401 403 403 403 403 403 {done} {done}", webhook_id=hook)
    send("POST", "send_test", f"401 403 403 403 403 403 {done} {done}", webhook_id=hook)
    send("POST", "rotate_secret", f"401 403 403 403 403 403 {made} {made}", webhook_id=hook)
send("POST", "retry_delivery", "401 403 403 403 403 403 409 409", webhook_id="1", delivery_id="1")  # it is switched off
send("POST", "retry_delivery", "401 403 403 403 403 403 404 404", webhook_id="1", delivery_id="9")
