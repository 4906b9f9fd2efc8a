"""The script played through the ordinary actions, on both databases."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from forum.accounts import passwords
from forum.accounts.models import Consent, Mandate, Member, Visit
from forum.accounts.queries import actor_of, by_handle, by_id
from forum.app import create_app
from forum.config import Settings
from forum.core import clock, outbox, schedule
from forum.core.db import db, session, transaction
from forum.core.ports import backends
from forum.demo import drawings, logins, runner
from forum.demo import steps as s
from forum.demo.command import fill
from forum.demo.script import plan
from forum.demo.trust import Trust
from forum.doctor.checks import examine
from forum.mandates.actions import nominate, revoke
from forum.mandates.models import Grant
from forum.moderation.models import ModerationAction
from forum.reach.models import ENTRIES, Arrival
from forum.reputation.models import LedgerEntry
from forum.threads.models import (
    Bookmark,
    CategoryFollow,
    MemberFollow,
    Post,
    Reading,
    Revision,
    Thread,
    Upload,
    Vote,
)
from forum.threads.queries.following import feed
from tests.plugins.databases import both_databases
from tests.unit.demo.present import NOW

SIZES = {"members": 24, "threads": 40, "months": 3}


def count(table: type, *where: object) -> int:
    return session().scalar(select(func.count()).select_from(table).where(*where)) or 0


@pytest.fixture(scope="module")
def moved_in(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Settings]:
    """A small demo community up to NOW, with its application context; these tests only look at it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(sqlite_template, folder / "forum.db")
    settings = Settings(data_dir=folder, limits="off")
    with create_app(settings).app_context(), clock.shifted(NOW):
        assert fill(folder, **SIZES, now=NOW)
        yield settings
        session().close()
        db.engine.dispose()


@both_databases
def test_every_step_becomes_a_row(context: Flask) -> None:
    history = list(plan(**SIZES, now=NOW))
    heard: list[int] = []
    played = runner.play(history, heard.append)
    assert played.refused == []
    assert played.done == len(history) == sum(heard)
    written = [step for step in history if isinstance(step, s.Ask | s.Answer | s.Comment)]
    assert count(Post) == len(written)
    assert count(Thread) == sum(isinstance(step, s.Ask) for step in written)
    assert count(Member) == sum(isinstance(step, s.SignUp) for step in history)
    taken_back = {(step.voter, step.post) for step in history if isinstance(step, s.Unvote)}
    given = {(step.voter, step.post) for step in history if isinstance(step, s.Vote)}
    assert count(Vote, Vote.value == 1) == len(given - taken_back)
    assert count(Revision) >= sum(isinstance(step, s.EditPost) for step in history)
    assert count(Visit) == sum(len(step.members) for step in history if isinstance(step, s.Visit))


def test_the_doctor_finds_nothing(moved_in: Settings) -> None:
    assert not any(examine(moved_in).values())


def test_times_are_those_of_the_script(moved_in: Settings) -> None:
    script = {step.title: step for step in plan(**SIZES, now=NOW) if isinstance(step, s.Ask)}
    rows = session().scalars(select(Thread)).all()
    assert {row.title: row.created_at for row in rows} == {title: step.at for title, step in script.items()}
    assert schedule.closed_through() == clock.day_of(NOW).replace(day=22)


def test_points_come_from_the_engine(moved_in: Settings) -> None:
    assert count(LedgerEntry) > 30
    assert session().scalar(select(func.max(LedgerEntry.at))) <= NOW


def test_nobody_is_written_to(moved_in: Settings) -> None:
    topics = set(session().scalars(select(outbox.OutboxRow.topic)))
    assert topics <= {"pulse", "related"}


def test_logins_work_and_are_private(moved_in: Settings) -> None:
    path = moved_in.data_dir / logins.NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = json.loads(path.read_text())
    assert list(kept) == ["guest", *logins.ORDER]
    assert len({login["password"] for login in kept.values() if login}) == len(logins.ORDER)
    roles = {}
    for kind, login in kept.items():
        if login:
            member = by_handle(login["handle"])
            assert passwords.verify(member.password_hash, login["password"])
            assert member.email == login["email"]
            roles[kind] = member.role
    assert list(roles.values()) == ["member", "member", "expert", "manager", "admin"]
    assert len(logins.lines(moved_in.data_dir)) == len(kept)


def test_the_super_user_may_hide_posts_now(moved_in: Settings) -> None:
    handle = (logins.known(moved_in.data_dir)["super-user"] or {})["handle"]
    member = by_handle(handle)
    assert any(right.mandate for right in actor_of(member).rights)
    assert count(Mandate, Mandate.member_id == member.id, Mandate.source == "mandate") >= 1


def test_a_super_user_whose_renewal_waits_is_trusted_at_once(context: Flask) -> None:
    runner.play(list(plan(members=12, threads=12, months=1, now=NOW)))
    member = session().scalars(select(Member).where(Member.handle == "Zytglogge")).one()
    manager = session().scalars(select(Member).where(Member.role == "manager").order_by(Member.id)).first()
    with clock.shifted(NOW):
        with transaction():
            revoke(by=by_id(manager.id), mandate=session().scalars(select(Grant)).one(), reason="Probe")
            rights = [("post:hide", None)]
            nominate(member=by_id(member.id), path="ratgeben", stage=4, rights=rights, approvals=1)
        Trust([manager.id], member.id).ensure_steady(NOW)
        Trust([manager.id], member.id).ensure_steady(NOW)
    assert [grant.state for grant in session().scalars(select(Grant).order_by(Grant.id))] == ["revoked", "active"]


def test_only_demo_accounts_have_passwords_and_everybody_agreed(moved_in: Settings) -> None:
    assert count(Member, Member.password_hash.is_not(None)) == len(logins.ORDER)
    agreed = select(func.count(Consent.member_id.distinct())).where(Consent.text_key == "rules")
    assert session().scalar(agreed) == count(Member)


def test_the_demo_accounts_follow_keep_and_have_read(moved_in: Settings) -> None:
    for kind in ("customer", "super-user", "expert"):
        member = by_handle((logins.known(moved_in.data_dir)[kind] or {})["handle"])
        assert count(CategoryFollow, CategoryFollow.member_id == member.id) >= 1, kind
        assert count(MemberFollow, MemberFollow.member_id == member.id) == 1, kind
        assert count(Bookmark, Bookmark.member_id == member.id) >= 2, kind
        assert count(Bookmark, Bookmark.member_id == member.id, Bookmark.note != "") >= 1, kind
        assert count(Reading, Reading.member_id == member.id) >= 1, kind
        assert feed(actor_of(member)).items, kind


def test_people_came_in_by_every_entry(moved_in: Settings) -> None:
    counted = session().execute(select(Arrival.entry, func.sum(Arrival.number)).group_by(Arrival.entry)).all()
    assert {entry for entry, number in counted if number > 0} == set(ENTRIES)


def test_pictures_came_the_ordinary_way_and_one_waits_for_a_look(moved_in: Settings) -> None:
    found = session().scalars(select(Upload).order_by(Upload.id)).all()
    assert [row.purpose for row in found].count("avatar") == 1
    assert {row.state for row in found} == {"shown", "held"}
    for row in found:
        assert (moved_in.data_dir / "uploads").exists()
        assert backends().files.get(row.name)[8:12] == b"WEBP"
        assert row.purpose == "avatar" or f"/u/{row.key}" in session().get_one(Post, row.post_id).html
    assert drawings.bill() == drawings.bill()


def test_hidden_posts_stand_in_the_log(moved_in: Settings) -> None:
    hidden = sum(isinstance(step, s.HidePost) for step in plan(**SIZES, now=NOW))
    assert hidden >= 1
    assert count(ModerationAction, ModerationAction.kind == "hide") == hidden
    assert count(Post, Post.state == "hidden") == hidden


def test_it_does_not_move_in_twice(moved_in: Settings) -> None:
    before = count(Post), (moved_in.data_dir / logins.NAME).read_text()
    assert not fill(moved_in.data_dir, **SIZES, now=NOW)
    assert (count(Post), (moved_in.data_dir / logins.NAME).read_text()) == before
