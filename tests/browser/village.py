"""A small community on the server's own database, grown through the ordinary actions: who the journeys meet there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from flask import Flask

from forum.accounts.actions import begin_session
from forum.accounts.models import Member
from forum.accounts.passwords import hash_password
from forum.accounts.queries import by_handle
from forum.core import clock
from forum.core.db import db, session, transaction
from forum.mandates.actions import accept, approve
from forum.mandates.queries import open_invitation
from forum.moderation.actions import hide_post
from forum.threads import actions, queries
from forum.threads.models import Thread
from forum.threads.texts import cook
from tests import factories

PASSWORD = "drei kleine Murmeltiere"
SUBJECTS = ("der Franchise", "dem Selbstbehalt", "der Zusatzversicherung", "dem Hausarztmodell", "der Prämie")
LONG = """Bei mir lief es so, Schritt für Schritt:

1. Rechnung im Portal ansehen
2. Rückforderungsbeleg herunterladen
3. beides zusammen einreichen

| Franchise | Prämie im Monat | höchstens im Jahr |
|---:|---:|---:|
| 300 | 412.20 | 1'000 |
| 2'500 | 268.45 | 3'200 |

> Selbstbehalt: 10 Prozent, höchstens 700 Franken im Jahr.

Eine sehr lange Adresse: <https://www.example.test/ein/sehr/langer/pfad/der/nirgends/umbricht/und/weiter/geht/immer/weiter>
und ein Wort: `Krankenversicherungsverordnungsänderungsvorschlag`."""


@dataclass
class Village:
    """The application on the server's database, and what stands there: threads by name, people by handle."""

    app: Flask
    threads: dict[str, str] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def open(self) -> Iterator[None]:
        """Let actions and queries run; the connection is given back at the end."""
        with self.app.app_context():
            yield
            session().close()

    def cookie(self, handle: str) -> dict[str, str]:
        """Sign a member in on the server's side and give the cookie for it."""
        with self.open():
            token = begin_session(by_handle(handle))
        signer = self.app.session_interface.get_signing_serializer(self.app)
        return {"name": "session", "value": signer.dumps({"_user_id": token, "_fresh": True})}

    def person(self, role: str = "member", **more: object) -> str:
        """Make somebody; give the pseudonym."""
        handle = str(more.pop("handle", f"{role.title()}{next(self.numbers)}"))
        with self.open():
            factories.member(role, handle=handle, **more)
        return handle

    def thread(self, author: str, place: str = "praemien", **more: object) -> str:
        """Begin a thread; give its path."""
        with self.open():
            made = factories.thread(by_handle(author), queries.category(place), **more)
            return f"/t/{made.id}-{made.slug}"

    def answer(self, path: str, author: str, body: str = "") -> int:
        """Answer; give the post's number."""
        with self.open():
            return factories.answer(_thread(path), by_handle(author), body).id


def _thread(path: str) -> Thread:
    return queries.thread(int(path.split("/")[2].split("-", maxsplit=1)[0]))


def settle(app: Flask) -> Village:
    """Fill an empty database: categories, people of every role, threads in every state."""
    village = Village(app)
    with village.open():
        _places()
        _people()
        for handle in ("Bergdohle", "Gämse", "Steinbock"):
            _career(handle, "praemien")
        for handle in ("Bergdohle", "Gämse"):
            _entrust(handle)
    with village.open():
        village.threads, village.posts = _threads()
    return village


def _places() -> None:
    with transaction():
        for number, (slug, name, icon, more) in enumerate(
            [
                ("praemien", "Prämien und Franchise", "coins", {}),
                ("leistungen", "Leistungen und Rechnungen", "receipt", {}),
                ("familie", "Familie und Vorsorge", "users", {"health_near": True}),
                ("werkraum", "Werkraum des Teams", "lock", {"audience": "team", "who_may_write": "team"}),
            ]
        ):
            actions.create_category(
                slug=slug, name=name, icon=icon, position=number, description=f"Alles zu {name}.", **more
            )


def _people() -> None:
    known = hash_password(PASSWORD)
    factories.member(handle="Fragende", password_hash=known)
    factories.member(handle="Murmeltier", password_hash=known)
    factories.member("manager", handle="Leitung", display_name="Sara Leitung", password_hash=known)
    factories.member("manager", handle="Leitung2")
    factories.member("admin", handle="Betrieb", password_hash=known)
    fields = [queries.category(slug).id for slug in ("praemien", "leistungen")]
    factories.member("expert", handle="Fachfrau", staff_title="Fachperson Prämien", fields=fields, password_hash=known)


def _career(handle: str, place: str) -> None:
    """Let somebody climb to the fourth stage of Ratgeben: 46 solutions for 30 people on 46 days."""
    hero = factories.member(handle=handle)
    thankers = [factories.member(handle=f"{handle}Dank{number}") for number in range(30)]
    start = clock.now() - timedelta(days=60)
    for number in range(46):
        with clock.shifted(start + timedelta(days=number, hours=number % 7)):
            asker = thankers[number % len(thankers)]
            subject = SUBJECTS[number % len(SUBJECTS)]
            made = factories.thread(
                asker, queries.category(place), title=f"Wie ist das mit {subject} im Jahr {2000 + number}?"
            )
        with clock.shifted(start + timedelta(days=number, hours=8)):
            given = factories.answer(made, hero)
            _solve(asker, given.id)


def _entrust(handle: str) -> None:
    """Lead a nominated member to a mandate."""
    with transaction() as s:
        nomination = open_invitation(by_handle(handle).id)
        approve(by=s.merge(by_handle("Leitung2")), nomination=nomination, reason="Hilft seit Monaten.")
        accept(by=s.merge(by_handle(handle)), nomination=nomination, charter="1")


def _solve(asker: Member, post_id: int) -> None:
    with transaction() as s:
        actions.accept(by=s.merge(asker), post=queries.post(post_id))
        actions.vote(voter=s.merge(asker), post=queries.post(post_id), value=1)


def _threads() -> tuple[dict[str, str], dict[str, int]]:
    place, more = queries.category("praemien"), queries.category("leistungen")
    asker, helper, hero = by_handle("Fragende"), by_handle("Murmeltier"), by_handle("Bergdohle")
    expert, manager = by_handle("Fachfrau"), by_handle("Leitung")
    with clock.shifted(clock.now() - timedelta(hours=5)):
        solved = factories.thread(asker, place, title="Wie ändere ich die Franchise?", tags=("franchise", "frist"))
        best, other = factories.answer(solved, hero, LONG), factories.answer(solved, helper)
        by_staff = factories.answer(solved, expert, "Bis Ende November, schriftlich.")
        _solve(asker, best.id)
        with transaction() as s:
            actions.endorse(expert=s.merge(expert), post=queries.post(best.id), valid_until=clock.today())
            actions.comment(author=s.merge(helper), parent=queries.post(best.id), text=cook("Danke dir!"))
        waiting = factories.thread(helper, more, title="Wann wird meine Rechnung vergütet?")
        hidden = factories.answer(waiting, helper, "Kauft bei mir, ganz günstig!")
        with transaction() as s:
            hide_post(
                by=s.merge(manager), post=queries.post(hidden.id), reason="advertising", text="Werbung, bitte nicht."
            )
        talk = factories.thread(hero, place, title="Wie plant ihr das Prämienjahr?", kind="discussion")
        news = factories.thread(manager, place, title="Neue Öffnungszeiten im Herbst", kind="announcement")
        family = factories.thread(asker, queries.category("familie"), title="Welche Hilfe gibt es nach der Geburt?")
        gone = factories.thread(asker, more, title="Das ziehe ich zurück")
        with transaction() as s:
            actions.remove_thread(by=s.merge(asker), thread=queries.thread(gone.id), how="deleted")
    made = {"solved": solved, "waiting": waiting, "talk": talk, "news": news, "family": family, "gone": gone}
    posts = {"best": best.id, "other": other.id, "expert": by_staff.id, "hidden": hidden.id}
    return {name: f"/t/{thread.id}-{thread.slug}" for name, thread in made.items()}, posts


def leave(village: Village) -> None:
    """Close the application's connections."""
    with village.app.app_context():
        db.engine.dispose()
