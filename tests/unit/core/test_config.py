"""Settings: read from FORUM_* alone; what is unknown, unsafe or cannot work is refused by name."""

import stat
import threading

import pytest

from forum.config import Settings, WrongSettings


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"FORUM_PROT": "8000"}, "FORUM_PROT"),
        ({"FORUM_PORT": "eight"}, "FORUM_PORT"),
        ({"FORUM_THREADS": ""}, "FORUM_THREADS"),
        ({"FORUM_PUBLIC_URL": "http://forum.example"}, "FORUM_PUBLIC_URL"),
        ({"FORUM_PUBLIC_URL": "ftp://forum.example"}, "FORUM_PUBLIC_URL"),
        ({"FORUM_LIMITS": "perhaps"}, "FORUM_LIMITS"),
        ({"FORUM_LIMITS": "off", "FORUM_HOST": "0.0.0.0"}, "FORUM_LIMITS"),  # noqa: S104 - refused
        ({"FORUM_LIMITS": "off", "FORUM_PUBLIC_URL": "https://forum.example"}, "FORUM_LIMITS"),
        ({"FORUM_SEARCH": "elastic"}, "FORUM_SEARCH"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(environ, named):
    with pytest.raises(WrongSettings, match=named):
        Settings.from_environ(environ)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"PATH": "/bin", "FORUM_TEST_REQUIRE": "redis"},
        {"FORUM_PUBLIC_URL": "https://forum.example"},
        {"FORUM_PUBLIC_URL": "http://localhost:9000"},
        {"FORUM_LIMITS": "off"},
        {"FORUM_LIMITS": "off", "FORUM_HOST": "::1"},
    ],
)
def test_what_can_be_meant_is_taken(environ):
    assert Settings.from_environ(environ).port == 8000


@pytest.mark.parametrize(
    ("public_url", "local"),
    [
        ("", True),
        ("http://127.0.0.1:8000", True),
        ("https://localhost", True),
        ("http://[::1]:8000", True),
        ("https://forum.example", False),
        ("https://localhost.example", False),
        ("https://127.0.0.1.example", False),
    ],
)
def test_local_mode_is_loopback_only(public_url, local):
    assert Settings(public_url=public_url).local is local


def test_mails_link_to_the_public_address_without_a_slash():
    assert Settings(public_url="https://forum.example/").base_url == "https://forum.example"
    assert Settings(port=9000).base_url == "http://127.0.0.1:9000"


def test_the_database_is_a_file_in_the_data_folder_unless_said_otherwise(tmp_path):
    assert Settings(data_dir=tmp_path).database == f"sqlite:///{tmp_path}/forum.db"
    given = Settings(database_url="postgresql://db/stube")
    assert (given.database, given.embedded) == ("postgresql+psycopg://db/stube", False)


def test_the_key_is_made_once_for_its_owner_only(tmp_path):
    settings = Settings(data_dir=tmp_path / "new")
    key = settings.secret_key()
    assert len(key) == 64
    assert settings.secret_key() == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret_key"]


def test_processes_that_race_for_the_key_agree(tmp_path):
    keys, ready = [], threading.Barrier(8)

    def make():
        ready.wait()
        keys.append(Settings(data_dir=tmp_path).secret_key())

    racers = [threading.Thread(target=make) for _ in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_key_elsewhere_is_used(tmp_path):
    (tmp_path / "k").write_bytes(b"x" * 64)
    assert Settings(data_dir=tmp_path / "data", secret_key_file=str(tmp_path / "k")).secret_key() == b"x" * 64
