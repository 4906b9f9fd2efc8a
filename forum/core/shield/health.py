"""Dates of birth, and diagnoses that people tell of themselves (German, French, Italian, English)."""

import re
from collections.abc import Iterator

from forum.core.shield.words import Words

MONTHS = (
    "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|janv|fev|avr|juin|juil|aout"
    "|gen|giu|lug|ago|set|ott|dic|mag"
)
MONTH = rf"(?:{MONTHS})[a-z]{{0,7}}"
DATE = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,2} ?[./-] ?[0-9]{1,2} ?[./-] ?(?:(?:19|20)[0-9]{2}|[0-9]{2})"
    r"|(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
    rf"|[0-9]{{1,2}}(?:\.|er|st|nd|rd|th)? (?:of )?{MONTH}\.?,? ?(?:19|20)[0-9]{{2}}"
    rf"|{MONTH}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{{2}})(?![0-9])"
)
BORN = re.compile(
    r"\bgeb\b|\bgeboren|\bgeburtsdatum|(?<![0-9]\. )(?<![0-9]\.)\bgeburtstag|\bzur welt\b|\bdate of birth|\bdob\b"
    r"|\bborn\b|\bbirth ?da(?:y|te)|\bnee? le\b|\bdate de naissance|\bnat[oa] (?:il|l')|\bdata di nascita"
)
AFTER = re.compile(r"[^\w\n]{0,3}(?:\w{1,12} ){0,2}(?:geboren|geb\b|zur welt|born|birthday|geburtstag)")
HINTS = ("geb", "welt", "birth", "born", "dob", "naissance", "nascita", "nato ", "nata ", "ne le", "nee le")
BEFORE, LOOK_BACK = 45, 90
SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\s*\n|;")


def births(text: str) -> Iterator[tuple[str, int, int]]:
    """Give dates that somebody calls a date of birth."""
    if not any(word in text for word in HINTS):
        return
    for date in DATE.finditer(text):
        before = text[max(0, date.start() - BEFORE) : date.start()]
        told = list(BORN.finditer(before))
        if (told and not _ends(before[told[-1].end() :])) or AFTER.match(text, date.end()):
            yield ("birth", date.start(), date.end())


def _ends(between: str) -> bool:
    """Tell whether a sentence ends in between, or another day is meant: valid from, treated on."""
    return (
        re.search(
            r"[!?;]|\n\s*\n|\.\s+[a-z]{4}|\b(?:wenn|falls|if|gultig|ab|seit|behand|kund|from|since|until|bis)\b",
            between,
        )
        is not None
    )


def diagnoses(text: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """Give illnesses that the writer says to have: "I", then at most six words, none of which speaks of others."""
    if words.myself.search(text) is None and words.afterwards.search(text) is None:
        return
    for ill in words.conditions.finditer(text):
        before = text[max(0, ill.start() - LOOK_BACK) : ill.start()]
        ends = list(SENTENCE_END.finditer(before))
        before = before[ends[-1].end() :] if ends else before
        if _mine(before, words) or _told_after(text, ill.end(), words):
            yield ("diagnosis", ill.start(), ill.end())


def _mine(before: str, words: Words) -> bool:
    told = list(words.myself.finditer(before))
    if not told:
        return False
    last = told[-1]
    between = before[last.end() :]
    few = 2 if last.lastgroup == "my" else 6
    if last.lastgroup == "my" and re.search(r"\b(?:ist|hat|is|has|est|a|e|sind|zahlt)\b", between):
        return False
    return len(between.split()) <= few and words.others.search(between) is None


def _told_after(text: str, end: int, words: Words) -> bool:
    return words.afterwards.match(text, end) is not None
