"""What rooms above lend to accounts; the composition root fills it, so that no import leads upwards."""

from collections.abc import Callable, Mapping
from typing import Any

from forum.access import Actor

# Publishes what a guest had kept, for the member it turned out to be; gives the path to it; raises DomainError.
Publisher = Callable[[Actor, Mapping[str, Any]], str]
# Gives everything of one member that a room holds, ready for JSON.
Section = Callable[[int], Any]
# Gives the path to what somebody wrote last, nothing if they never wrote.
Latest = Callable[[Actor], str]

PUBLISHERS: dict[str, Publisher] = {}
SECTIONS: dict[str, Section] = {}
LATEST: list[Latest] = []
TEXT_VERSIONS: dict[str, str] = {"rules": "1", "privacy": "1"}
