"""Proposed pseudonyms: things from nature and the Alps, none of which says anything about a person."""

import secrets
from collections.abc import Callable, Iterable


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BEFORE = _words("""
    Abend Alpen Berg Birken Blau Bunt Eis Feld Fels Föhn Frost Früh Gipfel Glanz Gold Gras Hasel Heide Herbst Hoch
    Kiesel Klee Lärchen Licht Linden Mai Matten Mond Moos Morgen Nacht Nebel Nord Quell Regen Rot Schatten Schiefer
    Schnee See Silber Sommer Sonnen Stern Still Süd Tal Tannen Tau Ufer Wald Weiss Wiesen Wind Winter Wolken
""")
THINGS = _words("""
    Ahorn Amsel Arnika Arve Bachstelze Bergahorn Bergkristall Biber Birke Blaumeise Brombeere Buche Buchfink Dachs
    Distel Dohle Edelweiss Eibe Eichel Eichhorn Eiche Eisvogel Enzian Erle Esche Espe Farn Feldhase Fichte Fink Föhre
    Forelle Fuchs Gämse Ginster Gletscher Glockenblume Granit Grille Habicht Hagebutte Hase Haselmaus Haselnuss
    Heidelbeere Hermelin Himbeere Hirsch Holunder Huflattich Hummel Igel Iltis Johanniskraut Kamille Kauz Kiebitz
    Kiefer Kiesel Kirsche Klee Kleiber Krokus Kuckuck Lärche Libelle Linde Löwenzahn Luchs Malve Marder Margerite
    Mauersegler Meise Minze Mistel Mohn Moos Murmel Nussbaum Otter Pappel Pirol Preiselbeere Quelle Quendel Reh
    Reiher Rotkehlchen Salbei Salamander Sanddorn Schafgarbe Schilf Schlehe Schwalbe Schwan Segler Seidelbast
    Silberdistel Specht Sperling Star Steinbock Steinpilz Storch Tanne Thymian Turmfalke Uhu Ulme Veilchen Wacholder
    Waldmeister Walnuss Weide Wiesel Wildrose Wolke Zaunkönig Zeisig Ziesel Zirbe Zitronenfalter
""")
SINGLES, PAIRS, NUMBERED = 3, 6, 4

Taken = Callable[[Iterable[str]], set[str]]


def candidates() -> list[str]:
    """Give proposals in order of beauty: one word, two words joined, two words and a number."""
    pairs = [secrets.choice(BEFORE) + secrets.choice(THINGS).lower() for _ in range(PAIRS + NUMBERED)]
    numbered = [f"{pair}{secrets.randbelow(9000) + 1000}" for pair in pairs[PAIRS:]]
    return [secrets.choice(THINGS) for _ in range(SINGLES)] + pairs[:PAIRS] + numbered


def propose(taken: Taken) -> str:
    """Give a free pseudonym; `taken` says which of some are not free and is asked once a round."""
    while True:
        some = candidates()
        gone = taken(some)
        for name in some:
            if name not in gone:
                return name
