"""The fixtures themselves: each test has a database of its own, of both kinds, and nothing leaves this machine."""

import socket
import urllib.request

import pytest
from sqlalchemy import text

from forum.accounts.models import Member
from forum.core import clock as core_clock
from forum.core.db import dialect_name, session, transaction
from tests.plugins.databases import both_databases
from tests.plugins.network import OutsideError, is_local


def add(handle: str) -> None:
    with transaction() as writing:
        writing.add(Member(handle=handle, handle_key=handle, display_name=handle, created_at=core_clock.now()))


@both_databases
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_no_other_test_sees(context, turn):
    assert session().scalar(text("select count(*) from member where handle = 'murmel'")) == 0
    add("murmel")
    assert session().scalar(text("select count(*) from member where handle = 'murmel'")) == 1


@both_databases
def test_the_database_is_of_the_kind_asked_for(context, database):
    assert database.startswith(dialect_name())


def test_time_stands_still_until_moved(clock, context):
    begun = core_clock.now()
    assert core_clock.now() == begun
    clock.forward(days=1)
    assert (core_clock.now() - begun).days == 1


def test_no_packet_leaves_this_machine():
    with pytest.raises(OutsideError):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
    with pytest.raises(OutsideError):
        socket.getaddrinfo("somewhere.example", 80)
    with socket.socket() as own, pytest.raises(ConnectionRefusedError):
        own.connect(("127.0.0.1", 1))


@pytest.mark.parametrize(
    ("host", "ours"), [("127.0.0.2", True), ("::1", True), ("localhost", True), ("10.0.0.1", False)]
)
def test_loopback_is_ours(host, ours):
    assert is_local(host) is ours
