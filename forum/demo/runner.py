"""Plays the script through the ordinary actions, with the clock of that time; a day is one commit."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock, outbox, schedule
from forum.core.db import session, transaction
from forum.demo import steps as s
from forum.demo.material import material
from forum.demo.player import Player
from forum.demo.rhythm import ZURICH
from forum.demo.trust import Trust
from forum.threads import actions

SILENT = ("mail", "hint", "index", "related", "webhook", "audit")  # nobody is written to; the index is made at the end
BUREAU_OPENS = 10
LAST_SECOND = timedelta(seconds=1)


def empty() -> bool:
    """Tell whether nobody is here yet, so that a demo may move in."""
    return session().scalar(select(Member.id).where(Member.kind == "person").limit(1)) is None


def play(script: Iterable[s.Step], progress: Callable[[int], object] = lambda _steps: None) -> Player:
    """Play a script on an empty database and give the player with what came of it.

    `progress` hears the number of steps played since last time.
    """
    player, last = Player(), clock.now()
    with outbox.muted(*SILENT):
        for number, day in enumerate(days(script)):
            if number == 0:
                _prepare(player, day)
            _play_day(player, day)
            progress(len(day))
            last = day[-1].at
        _trust(player).ensure_steady(last)
        _trust(player).leave_one_waiting(last)
    return player


def days(script: Iterable[s.Step]) -> Iterator[list[s.Step]]:
    """Part a script into days, each ending with its Visit."""
    day: list[s.Step] = []
    for step in script:
        day.append(step)
        if isinstance(step, s.Visit):
            yield day
            day = []


def _prepare(player: Player, day: list[s.Step]) -> None:
    with clock.shifted(day[0].at), transaction():
        schedule.begin(clock.today())
        for position, subject in enumerate(material().subjects):
            made = actions.create_category(
                slug=subject.slug,
                name=subject.name,
                description=subject.description,
                icon=subject.icon,
                position=position,
                audience=subject.audience,
                who_may_write=subject.who_may_write,
                indexed=subject.indexed,
                health_near=subject.health_near,
            )
            player.categories[subject.slug] = made
        _put_up_signposts(player)


def _put_up_signposts(player: Player) -> None:
    for row in material().picker:
        place = player.categories[row["category"]]
        top = actions.add_topic(by=None, name=row["name"], icon=row["icon"], category=place)
        for branch in row["branches"]:
            actions.add_topic(by=None, parent=top, icon=row["icon"], category=place, **branch)


def _play_day(player: Player, day: list[s.Step]) -> None:
    last = day[-1]
    player.cook(day)
    with transaction():
        player.gather(day)
        for step in day:
            with clock.shifted(step.at):
                player.take(step)
        if isinstance(last, s.Visit):
            _end(player, last)
    session().expunge_all()


def _end(player: Player, visit: s.Visit) -> None:
    morning = visit.at.astimezone(ZURICH).replace(hour=BUREAU_OPENS, minute=0)
    _trust(player).day(min(morning, visit.at))
    if clock.start_of(visit.day + timedelta(days=1)) - visit.at <= LAST_SECOND:  # today is not over yet
        schedule.close_day(visit.day)


def _trust(player: Player) -> Trust:
    return Trust(player.leading(), player.steady())
