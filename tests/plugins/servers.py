"""Which servers are here: PostgreSQL, Redis, Chromium. A missing one skips by name, or fails where it is required.

FORUM_TEST_POSTGRESQL_URL and FORUM_TEST_REDIS_URL say where, else the standard local ports are tried.
FORUM_TEST_REQUIRE=postgresql,redis,chromium turns the skips into failures.
"""

import getpass
import os
import shutil
from collections.abc import Callable
from functools import cache

import psycopg
import pytest
import redis

REQUIRED = frozenset(filter(None, os.environ.get("FORUM_TEST_REQUIRE", "").replace(" ", "").split(",")))
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingServerError(Exception):
    """A server is not here; the text says what was tried."""


@cache
def postgresql_url() -> str:
    """Give the URL of a database from which we may create others."""
    given = os.environ.get("FORUM_TEST_POSTGRESQL_URL")
    users = dict.fromkeys([getpass.getuser(), "postgres"])
    tried = [given] if given else [f"postgresql://{user}@127.0.0.1:5432/postgres" for user in users]
    for url in tried:
        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                row = connection.execute("select rolcreatedb from pg_roles where rolname = current_user").fetchone()
        except psycopg.Error:
            continue
        if row and row[0]:
            return url
    raise MissingServerError("PostgreSQL: nobody who may create databases is let in; set FORUM_TEST_POSTGRESQL_URL")


@cache
def redis_url() -> str:
    """Give the URL of a Redis database that tests may empty."""
    url = os.environ.get("FORUM_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3) as connection:
            connection.ping()
    except redis.RedisError as error:
        raise MissingServerError("Redis: nothing answers; set FORUM_TEST_REDIS_URL") from error
    return url


@cache
def chromium_path() -> str:
    """Give the path of a Chromium or Chrome."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise MissingServerError(f"Chromium: none of {', '.join(CHROMIUM)} is on the PATH")
    return path


SERVERS: dict[str, Callable[[], str]] = {
    "postgresql": postgresql_url,
    "redis": redis_url,
    "chromium": chromium_path,
}


def needs(name: str) -> str:
    """Give where a server is, or skip the test by the server's name (fail where it is required)."""
    try:
        return SERVERS[name]()
    except MissingServerError as missing:
        if name in REQUIRED:
            pytest.fail(f"required by FORUM_TEST_REQUIRE: {missing}", pytrace=False)
        pytest.skip(str(missing))


def pytest_configure() -> None:
    """Refuse a misspelt requirement: it would require nothing."""
    unknown = REQUIRED - SERVERS.keys()
    if unknown:
        raise pytest.UsageError(f"FORUM_TEST_REQUIRE knows {sorted(SERVERS)}, not {sorted(unknown)}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for the servers that a test's marks name, before its fixtures are built."""
    for name in SERVERS:
        if item.get_closest_marker(name):
            needs(name)
