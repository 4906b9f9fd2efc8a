"""A small community with one of everything, made by the ordinary actions; what is private carries a token.

Roles: guest; member (nobody's friend); unconfirmed; author (wrote the private things); superuser (a mandate to hide
posts in the public topic); expert, manager, admin. Every private text says `murmeltier`, so that a search finds it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import Flask, current_app
from flask.testing import FlaskClient

from forum import worker
from forum.access import Permission
from forum.accounts.actions import begin_session, create_member, issue_token, keep_draft, record_consent
from forum.accounts.actions.visiting import add_visits
from forum.accounts.models import Member
from forum.accounts.passwords import hash_password
from forum.accounts.queries import by_id
from forum.core import clock, schedule
from forum.core.db import session, transaction
from forum.mandates import actions as mandates
from forum.moderation.actions import hide_post
from forum.reach.actions import make_link
from forum.threads import actions as threads
from forum.threads import queries
from forum.threads.actions.viewing import add_views
from forum.threads.models import Category, Post, Thread
from forum.threads.texts import cook
from tests.contract.brought import bring_pictures
from tests.contract.keeping import keep
from tests.contract.signposts import put_up
from tests.contract.telling import tell_others

BEGUN = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
SIGNED_IN = ("member", "unconfirmed", "author", "superuser", "expert", "manager", "admin")
ROLES = ("guest", *SIGNED_IN)
LEADING = frozenset({"manager", "admin"})
STAFF = LEADING | {"expert"}
PASSWORD = "murmeltier unter dem Stein"
KINDS = {"expert": "expert", "manager": "manager", "admin": "admin"}


@dataclass
class World:
    """Who is there, what there is by name, and which token may be seen by whom."""

    people: dict[str, int] = field(default_factory=dict)
    threads: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    mandate: int = 0
    nomination: int = 0
    proposal: int = 0
    links: dict[str, str] = field(default_factory=dict)
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)

    def canary(self, name: str, *roles: str) -> str:
        """Make a token that these roles may see."""
        token = f"cnry{name}"
        self.canaries[token] = frozenset(roles)
        return token

    def sign_in(self, client: FlaskClient, role: str, **options: str) -> FlaskClient:
        """Let a client be somebody (a guest: nobody)."""
        if role != "guest":
            with client.application.app_context():
                token = begin_session(by_id(self.people[role]))
                session().close()
            with client.session_transaction(**options) as cookie:
                cookie["_user_id"] = token
        return client


def build(app: Flask) -> World:
    """Make the community inside an app context's database; its last day is closed and its outbox drained."""
    world = World()
    with app.app_context():
        with clock.shifted(BEGUN):
            _topics(world)
            _people(world)
        for hour, make in enumerate(MAKERS, 1):
            with clock.shifted(BEGUN + timedelta(hours=hour)):
                make(world)
        with clock.shifted(BEGUN + timedelta(days=2)):
            schedule.close_missed()
            bring_pictures(world, ROLES, SIGNED_IN, STAFF)
        _own(world)
        worker.drain(app)
        session().close()
    return world


def _topics(world: World) -> None:
    with transaction():
        schedule.begin(clock.today())
        topics = {"public": {}, "members": {"audience": "members"}, "team": {"audience": "team"}}
        topics |= {"health": {"health_near": True}, "house": {"who_may_write": "team"}}
        for position, (name, options) in enumerate(topics.items()):
            about = world.canary("teamtopic", *STAFF) if name == "team" else f"About {name}"
            words = {"slug": name, "name": f"Topic {name}", "description": about, "position": position}
            world.categories[name] = threads.create_category(**words, **options).id


def _people(world: World) -> None:
    hashed = hash_password(PASSWORD)
    for name in (*SIGNED_IN, "friend"):
        role = KINDS.get(name, "member")
        fields = [world.categories["public"]] if role == "expert" else []
        address = world.canary(f"mail{name}", name)
        access = {"email": f"{address}@x.example", "password_hash": hashed, "confirmed": name != "unconfirmed"}
        person = create_member(f"{name}1", role=role, fields=fields, **access)
        world.people[name] = person.id
        record_consent(person.id, "rules", "1")
    begin = {(world.people[name], clock.today()): 1 for name in SIGNED_IN}
    with transaction():
        add_visits(begin)


def member(world: World, name: str) -> Member:
    """Give a person, loaded whole."""
    return by_id(world.people[name])


def _ask(world: World, name: str, topic: str, who: str, words: str, *, kind: str = "question") -> Thread:
    category = session().get_one(Category, world.categories[topic])
    text = cook(f"murmeltier {words} — **what** do you think?")
    with transaction():
        asked = {"author": member(world, who), "category": category, "kind": kind, "text": text, "tags": ["Prämien"]}
        thread, opening = threads.ask(title=f"A question about {words}", **asked)
    world.threads[name], world.posts[name] = thread.id, opening.id
    return thread


def _answer(world: World, name: str, to: str, who: str, words: str) -> Post:
    with transaction():
        thread = queries.thread(world.threads[to])
        post = threads.answer(author=member(world, who), thread=thread, text=cook(f"murmeltier {words}"))
    world.posts[name] = post.id
    return post


def _open_thread(world: World) -> None:
    """What everybody sees, solved, endorsed, commented, edited, with a proposal."""
    _ask(world, "open", "public", "friend", "bills and how to read them")
    _answer(world, "solution", "open", "superuser", "look at the second page")
    _answer(world, "second", "open", "member", "mine looked different")
    _answer(world, "official", "open", "expert", "the house says so")
    _ask(world, "waiting", "public", "friend", "something nobody answered")
    _ask(world, "quiet", "public", "friend", "something with one answer")
    _answer(world, "own", "quiet", "author", "written by the author")
    _ask(world, "news", "house", "manager", "what is new here", kind="announcement")
    with transaction():
        remark = threads.comment(
            author=member(world, "friend"), parent=queries.post(world.posts["solution"]), text=cook("thanks for that")
        )
        world.posts["comment"] = remark.id
        threads.accept(by=member(world, "friend"), post=queries.post(world.posts["solution"]))
        threads.endorse(expert=member(world, "expert"), post=queries.post(world.posts["solution"]))
        world.proposal = threads.propose_tags(
            author=member(world, "member"), thread=queries.thread(world.threads["open"]), tags=["Rechnung"]
        ).id


def _private_threads(world: World) -> None:
    inside, there = ("author", *LEADING), ("author", "superuser", *LEADING)
    for name, topic, roles in (
        ("members", "members", SIGNED_IN),
        ("health", "health", SIGNED_IN),
        ("hiddenthread", "public", there),
        ("deletedthread", "public", inside),
    ):
        _ask(world, name, topic, "author", world.canary(name, *roles))
    _ask(world, "team", "team", "expert", world.canary("team", *STAFF))
    _ask(world, "held", "public", "unconfirmed", world.canary("held", "unconfirmed", "superuser", *LEADING))
    with transaction():
        threads.remove_post(by=member(world, "author"), post=queries.post(world.posts["deletedthread"]), how="deleted")
        why = world.canary("threadwhy", "author", "superuser", *LEADING)
        hidden = queries.post(world.posts["hiddenthread"])
        hide_post(by=member(world, "manager"), post=hidden, reason="other", text=why)


def _private_posts(world: World) -> None:
    inside, there = ("author", *LEADING), ("author", "superuser", *LEADING)
    _answer(world, "hidden", "open", "author", world.canary("oldtext", *inside))
    _answer(world, "deleted", "open", "author", world.canary("deleted", *inside))
    _answer(world, "heldanswer", "open", "unconfirmed", world.canary("heldanswer", "unconfirmed", *there[1:]))
    with transaction():
        new = cook(f"murmeltier {world.canary('hidden', *there)}")
        threads.edit(
            editor=member(world, "author"), post=queries.post(world.posts["hidden"]), text=new, seen_revision=0
        )
    with transaction():
        threads.remove_post(by=member(world, "author"), post=queries.post(world.posts["deleted"]), how="deleted")
        why = world.canary("postwhy", *there)
        hidden = queries.post(world.posts["hidden"])
        hide_post(by=member(world, "manager"), post=hidden, reason="other", text=why)


def _trust(world: World) -> None:
    rights = [(Permission.POST_HIDE.value, world.categories["public"])]
    with transaction():
        first = mandates.nominate(
            member=member(world, "superuser"), path="gastgeben", stage=4, rights=rights, approvals=1
        )
        why = world.canary("approval", "superuser", *LEADING)
        mandates.approve(by=member(world, "manager"), nomination=first, reason=why)
        world.mandate = mandates.accept(by=member(world, "superuser"), nomination=first, charter="1").id
        open_ = mandates.nominate(member=member(world, "friend"), path="gastgeben", stage=4, rights=rights, approvals=2)
        world.nomination = open_.id
        mandates.approve(
            by=member(world, "admin"), nomination=open_, reason=world.canary("nomination", "friend", *LEADING)
        )


def _signals(world: World) -> None:
    voters = {"solution": ("member", "author", "expert"), "second": ("friend",), "open": ("author",)}
    with transaction():
        for name, people in voters.items():
            for who in people:
                threads.vote(voter=member(world, who), post=queries.post(world.posts[name]), value=1)
        add_views({(world.threads["open"],): 5})
    with transaction():
        threads.edit(
            editor=member(world, "friend"),
            post=queries.post(world.posts["open"]),
            text=cook("murmeltier, said better"),
            seen_revision=0,
        )


def _own(world: World) -> None:
    """What lives today only: a browser's name, a question kept until its sign-up, a new address."""
    device = world.canary("device", "author")
    begin_session(member(world, "author"), remember=True, device=f"Firefox {device}")
    fields = {"title": world.canary("kepttitle"), "body": world.canary("kept"), "page": "/ask", "category": "public"}
    with current_app.test_request_context():
        keep_draft("ask", fields)
    issue_token(world.people["author"], "change", f"{world.canary('newaddress')}@x.example")


def _links(world: World) -> None:
    with transaction():
        for name in ("open", "team", "hidden", "heldanswer", "deletedthread", "health"):
            world.links[name] = make_link(queries.post(world.posts[name]), "call").code
        make_link(queries.post(world.posts["open"]), "qr")


MAKERS = (_open_thread, _private_threads, _private_posts, _trust, _signals, _links, keep, put_up, tell_others)
