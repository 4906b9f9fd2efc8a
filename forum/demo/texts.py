"""What is said in a thread: question, answers, expert's words, thanks, comments, table talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from forum.demo.spin import luck
from forum.demo.topics import Seed, Topic
from forum.demo.writing import Pen


@dataclass(slots=True)
class Sheet:
    """One thread's words: its subject and question, what `$words` stand for, which lines are used already."""

    topic: Topic
    seed: Seed
    slots: dict[str, str]
    avoid: set[str] = field(default_factory=set)

    def lines(self, kind: str) -> list[str]:
        """Give the topic's lines of a kind."""
        return self.topic.lines.get(kind, [])

    def naming(self, **names: str) -> Mapping[str, str]:
        """Give the slots with some names added."""
        return self.slots | names


def question(pen: Pen, sheet: Sheet) -> tuple[str, str]:
    """Write title and body of a new thread."""
    title = pen.title(sheet.seed, sheet.slots)
    rng = pen.rng
    hello = pen.maybe(0.42, "question", "hello", sheet.slots)
    body = pen.line(sheet.seed.bodies, set(), sheet.slots)
    extra = pen.maybe(0.3 if sheet.topic.kind == "question" else 0.0, "question", "extra", sheet.slots)
    bye = pen.maybe(0.42, "question", "bye", sheet.slots)
    if extra and luck(rng, 0.5):
        body, extra = [f"{body[0]} {extra[0]}"], []
    return title, pen.unique([*greeting(rng, hello), *body, *extra, *bye], _extras(pen), sheet.slots)


def _extras(pen: Pen) -> list[str]:
    return [*pen.content.phrases["question"]["extra"], *pen.content.phrases["question"]["bye"]]


def greeting(rng: Random, hello: list[str]) -> list[str]:
    """End a greeting with a comma or an exclamation mark where it has no ending yet."""
    return [each if each[-1] in ".:!?" else each + rng.choice((",", "!", ",")) for each in hello]


def answer(pen: Pen, sheet: Sheet, *, first: bool, asker: str) -> str:
    """Write a member's answer: often to the very point when first, else facts, tips and stories."""
    rng, slots = pen.rng, sheet.naming(asker=asker)
    direct = pen.line(sheet.seed.answers, sheet.avoid, slots) if luck(rng, 0.85 if first else 0.5) else []
    kind = rng.choice("ftssf")
    body = direct or pen.line(sheet.lines(kind), sheet.avoid, slots) or pen.line(sheet.lines("f"), sheet.avoid, slots)
    if not body or luck(rng, 0.6):
        body += pen.line(sheet.lines(rng.choice("tsft")), sheet.avoid, slots)
    opened = greeting(rng, pen.maybe(0.4, "answer", "open", slots))
    closed = pen.maybe(0.14, "answer", "hint", slots) + pen.maybe(0.22, "answer", "close", slots)
    return _compose(pen, opened, body, closed, slots)


def _compose(pen: Pen, opened: list[str], body: list[str], closed: list[str], slots: Mapping[str, str]) -> str:
    rng = pen.rng
    body = body or [pen.phrase("comment", "add", slots)]
    middle = [" ".join(body)] if luck(rng, 0.5) else list(body)
    if opened and opened[0][-1] in ".:" and middle and luck(rng, 0.7):
        middle[0] = f"{opened.pop()} {middle[0]}"
    more = [*pen.content.phrases["answer"]["hint"], *pen.content.phrases["answer"]["close"]]
    return pen.unique([*opened, *middle, *closed], more, slots)


def expert(pen: Pen, sheet: Sheet, *, me: str, title: str, asker: str) -> str:
    """Write the answer of somebody of the house, signed."""
    slots = sheet.naming(asker=asker, me=me, title=title)
    rng = pen.rng
    opened = greeting(rng, pen.maybe(0.7, "expert", "open", slots))
    body = pen.line(sheet.lines("x"), sheet.avoid, slots)
    if not body or luck(rng, 0.35):
        body += pen.line(sheet.lines("f"), sheet.avoid, slots)
    body += pen.maybe(0.4, "expert", "hint", slots)
    closed = pen.phrase("expert", "close", slots)
    return pen.unique([*opened, *body, closed], pen.content.phrases["expert"]["hint"], slots)


def thanks(pen: Pen, sheet: Sheet, helper: str) -> str:
    """Write an asker's thanks."""
    slots = sheet.naming(helper=helper)
    parts = [pen.phrase("thanks", "say", slots)]
    if luck(pen.rng, 0.45):
        parts += pen.line(sheet.lines("u"), sheet.avoid, slots)
    parts += pen.maybe(0.2, "thanks", "more", slots)
    return pen.unique([" ".join(parts)], pen.content.phrases["thanks"]["more"], slots)


def later(pen: Pen, sheet: Sheet) -> str:
    """Write how it turned out, days later."""
    parts = [pen.phrase("thanks", "later", sheet.slots), *pen.line(sheet.lines("u"), sheet.avoid, sheet.slots)]
    return pen.unique([" ".join(parts)], pen.content.phrases["thanks"]["say"][3:6], sheet.naming(helper="zäme"))


def remark(pen: Pen, sheet: Sheet) -> str:
    """Write a short remark under somebody's answer."""
    parts = [pen.phrase("comment", "add", sheet.slots)]
    if luck(pen.rng, 0.4):
        parts += pen.line(sheet.lines("s"), sheet.avoid, sheet.slots)
    more = [*pen.content.phrases["comment"]["add"], *pen.content.phrases["answer"]["hint"]]
    return pen.unique([" ".join(parts)], more, sheet.slots)


def clarify(pen: Pen, sheet: Sheet) -> str:
    """Ask back under the question."""
    found = pen.line(sheet.lines("c"), sheet.avoid, sheet.slots) or [pen.phrase("comment", "ask", sheet.slots)]
    return pen.unique(found, pen.content.phrases["comment"]["ask"], sheet.slots)


def clarified(pen: Pen, sheet: Sheet) -> str:
    """Answer what was asked back."""
    more = [*pen.content.phrases["question"]["extra"], *pen.content.phrases["comment"]["reply"]]
    return pen.unique([pen.phrase("comment", "reply", sheet.slots)], more, sheet.slots)


def chat(pen: Pen, sheet: Sheet, *, group: str = "chat", kind: str = "join") -> str:
    """Write a reply at the table: the written ones first, then what fits anywhere."""
    body = pen.line(sheet.seed.answers, sheet.avoid, sheet.slots) if group == "chat" else []
    body = body or pen.line(sheet.lines("s" if luck(pen.rng, 0.3) else "f"), sheet.avoid, sheet.slots)
    if not body or luck(pen.rng, 0.35):
        body.insert(0, pen.phrase(group, kind, sheet.slots))
    return pen.unique([" ".join(body)], pen.content.phrases[group][kind], sheet.slots)
