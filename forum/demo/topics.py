"""The written contents: topics with their facts, tips, stories, expert words, comments, and the questions asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CONTENT = Path(__file__).parent / "content"
KINDS = "ftsxcu"  # fact, tip, story, expert, clarifying comment, follow-up by the asker


@dataclass(slots=True)
class Seed:
    """One question in several wordings: titles, bodies, and the answers that fit just this one."""

    titles: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    day: str = ""  # MM-DD of an announcement


@dataclass(slots=True)
class Topic:
    """A narrow subject: whatever is written under it fits all its questions. `season`: month → weight."""

    key: str
    category: str
    tags: tuple[str, ...]
    kind: str = "question"
    mood: bool = False
    season: dict[int, float] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    seeds: list[Seed] = field(default_factory=list)

    def weight(self, month: int) -> float:
        """Tell how often this is asked in a month, relative to others; the root keeps a season from drowning them."""
        return float(self.season.get(month, 1.0) ** 0.5) * len(self.seeds)


def read_topics(folder: Path = CONTENT / "topics") -> list[Topic]:
    """Read every topic file, in the order of names. Raises ValueError with file and line."""
    return [topic for path in sorted(folder.glob("*.txt")) for topic in read_topic_file(path)]


def read_topic_file(path: Path) -> list[Topic]:
    """Read one file. Raises ValueError with file and line."""
    topics: list[Topic] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        try:
            _take(line, topics)
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path.name}:{number}: cannot read {line!r}") from error
    return topics


def _take(line: str, topics: list[Topic]) -> None:
    mark, _, rest = line.partition(" ")
    if not line:
        return
    if mark == "#":
        topics.append(_head(rest))
    elif mark == "?":
        _title(topics[-1], rest)
    else:
        _text(topics[-1], mark, rest.replace("\\n", "\n").replace(" // ", "\n\n"))


def _head(rest: str) -> Topic:
    key, category, tags, *marks = (part.strip() for part in rest.split("|"))
    topic = Topic(key, category, tuple(tag.strip() for tag in tags.split(",")))
    for mark in " ".join(marks).split():
        name, _, value = mark.partition("=")
        if name == "season":
            topic.season = {int(month): float(weight) for month, weight in _pairs(value)}
        elif name == "kind":
            topic.kind = value
        topic.mood = topic.mood or name == "mood"
    return topic


def _pairs(value: str) -> Iterator[Sequence[str]]:
    return (pair.split(":") for pair in value.split(","))


def _title(topic: Topic, rest: str) -> None:
    if not topic.seeds or topic.seeds[-1].bodies:
        topic.seeds.append(Seed())
    seed = topic.seeds[-1]
    if rest.startswith("@"):
        day, _, rest = rest.partition(" ")
        seed.day = day[1:]
    seed.titles.append(rest)


def _text(topic: Topic, mark: str, rest: str) -> None:
    if mark == "b:":
        topic.seeds[-1].bodies.append(rest)
    elif mark == "a:":
        topic.seeds[-1].answers.append(rest)
    elif mark[0] in KINDS and mark[1:] == ":":
        topic.lines.setdefault(mark[0], []).append(rest)
    else:
        raise ValueError(mark)
