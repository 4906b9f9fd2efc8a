"""What `forum doctor` asks of this room: ledger → awards → standings → months → stages, each derived anew."""

from collections.abc import Iterator

from forum.reputation.checks.awards import awards, entries, signals
from forum.reputation.checks.rollups import answers, rollups
from forum.reputation.checks.standings import balances, promotions, standings

PROOFS = (entries, awards, signals, balances, standings, promotions, rollups, answers)


def breaches() -> Iterator[str]:
    """Name every number that is not what the ledger says, one line each."""
    for proof in PROOFS:
        yield from proof()


def differences() -> list[str]:
    """Give all breaches; empty when everything can be re-derived."""
    return list(breaches())
