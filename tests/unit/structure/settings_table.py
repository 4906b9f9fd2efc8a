"""The settings table of README.md, from forum/config.py. Run as a module it writes the table."""

from dataclasses import fields

from forum.config import Settings
from tests.unit.structure.vocabulary import ROOT

README = ROOT / "README.md"
BEGIN = "<!-- settings: written by python -m tests.unit.structure.settings_table -->\n"
END = "<!-- /settings -->"


def table() -> str:
    """Give the table in Markdown, one setting a row."""
    rows = ["| variable | default | meaning, unit |", "|---|---|---|"]
    for setting in fields(Settings):
        default = f"`{setting.default}`" if str(setting.default) else "(empty)"
        rows.append(f"| `FORUM_{setting.name.upper()}` | {default} | {setting.metadata['doc']} |")
    return "\n".join(rows) + "\n"


def written() -> str:
    """Give the table that README.md has."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def write() -> None:
    """Put the table in its place."""
    before, begin, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(before + begin + table() + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    write()
