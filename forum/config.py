"""Settings: one frozen dataclass read from `FORUM_*` variables; unknown ones are refused."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
FEWEST_CONNECTIONS = 4


class WrongSettings(ValueError):  # noqa: N818
    """A variable is unknown or its value cannot be used; the message names it."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything an operator may set. Metadata: what it means, with unit."""

    host: str = field(default="127.0.0.1", metadata={"doc": "address to listen on"})
    port: int = field(default=8000, metadata={"doc": "TCP port to listen on"})
    data_dir: Path = field(default=Path("data"), metadata={"doc": "folder for database, index, mails, keys"})
    database_url: str = field(default="", metadata={"doc": "SQLAlchemy URL; empty: SQLite in the data folder"})
    database_connections: int = field(
        default=30, metadata={"doc": "connections to the database that a process may hold, count; further ones wait"}
    )
    redis_url: str = field(default="", metadata={"doc": "Redis for limits; empty: in the process"})
    search: str = field(
        default="whoosh", metadata={"doc": "search backend: whoosh, or postgresql (its full text; needs that database)"}
    )
    public_url: str = field(default="", metadata={"doc": "https address people use; empty: local mode"})
    smtp_url: str = field(default="", metadata={"doc": "smtp[s]://user:pw@host:port; empty: files in <data>/mail"})
    mail_from: str = field(default="stube@localhost", metadata={"doc": "sender address of mails"})
    secret_key_file: str = field(default="", metadata={"doc": "file with the key; empty: <data>/secret_key"})
    limits: str = field(default="on", metadata={"doc": "`off` switches rate limits off, on loopback only"})
    outgoing: str = field(
        default="off",
        metadata={"doc": "webhooks: `on` calls public https servers, `loopback` (local mode) this machine too"},
    )
    threads: int = field(default=256, metadata={"doc": "threads of the web process, count; each open socket holds one"})
    pictures_per_day: int = field(default=30, metadata={"doc": "pictures that a member may add a day, count"})
    picture_megabytes: int = field(default=100, metadata={"doc": "pictures that a member may add a day, megabytes"})
    trusted_proxies: int = field(default=0, metadata={"doc": "reverse proxies in front, count"})
    brand_name: str = field(default="Alpenblick Versicherung", metadata={"doc": "name of the insurer"})
    brand_short: str = field(default="Alpenblick", metadata={"doc": "short name of the insurer"})
    community_name: str = field(default="Stube", metadata={"doc": "name of the community"})
    portal_url: str = field(default="/contact#portal", metadata={"doc": "address of the customer portal"})
    metrics_token: str = field(default="", metadata={"doc": "bearer token of /metrics; empty: there is no such page"})
    metrics_token_file: str = field(default="", metadata={"doc": "file with that token, instead"})
    portal_hosts: str = field(
        default="", metadata={"doc": "hosts of the insurer's other pages, with commas: arrivals from there"}
    )
    phone: str = field(default="0800 000 000", metadata={"doc": "telephone number shown on the contact page"})
    shield_file: str = field(default="", metadata={"doc": "TOML file: the insurer's own words, shapes of numbers"})
    contact_mail: str = field(default="stube@alpenblick.example", metadata={"doc": "address members may write to"})

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read `FORUM_*`; refuse unknown names (`FORUM_TEST_*` excepted) and values that don't parse."""
        environ = os.environ if environ is None else environ
        known = {f"FORUM_{item.name.upper()}": item for item in fields(cls)}
        values: dict[str, Any] = {}
        for name, text in environ.items():
            if not name.startswith("FORUM_") or name.startswith("FORUM_TEST_"):
                continue
            if name not in known:
                raise WrongSettings(f"unknown setting {name}")
            values[known[name].name] = _parse(name, text, known[name].default)
        return cls(**values).checked()

    def checked(self) -> "Settings":
        """Refuse combinations that would be unsafe or cannot work."""
        if not self.local and urlsplit(self.public_url).scheme != "https":
            raise WrongSettings("FORUM_PUBLIC_URL must be https unless it is a loopback address")
        if self.limits not in {"on", "off"} or (self.limits == "off" and not (self.local and self.host in LOOPBACK)):
            raise WrongSettings("FORUM_LIMITS=off is obeyed on loopback only")
        if self.database_connections < FEWEST_CONNECTIONS:
            raise WrongSettings(f"FORUM_DATABASE_CONNECTIONS must be {FEWEST_CONNECTIONS} or more")
        if self.outgoing not in {"off", "on", "loopback"} or (self.outgoing == "loopback" and not self.local):
            raise WrongSettings("FORUM_OUTGOING must be off, on, or in local mode loopback")
        if self.search not in {"whoosh", "postgresql"}:
            raise WrongSettings("FORUM_SEARCH must be whoosh or postgresql")
        if self.search == "postgresql" and self.embedded:
            raise WrongSettings("FORUM_SEARCH=postgresql needs a PostgreSQL FORUM_DATABASE_URL; the database is SQLite")
        return self

    @property
    def local(self) -> bool:
        """Tell whether this is local mode: no public address, or a loopback one."""
        return not self.public_url or urlsplit(self.public_url).hostname in LOOPBACK

    @property
    def base_url(self) -> str:
        """Give the address that mails and feeds link to, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        """Give the SQLAlchemy URL."""
        url = self.database_url or f"sqlite:///{self.data_dir.resolve()}/forum.db"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def embedded(self) -> bool:
        """Tell whether the database is SQLite."""
        return self.database.startswith("sqlite")

    def secret_key(self) -> bytes:
        """Give the key, made on first use (64 random bytes, 0600, exclusive: several processes may race)."""
        path = Path(self.secret_key_file) if self.secret_key_file else self.data_dir / "secret_key"
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(64))
            try:
                os.link(staged, path)
            except FileExistsError:
                pass
            finally:
                staged.unlink()
        return path.read_bytes()


def _parse(name: str, text: str, default: object) -> object:
    try:
        if isinstance(default, int):
            return int(text)
    except ValueError:
        raise WrongSettings(f"{name} must be a whole number") from None
    return Path(text) if isinstance(default, Path) else text
