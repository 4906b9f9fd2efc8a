"""The demo accounts: who one may sign in as, kept with random passwords beside the data."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from forum.accounts.passwords import hash_password

NAME = "demo-accounts.json"
ORDER = ("customer", "super-user", "expert", "manager", "administrator")


class Login(TypedDict):
    """An account as the file holds it; the guest has none of the three."""

    handle: str
    email: str
    password: str


def invent(kind: str, handle: str) -> tuple[Login, str]:
    """Make up the login of a kind of account; give it with the password's hash."""
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    email = f"{kind.replace('-', '')}@demo.example"
    return Login(handle=handle, email=email, password=password), hash_password(password)


def keep(folder: Path, logins: Mapping[str, Login]) -> Path:
    """Write the file, readable by its owner only; the guest comes first, without an account."""
    path = folder / NAME
    path.unlink(missing_ok=True)
    everyone: dict[str, Login | None] = {"guest": None}
    everyone |= {kind: logins[kind] for kind in ORDER if kind in logins}
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(everyone, file, indent=2, ensure_ascii=False)
    return path


def known(folder: Path) -> dict[str, Login | None]:
    """Give the accounts of a data folder by kind, the guest as None; nothing where there is no demo."""
    path = folder / NAME
    if not path.exists():
        return {}
    found: dict[str, Login | None] = json.loads(path.read_text(encoding="utf-8"))
    return found


def lines(folder: Path) -> list[str]:
    """Give what is printed at each start: one line an account."""
    width = max(len(kind) for kind in ORDER)
    return [
        f"  {kind:<{width}}  {login['handle']} / {login['password']}" if login else f"  {kind:<{width}}  (no account)"
        for kind, login in known(folder).items()
    ]
