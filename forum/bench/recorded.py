"""`forum bench import`: 20,000 recorded posts, in the sample's proportions, through the real importer."""

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from forum.bench import targets
from forum.bench.figures import Figure
from forum.bench.plan import Planned, Size, plan
from forum.bench.words import body

POSTS = 20_000
ANSWERS, VOTES, COMMENTS = 1, 6, 1
"""Per question and post, as in the sample: 1.4 answers a question, about nine happenings a post."""

Line = dict[str, Any]


def measure_import(folder: Path, environ: dict[str, str], scale: float) -> Iterator[Figure]:
    """Write a recorded community, import it in a process of its own, and look at time and memory."""
    size = Size(threads=max(10, round(POSTS * scale / (1 + ANSWERS))), members=max(50, round(2000 * scale)), answers=1)
    posts, happenings = write(folder / "recorded", size)
    begun = time.perf_counter()
    with (folder / "import.log").open("ab") as log:
        command = [sys.executable, "-m", "forum.cli", "import", str(folder / "recorded")]
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log)  # noqa: S603 - our own command
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise RuntimeError(f"the import failed:\n{(folder / 'import.log').read_text()[-2000:]}")
    detail = {"posts": posts, "happenings": happenings, "seconds": seconds, "cpu_s": used.ru_utime + used.ru_stime}
    rate = posts / seconds
    yield Figure("import", "", posts, rate, "posts a second", targets.IMPORT_POSTS_PER_S, least=True, detail=detail)
    peak = used.ru_maxrss * 1024
    yield Figure("import", "", 1, peak, "bytes memory", targets.IMPORT_MEMORY_BYTES)


def write(folder: Path, size: Size) -> tuple[int, int]:
    """Write the four files; give the number of posts and of happenings."""
    folder.mkdir(parents=True, exist_ok=True)
    users = ({"id": str(n), "name": f"Person {n}", "created": stamp(size, -60)} for n in range(size.members + 3))
    _lines(folder / "users.jsonl.gz", users)
    posts = _lines(folder / "posts.jsonl.gz", (line for n, one in enumerate(plan(size)) for line in recorded(n, one)))
    happened = (line for n, one in enumerate(plan(size)) for line in happenings(n, one, size))
    count = _lines(folder / "events.jsonl.gz", ({"seq": seq, **line} for seq, line in enumerate(happened, 1)))
    _lines(folder / "links.jsonl.gz", iter(()))
    return posts, count


def stamp(size: Size, days: int) -> str:
    """Give an instant as the format writes it, so many days from the beginning."""
    return (size.begun + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000")


def recorded(number: int, planned: Planned) -> Iterator[Line]:
    """Give a thread's posts as lines of `posts`."""
    question = f"{number}-0"
    for place, said in enumerate(planned.posts):
        line: Line = {"id": f"{number}-{place}", "type": "answer" if place else "question", "owner": str(said.author)}
        line["created"] = said.at.strftime("%Y-%m-%dT%H:%M:%S.000")
        line["body_html"] = body(said.body).html
        if place:
            line["parent"] = question
        else:
            line |= {"title": planned.title, "tags": [tag.replace(" ", "-") for tag in planned.tags], "views": 10}
        yield line


def happenings(number: int, planned: Planned, size: Size) -> Iterator[Line]:
    """Give what happens in a thread as lines of `events`: posts, votes, comments, edits, a solution."""
    last = planned.posts[-1].at
    for place, said in enumerate(planned.posts):
        yield happening(said.at, "post", f"{number}-{place}", user=str(said.author))
    for place, said in enumerate(planned.posts):
        post = f"{number}-{place}"
        for turn in range(VOTES):
            voter = f"pv{(number * 7 + place * 3 + turn * 11) % size.members}"
            yield happening(last, "upvote" if turn else "downvote", post, voter=voter)
        writer = str((said.author + 1) % size.members)
        comment = {"comment": f"c{post}", "user": writer, "text": "Danke, das *half* mir weiter."}
        yield happening(last, "comment", post, **comment)
        yield happening(last, "edit", post, user=str(said.author))
    if len(planned.posts) > 1 and planned.posts[1].author != planned.posts[0].author:
        yield happening(last, "accept", f"{number}-1", user=str(planned.posts[0].author))


def happening(at: Any, kind: str, post: str, **others: str) -> Line:
    """Make a line of `events`, its number excepted."""
    return {"ts": at.strftime("%Y-%m-%dT%H:%M:%S.000"), "type": kind, "post": post, **others}


def _lines(path: Path, lines: Iterator[Line]) -> int:
    count = 0
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return count
