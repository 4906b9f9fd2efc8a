"""Composing texts from the written pieces, so that no two read alike and what was used least comes next."""

from collections.abc import Mapping, Sequence
from random import Random

from forum.demo.material import Material
from forum.demo.spin import luck, spin
from forum.demo.topics import Seed, Topic

TRIES, PLAIN = 12, 6  # how often a title is tried at all, and without a frame around it


class Pen:
    """Writes all texts of a community: remembers what was used how often and every finished text."""

    def __init__(self, rng: Random, content: Material) -> None:
        """Start with a clean sheet."""
        self.rng, self.content = rng, content
        self._used: dict[str, int] = {}
        self._texts: set[str] = set()
        self._titles: set[str] = set()

    def phrase(self, group: str, kind: str, slots: Mapping[str, str]) -> str:
        """Give an everyday sentence."""
        return spin(self.rng.choice(self.content.phrases[group][kind]), self.rng, slots)

    def maybe(self, chance: float, group: str, kind: str, slots: Mapping[str, str]) -> list[str]:
        """Give an everyday sentence with a chance, else nothing."""
        return [self.phrase(group, kind, slots)] if luck(self.rng, chance) else []

    def fresh(self, patterns: Sequence[str], avoid: set[str]) -> str:
        """Choose the pattern that was used least, not one this thread has already; '' when none is left."""
        left = [pattern for pattern in patterns if pattern not in avoid]
        if not left:
            return ""
        least = min(left, key=lambda pattern: (self._used.get(pattern, 0), self.rng.random()))
        self._used[least] = self._used.get(least, 0) + 1
        avoid.add(least)
        return least

    def line(self, patterns: Sequence[str], avoid: set[str], slots: Mapping[str, str]) -> list[str]:
        """Give a least-used pattern as finished sentences, or nothing when all are used up."""
        pattern = self.fresh(patterns, avoid)
        return [spin(pattern, self.rng, slots)] if pattern else []

    def seed(self, topic: Topic) -> Seed:
        """Choose the question of a topic that was asked least."""
        keys = {seed.titles[0]: seed for seed in topic.seeds}
        return keys[self.fresh(list(keys), set())]

    def title(self, seed: Seed, slots: Mapping[str, str]) -> str:
        """Give a title nobody has used; the last resort is a number."""
        titles = sorted(seed.titles, key=lambda title: (self._used.get("t" + title, 0), self.rng.random()))
        frames = self.content.words["again"]["frame"]
        for turn in range(TRIES * len(titles)):
            pattern = titles[turn % len(titles)]
            title = spin(pattern, self.rng, slots)
            if turn >= len(titles) * PLAIN:
                title = spin(self.rng.choice(frames), self.rng, slots).replace("%s", title)
            if title not in self._titles:
                self._used["t" + pattern] = self._used.get("t" + pattern, 0) + 1
                return self._keep_title(title)
        last, number = spin(titles[0], self.rng, slots), 2
        while f"{last} ({number})" in self._titles:
            number += 1
        return self._keep_title(f"{last} ({number})")

    def _keep_title(self, title: str) -> str:
        self._titles.add(title)
        return title

    def unique(self, parts: Sequence[str], more: Sequence[str], slots: Mapping[str, str]) -> str:
        """Join paragraphs; while the text was written before, add a sentence of `more`."""
        text = "\n\n".join(part for part in parts if part)
        tries = 0
        while text in self._texts and tries < TRIES:
            extra = spin(self.rng.choice(more), self.rng, slots)
            text = text if extra in text else f"{text} {extra}"
            tries += 1
        self._texts.add(text)
        return text
