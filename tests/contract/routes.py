"""Every route with what each role gets: the written permission matrix. A route without a line fails.

Columns: guest, member, unconfirmed, author, superuser, expert, manager, admin. What is acted on is public and belongs
to somebody else unless its name says so: `own` is author's answer, `solution` superuser's, `hidden` author's hidden
answer. Words: a status; `in` = 303 to sign in; `see` = 303 to another page of ours.
"""

from dataclasses import dataclass, field

from forum.pages.texts import VERSIONS
from tests.contract.writing_routes import writing

ROLES = ("guest", "member", "unconfirmed", "author", "superuser", "expert", "manager", "admin")
GONE = "410 410 410 410 410 410 410 410"
ALL = "200 200 200 200 200 200 200 200"
INSIDE = "in  200 200 200 200 200 200 200"
SENT = "in  see see see see see see see"
CHARTER = VERSIONS["charter"]
LEADING = "403 403 403 403 403 403 200 200"


@dataclass(frozen=True)
class Line:
    """One route, method and subject."""

    endpoint: str
    method: str
    values: dict[str, str]
    form: dict[str, str]
    expected: str

    def __str__(self) -> str:
        """Name the test."""
        return " ".join([self.method, self.endpoint, *self.values.values(), *self.form.values()])[:90]


@dataclass
class Matrix:
    """Collects the lines."""

    lines: list[Line] = field(default_factory=list)

    def get(self, endpoint: str, expected: str, **values: str) -> None:
        """Reading a page."""
        self.lines.append(Line(endpoint, "GET", values, {}, expected))

    def post(self, endpoint: str, expected: str, form: dict[str, str] | None = None, **values: str) -> None:
        """Sending a form."""
        self.lines.append(Line(endpoint, "POST", values, form or {}, expected))


MATRIX = Matrix()
get, post = MATRIX.get, MATRIX.post

# Pages for everybody
for name in ("accessibility", "contact", "imprint", "privacy", "rules"):
    get(f"fixed.{name}", ALL)
for name in ("home.home", "health.healthz", "health.readyz", "reputation.how_points_work", "reputation.leaderboard"):
    get(name, ALL)
for name in ("topics.topics", "threads.ask_form", "search.results", "similar.similar"):
    get(name, ALL)
get("description.docs", ALL)
get("description.openapi", ALL)
get("static", ALL, filename="img/icons.svg")
get("static", "404 404 404 404 404 404 404 404", filename="../forum/app.py")
get("threads.tag", ALL, slug="praemien")
get("threads.tag", "404 404 404 404 404 404 404 404", slug="nothing")
get("profile.profile", ALL, handle="member1")
get("reputation.paths", ALL, handle="member1")
get("reputation.points", "in  403 403 403 403 403 200 200", handle="friend1")
get("reputation.points", "in  403 403 403 200 403 200 200", handle="superuser1")
get("reputation.points_csv", "in  403 403 403 200 403 200 200", handle="superuser1")

# Topics and threads by audience and state
get("threads.category", ALL, slug="public")
get("threads.category", "404 200 200 200 200 200 200 200", slug="members")
get("threads.category", "404 200 200 200 200 200 200 200", slug="health")
get("threads.category", "404 404 404 404 404 200 200 200", slug="team")
for kind, expected in {
    "open": ALL,
    "members": "404 200 200 200 200 200 200 200",
    "team": "404 404 404 404 404 200 200 200",
    "held": "404 404 200 404 200 404 200 200",
    "hiddenthread": "404 404 404 200 200 404 200 200",
    "deletedthread": "404 404 404 200 404 404 200 200",
}.items():
    get("thread.show", expected, thread_id=kind)
    get("threads.fragment", expected, thread_id=kind)
for kind, expected in {
    "own": "see see see see see see see see",
    "hidden": "404 404 404 see see 404 see see",
    "deleted": "404 404 404 see 404 404 see see",
    "heldanswer": "404 404 see 404 see 404 see see",
    "team": "404 404 404 404 404 see see see",
}.items():
    get("threads.show", expected, post_id=kind)
get("threads.history", ALL, post_id="open")
get("threads.history", "404 404 404 200 403 404 200 200", post_id="hidden")
get("threads.history", "404 404 404 404 404 200 200 200", post_id="team")
get("threads.reply_form", "200 200 200 200 200 200 200 200", thread_id="open")
get("threads.reply_form", "404 404 404 404 404 200 200 200", thread_id="team")

# Writing
QUESTION = {"title": "A question that is long enough", "body": "Words.", "kind": "question", "tags": ""}
post("threads.ask", "see see see see see see see see", QUESTION | {"category": "public"})
post("threads.ask", "422 422 422 422 422 see see see", QUESTION | {"category": "team"})
post("threads.ask", "422 422 422 422 422 see see see", QUESTION | {"category": "house"})
NEWS = QUESTION | {"category": "public", "kind": "announcement"}
post("threads.ask", "see 403 403 403 403 403 see see", NEWS)
writing(get, post)
post("threads.reply", "see see see see see see see see", {"body": "An answer."}, thread_id="open")
post("threads.reply", "404 404 404 404 404 see see see", {"body": "An answer."}, thread_id="team")
post("threads.reply", "404 404 404 403 403 404 403 403", {"body": "An answer."}, thread_id="hiddenthread")
post("threads.comment", SENT, {"body": "A remark."}, post_id="open")
post("threads.comment", "in  404 404 403 403 404 403 403", {"body": "A remark."}, post_id="hidden")
get("threads.edit_form", "in  403 403 200 403 403 403 403", post_id="own")
post("threads.edit", "in  403 403 see 403 403 403 403", {"body": "Better.", "seen_revision": "0"}, post_id="own")
post("threads.delete", "in  403 403 see 403 403 403 403", post_id="own")
post("threads.restore", "in  404 404 see 404 404 403 403", post_id="deleted")

# Judging
post("threads.vote", "in  see 403 see see see see see", {"value": "1"}, post_id="open")
post("threads.vote", "in  see 403 403 see see see see", {"value": "1"}, post_id="own")
post("threads.vote", "in  404 404 404 404 403 see see", {"value": "1"}, post_id="team")
post("threads.accept", "in  403 403 403 403 403 403 403", post_id="second")
post("threads.withdraw", "in  403 403 403 403 403 403 403", thread_id="open")
post("threads.endorse", "in  403 403 403 403 see 403 403", {"valid_until": ""}, post_id="own")
post("threads.unendorse", "in  403 403 403 403 see 403 403", post_id="solution")

# Around a thread
post("threads.follow", SENT, {"on": "1"}, thread_id="open")
post("threads.follow", "in  404 404 404 404 see see see", {"on": "1"}, thread_id="team")
get("threads.first_new", "in  see see see see see see see", thread_id="open")
get("threads.first_new", "in  404 404 404 404 see see see", thread_id="team")
post("threads.me_too", "in  see 403 see see see see see", {"on": "1"}, thread_id="open")
post("threads.me_too", "in  404 404 404 404 403 see see", {"on": "1"}, thread_id="team")
post("threads.me_too", "in  403 403 403 403 403 403 403", {"on": "1"}, thread_id="news")
post("threads.close", "in  403 403 403 403 403 see see", {"closed": "1"}, thread_id="open")
post("threads.move", "in  403 403 403 403 403 see see", {"category": "house"}, thread_id="open")
post("threads.retag", "in  403 403 403 403 see see see", {"tags": "neu"}, thread_id="open")
post("threads.propose", "in  see 403 see see see see see", {"kind": "tags", "tags": "neu"}, thread_id="waiting")
post("threads.decide", "in  403 403 403 403 see see see", {"decision": "accept"}, proposal_id="open")

# What members keep for themselves
get("threads.feed", INSIDE)
get("threads.kept", INSIDE)
get("threads.fits", INSIDE)
post("threads.read_all", SENT)
post("threads.follow_category", SENT, {"on": "1"}, slug="public")
post("threads.follow_category", "in  404 404 404 404 see see see", {"on": "1"}, slug="team")
post("threads.follow_tag", SENT, {"on": "1"}, slug="praemien")
post("threads.follow_member", SENT, {"on": "1"}, handle="friend1")
post("threads.follow_member", "in  403 see see see see see see", {"on": "1"}, handle="member1")
post("threads.bookmark", SENT, {"on": "1"}, post_id="open")
post("threads.bookmark", "in  404 404 see 403 404 403 403", {"on": "1"}, post_id="hidden")
post("threads.bookmark", SENT, {"on": "0"}, post_id="team")
post("threads.note", "in  404 404 see 404 404 404 404", {"note": "x"}, post_id="keepsake")

# Moderation
WHY = {"reason": "insult", "text": ""}
get("moderation.overview", "in  403 403 403 200 403 200 200")
get("moderation.masked", LEADING)
post("moderation.hide", "in  403 403 403 see 403 see see", WHY, post_id="own")
post("moderation.hide", "in  404 404 404 404 403 see see", WHY, post_id="team")
post("moderation.show_again", "in  404 404 403 403 404 see see", {"reason": "mistake", "text": ""}, post_id="hidden")

get("moderation.waiting", "in  403 403 403 200 403 200 200")
post("moderation.release", "in  403 404 404 see 404 see see", picture_key="held")
post("moderation.refuse", "in  403 404 404 see 404 see see", {"reason": "insult"}, picture_key="held")
post("moderation.refuse", "in  403 403 403 see 403 see see", {"reason": "insult"}, picture_key="open")

# Pictures: one that waits has another in its place for whoever reads its post
for kind, expected in {
    "open": ALL,
    "held": ALL,
    "members": "404 200 200 200 200 200 200 200",
    "team": "404 404 404 404 404 200 200 200",
    "free": "404 404 404 200 404 404 404 404",
}.items():
    get("threads.picture", expected, picture_key=kind)
    get("threads.picture_small", expected, picture_key=kind)
get("threads.cover_form", "in  403 403 200 403 403 403 403", picture_key="open")
get("threads.cover_form", "in  404 404 200 404 404 404 404", picture_key="free")
post("threads.cover", "in  403 403 422 403 403 403 403", picture_key="open")
post("threads.remove_picture", "in  403 403 see 403 403 403 403", picture_key="open")
post("threads.remove_picture", "in  404 404 see 404 404 404 404", picture_key="free")
post("uploads.upload", "403 422 422 422 422 422 422 422")
get("threads.avatar", INSIDE)
post("threads.save_avatar", "in  422 422 422 422 422 422 422")

# Mandates
REASON = {"reason": "because"}
get("mandates.overview", INSIDE)
get("mandates.one", "in  404 404 404 403 404 200 200", mandate_id="mandate")
post("mandates.nominate", "in  403 403 403 403 403 422 422", {"handle": "member1", "bundle": "gastgeben-4"} | REASON)
post("mandates.approve", "in  404 404 404 404 404 see 409", REASON, nomination_id="nomination")
post("mandates.decline", "in  404 404 404 404 404 see see", REASON, nomination_id="nomination")
post(
    "mandates.accept",
    "in  404 404 404 404 404 403 403",
    {"agreed": "1", "charter": CHARTER},
    nomination_id="nomination",
)
post("mandates.refuse", "in  404 404 404 404 404 403 403", nomination_id="nomination")
for name in ("rest", "hand_back"):
    post(f"mandates.{name}", "in  404 404 404 see 404 403 403", mandate_id="mandate")
post("mandates.wake", "in  404 404 404 409 404 403 403", mandate_id="mandate")
post("mandates.revoke", "in  404 404 404 403 404 see see", REASON, mandate_id="mandate")

# Dashboard
get("dashboard.overview", LEADING)
get("dashboard.cases", LEADING, key="solved")
get("dashboard.as_csv", LEADING, key="solved")
get("dashboard.cases", "403 403 403 403 403 403 404 404", key="nothing")

# Accounts
for name in ("login", "sign_up_page", "goodbye"):
    get(f"accounts.{name}", "200 see see see see see see see")
get("accounts.forgot_page", ALL)
get("accounts.sign_up_sent", ALL)
get("accounts.settings", INSIDE)
get("accounts.tokens", INSIDE)
get("accounts.setup_page", "404 404 404 404 404 404 404 404")
get("accounts.confirm_page", GONE, token="nothing")
get("accounts.reset_page", GONE, token="nothing")
get("accounts.theme", "see see see see see see see see")
get("accounts.voice", "see see see see see see see see")
post("accounts.sign_in", "422 422 422 422 422 422 422 422", {"identifier": "member1", "password": "wrong"})
post("accounts.sign_up_now", "422 422 422 422 422 422 422 422", {"handle": "x"})
post("accounts.forgot", ALL, {"email": "x@x.example"})
post("accounts.setup", "404 404 404 404 404 404 404 404", {"token": "x"})
post("accounts.confirm", GONE, token="nothing")
post("accounts.reset", GONE, token="nothing")
post("accounts.resend", SENT)
post("accounts.logout", "see see see see see see see see")
post("accounts.save_email", "in  422 422 422 422 422 422 422", {"email": "new@x.example", "email_password": "x"})
post("accounts.save_password", "in  422 422 422 422 422 422 422", {"present_password": "x", "password": "y"})
post("accounts.save_profile", SENT, {"display_name": "Somebody", "bio": "", "signature": ""})
post("accounts.save_language", SENT, {"voice": "de-formal", "theme": "auto"})
post("accounts.save_game", SENT, {"plays": "1"})
post("accounts.new_token", "in  422 422 422 422 422 422 422", {"name": "x", "days": "30"})
post("accounts.drop_token", SENT, {"token": "1"})
post("accounts.welcome", SENT, {"step": "rules"})
post("accounts.welcome", "in  422 422 422 422 422 422 422", {"step": "x"})
post("accounts.save_mails", SENT, {"reminders": "1"})
post("accounts.end_one", SENT, {"session": "x"})
post("accounts.export", "in  422 422 422 422 422 422 422", {"password": "x"})
post("accounts.leave", "in  422 422 422 422 422 422 422", {"password": "x", "texts": "keep"})
post("reputation.listing", "in  see see see see 403 403 403", {"on_leaderboard": "1"})
from tests.contract import reach_routes as _outside  # noqa: E402, F401 - adds its lines
