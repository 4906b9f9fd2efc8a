"""Who takes part: a few who help daily, regulars, many who ask once, readers who vote, a troll, a vote ring."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from forum.demo.material import Material
from forum.demo.rhythm import Rhythm
from forum.demo.spin import luck

# share of members, how eagerly they answer, how eagerly they vote
HELPER, REGULAR, ASKER, LURKER, RING, TROLL = "helper", "regular", "asker", "lurker", "ring", "troll"
SHARES = {HELPER: 0.018, REGULAR: 0.1, LURKER: 0.24}
ZEAL = {HELPER: 9.0, REGULAR: 4.4, ASKER: 0.16, LURKER: 0.0, RING: 0.0, TROLL: 0.0}
KEEN = {HELPER: 7.0, REGULAR: 5.0, ASKER: 0.8, LURKER: 3.4, RING: 1.0, TROLL: 0.0}
CUSTOMER, SUPERUSER = "Haselnuss", "Zytglogge"


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of the cast and the stretch of time they take part in; staff have fields (category slugs)."""

    handle: str
    part: str
    joined: datetime
    leaves: datetime
    role: str = "member"
    title: str = ""
    fields: tuple[str, ...] = ()
    demo: str = ""
    bio: str = ""
    away: tuple[datetime, datetime] | None = None
    zeal: float = 0.0
    keen: float = 0.0
    loves: frozenset[str] = frozenset()
    asks: list[datetime] = field(default_factory=list)

    def here(self, at: datetime) -> bool:
        """Tell whether they take part at an instant."""
        return self.joined <= at < self.leaves and not (self.away and self.away[0] <= at < self.away[1])


def parts(members: int) -> list[str]:
    """Say which part each member plays, the most important first; scales from a handful up."""
    counts = {part: max(2, round(share * members)) for part, share in SHARES.items()}
    few = 16
    counts |= {RING: 4 if members >= few else 0, TROLL: 1 if members >= few // 2 else 0}
    played = [part for part in (HELPER, REGULAR, RING, TROLL, LURKER) for _ in range(counts[part])][:members]
    return played + [ASKER] * (members - len(played))


def handles(members: int, names: tuple[str, ...]) -> list[str]:
    """Give as many different pseudonyms as there are members; beyond the written ones they carry a number."""
    many = [*names]
    number = 11
    while len(many) < members:
        many += [f"{name}{number}" for name in names if not name[-1].isdigit()]
        number += 11
    return many[:members]


def crowd(rng: Random, rhythm: Rhythm, content: Material, members: int) -> list[Person]:
    """Invent the members. The first to play are the helpers; a customer and a super-user are demo accounts."""
    everyone = []
    played = parts(members)
    names = list(content.pseudonyms[:8])
    rest = handles(members + 8, content.pseudonyms)[8:]
    rng.shuffle(rest)
    names = _customer_is_an_asker(names + rest, played)
    for handle, part in zip(names, played, strict=False):
        everyone.append(_person(rng, rhythm, content, handle, part))
    _demo(everyone, rhythm)
    talkative = [one for one in everyone if one.part in {HELPER, REGULAR}]
    for one, bio in zip(talkative, rng.sample(content.bios, len(content.bios)), strict=False):
        one.bio = bio
    return everyone


def _customer_is_an_asker(names: list[str], played: list[str]) -> list[str]:
    names = [name for name in names if name != CUSTOMER]
    first = played.index(ASKER) if ASKER in played else len(played) - 1
    names.insert(first, CUSTOMER)
    return names


def _person(rng: Random, rhythm: Rhythm, content: Material, handle: str, part: str) -> Person:
    span = rhythm.now - rhythm.start
    if part == HELPER:
        joined = rhythm.start + span * (0.002 + 0.3 * rng.random() ** 2)
    elif part == REGULAR:
        joined = rhythm.draw(rng, rhythm.start, rhythm.start + span * 0.8)
    else:
        joined = rhythm.draw(rng, rhythm.start, rhythm.now - span * 0.004)
    person = Person(handle, part, joined, _leaves(rng, rhythm, part, joined))
    person.zeal = ZEAL[part] * rng.lognormvariate(0, 0.6)
    person.keen = KEEN[part] * rng.lognormvariate(0, 0.5)
    slugs = [subject.slug for subject in content.subjects if subject.weight]
    person.loves = frozenset(rng.sample(slugs, 3 if part == HELPER else 2))
    return person


def _leaves(rng: Random, rhythm: Rhythm, part: str, joined: datetime) -> datetime:
    if part == HELPER or (part == REGULAR and luck(rng, 0.7)):
        return rhythm.now + timedelta(days=1)
    days = {REGULAR: 260.0, LURKER: 240.0}.get(part, 45.0)
    if part == ASKER and luck(rng, 0.22):
        days = 330.0
    return joined + timedelta(days=3 + rng.expovariate(1 / days))


def _demo(everyone: list[Person], rhythm: Rhythm) -> None:
    forever = rhythm.now + timedelta(days=1)
    for person in everyone:
        if person.handle == CUSTOMER:
            person.demo, person.leaves, person.zeal = "customer", forever, 0.0
            person.joined = rhythm.now - (rhythm.now - rhythm.start) * 0.3
    superuser = next((one for one in everyone if one.handle == SUPERUSER), everyone[0])
    superuser.demo, superuser.part, superuser.leaves = "super-user", HELPER, forever
    superuser.joined = rhythm.start + (rhythm.now - rhythm.start) * 0.05
    superuser.zeal, superuser.keen = ZEAL[HELPER] * 1.1, KEEN[HELPER]


def house(rhythm: Rhythm, content: Material) -> list[Person]:
    """Give the staff, there from the first minute; the first of each role is a demo account."""
    seen: set[str] = set()
    people = []
    for index, one in enumerate(content.staff):
        joined = rhythm.start + timedelta(minutes=index)
        person = Person(one.name, "staff", joined, rhythm.now + timedelta(days=1), one.role, one.title, one.fields)
        if one.role not in seen:
            person.demo = {"expert": "expert", "manager": "manager", "admin": "administrator"}[one.role]
            seen.add(one.role)
        if one.leave:
            begin = rhythm.now - timedelta(days=one.leave[0])
            person.away = (begin, begin + timedelta(days=one.leave[1]))
        people.append(person)
    return people
