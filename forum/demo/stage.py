"""The stage of the play: who is there when, numbers for posts, and the growing pile of steps."""

from bisect import bisect_right
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from forum.demo.cast import Person
from forum.demo.material import Material
from forum.demo.rhythm import Rhythm
from forum.demo.spin import luck
from forum.demo.steps import Step
from forum.demo.writing import Pen

BUCKET = timedelta(days=7)
LOVED = 0.45  # share of answers given by those who love the subject, when they are there


class Stage:
    """Holds everything the scenes share. Scenes add steps in any order; the script sorts them."""

    def __init__(
        self, rng: Random, rhythm: Rhythm, content: Material, people: list[Person], staff: list[Person]
    ) -> None:
        """Set up an empty stage."""
        self.rng, self.rhythm, self.content, self.pen = rng, rhythm, content, Pen(rng, content)
        self.people, self.staff = people, staff
        self.steps: list[Step] = []
        self._number = 0
        self._buckets: dict[tuple[str, int], tuple[list[Person], list[float]]] = {}

    def number(self) -> int:
        """Give the next number, for a thread, post or proposal."""
        self._number += 1
        return self._number

    def add(self, step: Step) -> None:
        """Let something happen."""
        self.steps.append(step)

    def after(self, at: datetime, median_hours: float, spread: float = 1.1) -> datetime:
        """Give an instant after another one; half of them within the median."""
        return at + timedelta(hours=median_hours * self.rng.lognormvariate(0, spread), seconds=20)

    def answerer(self, at: datetime, category: str, avoid: Collection[Person]) -> Person | None:
        """Choose a member who would answer at that time; lovers of the subject come first often."""
        if luck(self.rng, LOVED):
            lover = self._draw("zeal", at, lambda one: one not in avoid and category in one.loves)
            if lover is not None:
                return lover
        return self._draw("zeal", at, lambda one: one not in avoid)

    def voter(self, at: datetime, avoid: Collection[Person]) -> Person | None:
        """Choose a member who reads and votes at that time."""
        return self._draw("keen", at, lambda one: one not in avoid)

    def _draw(self, trait: str, at: datetime, fits: Callable[[Person], bool]) -> Person | None:
        people, sums = self._bucket(trait, at)
        if not sums:
            return None
        for _ in range(8):
            one = people[min(bisect_right(sums, self.rng.uniform(0, sums[-1])), len(people) - 1)]
            if one.here(at) and fits(one):
                return one
        return None

    def _bucket(self, trait: str, at: datetime) -> tuple[list[Person], list[float]]:
        index = (at - self.rhythm.start) // BUCKET
        key = (trait, index)
        if key not in self._buckets:
            begin = self.rhythm.start + index * BUCKET
            there = [one for one in self.people if one.joined < begin + BUCKET and one.leaves > begin]
            there = [one for one in there if getattr(one, trait) > 0]
            self._buckets[key] = there, list(accumulate(getattr(one, trait) for one in there))
        return self._buckets[key]

    def expert(self, category: str, at: datetime) -> Person | None:
        """Give an expert of the field who is not on leave, the first named likelier."""
        found = [one for one in self.staff if one.role == "expert" and category in one.fields and one.here(at)]
        if not found:
            return None
        return found[0] if luck(self.rng, 0.6) else self.rng.choice(found)

    def manager(self) -> Person:
        """Give one of the managers."""
        return self.rng.choice([one for one in self.staff if one.role == "manager"])
