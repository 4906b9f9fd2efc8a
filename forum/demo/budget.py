"""When each member asks: most once or twice soon after joining, regulars all along, a few just now."""

from datetime import datetime, timedelta

from forum.demo.cast import ASKER, CUSTOMER, HELPER, LURKER, REGULAR, Person
from forum.demo.rhythm import storm
from forum.demo.spin import luck
from forum.demo.stage import Stage

WISH = {HELPER: 7.0, REGULAR: 9.0, ASKER: 2.6, LURKER: 0.15}
FRESH = (0.6, 1.7, 3.4, 6.5, 11.0, 19.0, 27.0)  # hours before the end
STORM_SHARE = 0.022
CUSTOMER_ASKED = (5.0, 26.0, 24.0 * 40, 24.0 * 120)


def spread_questions(stage: Stage, questions: int) -> list[tuple[datetime, Person]]:
    """Give all (instant, asker) of the questions, in time order."""
    fresh = min(len(FRESH), questions // 5)
    stormy = round(questions * STORM_SHARE)
    asked = _customer(stage) if questions > len(CUSTOMER_ASKED) * 4 else []
    asked += _burst(stage, stormy)
    asked += [(_ago(stage, hours), _lately(stage, hours)) for hours in FRESH[:fresh]]
    asked += _ordinary(stage, questions - len(asked))
    return sorted(asked, key=lambda pair: (pair[0], pair[1].handle))


def _ago(stage: Stage, hours: float) -> datetime:
    return stage.rhythm.now - timedelta(hours=hours, minutes=stage.rng.randrange(25))


def _customer(stage: Stage) -> list[tuple[datetime, Person]]:
    found = [one for one in stage.people if one.handle == CUSTOMER]
    return [(_ago(stage, hours), one) for one in found for hours in CUSTOMER_ASKED if _ago(stage, hours) > one.joined]


def _lately(stage: Stage, hours: float) -> Person:
    at = stage.rhythm.now - timedelta(hours=hours)
    some = [one for one in stage.people if one.part in (ASKER, REGULAR) and one.here(at - timedelta(days=1))]
    return stage.rng.choice(some or stage.people)


def _burst(stage: Stage, count: int) -> list[tuple[datetime, Person]]:
    begin, end = storm(stage.rhythm.now)
    there = [one for one in stage.people if one.part in (ASKER, REGULAR) and one.here(begin)]
    if begin < stage.rhythm.start or not there:
        return []
    return [(stage.rhythm.draw(stage.rng, begin, end), stage.rng.choice(there)) for _ in range(count)]


def _ordinary(stage: Stage, count: int) -> list[tuple[datetime, Person]]:
    people = [one for one in stage.people if one.part in WISH and one.handle != CUSTOMER]
    wishes = [WISH[one.part] * stage.rng.lognormvariate(-0.3, 0.75) for one in people]
    factor = count / max(1.0, sum(wishes))
    asked = [
        (at, one)
        for one, wish in zip(people, wishes, strict=True)
        for at in _times(stage, one, _rounded(stage, wish * factor))
    ]
    while len(asked) < count:
        one = stage.rng.choice(people)
        asked += [(_some_time(stage, one), one)]
    stage.rng.shuffle(asked)
    return asked[:count]


def _rounded(stage: Stage, wish: float) -> int:
    return int(wish) + luck(stage.rng, wish % 1)


def _times(stage: Stage, one: Person, count: int) -> list[datetime]:
    times = [_some_time(stage, one) for _ in range(count)]
    if times and one.part == ASKER:
        times[0] = one.joined + timedelta(seconds=60 + stage.rng.randrange(400))
    return times


def _some_time(stage: Stage, one: Person) -> datetime:
    end = min(one.leaves, stage.rhythm.now)
    return stage.rhythm.draw(stage.rng, one.joined, max(end, one.joined + timedelta(minutes=5)))
