"""A process that cooks: `python -m forum.recorded.cook` answers a line of JSON with a line of JSON until input ends.

No fork and no pool: the process knows nothing of the database, and ends with its parent however that ends.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import forum
from forum.recorded.cooking import cook_body
from forum.recorded.fields import Broken
from forum.threads.texts import Text


class Raw(NamedTuple):
    """A text as recorded."""

    body: str
    is_html: bool


Cooked = Text | Broken


def cook_all(texts: Sequence[Raw]) -> list[Cooked]:
    """Cook texts one after the other."""
    return [_cook(*text) for text in texts]


def _cook(body: str, is_html: bool) -> Cooked:
    try:
        return cook_body(body, is_html=is_html)
    except Broken as broken:
        return broken


class Cook:
    """Such a process, as its parent sees it. One thread at a time."""

    def __init__(self) -> None:
        path = [str(Path(forum.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))}
        command = [sys.executable, "-m", "forum.recorded.cook"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, text=True)  # noqa: S603 - ourselves

    def cook(self, texts: Sequence[Raw]) -> list[Cooked]:
        """Have texts cooked there; here when the process is gone."""
        try:
            answer = json.loads(self._ask(json.dumps(texts)))
        except (OSError, ValueError):
            return cook_all(texts)
        return [Text(*row) if isinstance(row, list) else Broken(row) for row in answer]

    def _ask(self, question: str) -> str:
        given, taken = self.process.stdin, self.process.stdout
        if given is None or taken is None:
            raise ValueError("no pipes")
        given.write(question + "\n")
        given.flush()
        return taken.readline()

    def leave(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


def main() -> None:
    """Answer until there are no more questions."""
    for line in sys.stdin:
        cooked = cook_all([Raw(*row) for row in json.loads(line)])
        rows = [[text.source, text.html, text.excerpt] if isinstance(text, Text) else str(text) for text in cooked]
        sys.stdout.write(json.dumps(rows) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
