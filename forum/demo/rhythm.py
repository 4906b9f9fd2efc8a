"""When people write: hours of the day, days of the week, the autumn of premiums, growth over the years."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

ZURICH = ZoneInfo("Europe/Zurich")
HOURS = (2, 1, 1, 1, 1, 3, 10, 22, 32, 38, 40, 44, 62, 58, 40, 38, 40, 46, 52, 66, 82, 76, 44, 14)  # noon, evening
WEEKDAYS = (1.25, 1.15, 1.1, 1.05, 0.95, 0.7, 0.85)
MONTHLY = (1.1, 1.05, 1.0, 0.9, 0.9, 0.9, 0.75, 0.85, 1.0, 1.0, 1.0, 1.0)
SEASON = ((9, 25), (11, 30), 2.6)
OPEN, SHUT = 8, 18


def season(day: date) -> float:
    """Tell how busy a day of the year is; the weeks of the premium letters are 2.6 times an ordinary day."""
    begin, end, factor = SEASON
    return factor if begin <= (day.month, day.day) <= end else MONTHLY[day.month - 1]


class Rhythm:
    """Draws instants between two ends; later days are a little busier."""

    def __init__(self, start: datetime, now: datetime) -> None:
        """Weigh every Zurich day between the ends."""
        self.start, self.now = start, now
        self.first = start.astimezone(ZURICH).date()
        length = max(1, (now.astimezone(ZURICH).date() - self.first).days + 1)
        days = [self.first + timedelta(days=index) for index in range(length)]
        weights = [
            (0.8 + 0.3 * index / length) * season(day) * WEEKDAYS[day.weekday()] for index, day in enumerate(days)
        ]
        self._days, self._sums = days, list(accumulate(weights))
        self._hours = list(accumulate(HOURS))

    def draw(self, rng: Random, begin: datetime, end: datetime) -> datetime:
        """Draw an instant in [begin, end), likelier in busy hours, days and weeks."""
        low, high = self._sum_before(begin), self._sum_before(end + timedelta(days=1))
        for _ in range(6):
            day = self._days[min(bisect_right(self._sums, rng.uniform(low, high)), len(self._days) - 1)]
            at = self._at(rng, day)
            if begin <= at < end:
                return at
        return begin + (end - begin) * rng.random()

    def _sum_before(self, at: datetime) -> float:
        index = (at.astimezone(ZURICH).date() - self.first).days
        return self._sums[min(index, len(self._sums)) - 1] if index > 0 else 0.0

    def _at(self, rng: Random, day: date) -> datetime:
        hour = bisect_right(self._hours, rng.uniform(0, self._hours[-1] - 1))
        local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), tzinfo=ZURICH)
        return local.astimezone(UTC)


def awake(rng: Random, at: datetime) -> datetime:
    """Move an instant out of the night, to the morning after."""
    local = at.astimezone(ZURICH)
    if local.hour >= 6:  # noqa: PLR2004 - the first early birds
        return at
    morning = local.replace(hour=6, minute=15, second=rng.randrange(60))
    return morning.astimezone(UTC) + timedelta(minutes=rng.expovariate(1 / 70))


def office(at: datetime, hours: float) -> datetime:
    """Let business hours (Monday to Friday, 8 to 18) pass after an instant."""
    local = at.astimezone(ZURICH)
    left = timedelta(hours=hours)
    while True:
        begin, end = (local.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in (OPEN, SHUT))
        local = max(local, begin)
        if local.weekday() < 5 and local < end:  # noqa: PLR2004 - Saturday
            if local + left <= end:
                return (local + left).astimezone(UTC)
            left -= end - local
        local = (begin + timedelta(days=1)).replace(hour=OPEN)


def storm(now: datetime) -> tuple[datetime, datetime]:
    """Give the week of bad mood: from the Monday on or after October 26 of the last autumn that it fits into."""
    year = now.astimezone(ZURICH).year
    while True:
        monday = date(year, 10, 26)
        monday += timedelta(days=-monday.weekday() % 7)
        begin = datetime.combine(monday, time(0), tzinfo=ZURICH).astimezone(UTC)
        if begin + timedelta(days=9) <= now:
            return begin, begin + timedelta(days=7)
        year -= 1
