"""What may stand where: the vocabulary of rooms, their declared extras, and what is no room."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FORUM = ROOT / "forum"

VOCABULARY = frozenset({"models", "events", "queries", "actions", "handlers", "forms", "views"})

# room → its declared extras: files or packages beside the vocabulary
ROOMS: dict[str, frozenset[str]] = {
    "accounts": frozenset(
        {
            "command",
            "export",
            "first_admin",
            "handles",
            "names",
            "passwords",
            "pseudonyms",
            "registry",
        }
    ),
    "threads": frozenset({"checks", "command", "texts"}),
    "moderation": frozenset({"checks", "command", "sweep"}),
    "reputation": frozenset({"parts", "checks", "command", "engine", "rulebook"}),
    "mandates": frozenset({"checks"}),
    "search": frozenset({"analysis", "closeness", "command", "compounds", "documents", "language"}),
    "notifications": frozenset({"checks", "kinds", "signing"}),
    "realtime": frozenset({"channels", "sockets"}),
    "reach": frozenset({"atom", "entries"}),
    "dashboard": frozenset({"cases", "figures", "phases", "pictures"}),
    # api/ mixes rooms too: the figures' flat rows, what programs get, and the description
    "api": frozenset({"figures", "game_schemas", "schemas", "spec", "webhook_schemas"}),
    # pages/ mixes rooms: one file a page, each a view
    "pages": frozenset(
        {
            "fixed",
            "found",
            "health",
            "home",
            "installed",
            "layout",
            "metrics",
            "profile",
            "similar",
            "texts",
            "thread",
            "topics",
            "welcome",
        }
    ),
}

# packages that are no rooms: foundations and tools, free in their names but for the words refused below
FREE = frozenset({"core", "access", "assets", "backends", "bench", "cli", "demo", "doctor", "recorded", "locale"})
ROOT_FILES = frozenset({
    "__init__", "__main__", "app", "cli", "config", "database", "rooms", "server", "subscriptions", "supervisor",
    "worker", "wsgi",
})  # fmt: skip
REFUSED = frozenset({
    "utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services", "misc",
})  # fmt: skip

TOP_LEVEL = frozenset({
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "deploy", "forum", "migrations",
    "pyproject.toml", "requirements-dev.lock", "requirements.lock", "static", "templates", "tests",
})  # fmt: skip


def packages() -> list[str]:
    """Name the packages of `forum/` that hold Python files."""
    return sorted(path.name for path in FORUM.iterdir() if path.is_dir() and any(path.rglob("*.py")))


def room_files(room: str) -> list[Path]:
    """List the Python files of a room."""
    return sorted((FORUM / room).rglob("*.py"))


def word(path: Path, room: str) -> str:
    """Give the first word of a file's path inside its room: `models/post.py` is a `models`."""
    return path.relative_to(FORUM / room).parts[0].removesuffix(".py")
