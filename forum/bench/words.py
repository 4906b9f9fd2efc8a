"""Texts for bench data: about 600 characters each, some with a list or emphasis, the same in every run."""

from functools import cache
from zlib import crc32

from forum.threads.texts import Text, cook

BODIES = 400
LENGTH = 600
SENTENCES = (
    "Ich habe im Januar auf das Hausarztmodell gewechselt und bin zufrieden.",
    "Die Rechnung kam erst nach drei Wochen, obwohl die Praxis sie gleich geschickt hatte.",
    "Bei mir stand der Betrag auf der zweiten Seite ganz unten, klein gedruckt.",
    "Ruf am besten kurz an, dann schauen sie nach, ob alles angekommen ist.",
    "Wichtig ist, dass die Franchise vor Ende November geändert wird.",
    "Der Selbstbehalt beträgt zehn Prozent, höchstens siebenhundert Franken im Jahr.",
    "Für Brillen der Kinder gibt es einen Beitrag, wenn ein Rezept da ist.",
    "Im Ausland zahlt zuerst du, danach schickst du die Belege mit dem Formular ein.",
    "Die App fragt nach einem Foto des Belegs; bei schwachem Licht klappt es nicht.",
    "Unser Berater hat gesagt, ein Unfall werde über den Arbeitgeber gemeldet.",
    "Zahnspangen sind in der Zusatzversicherung oft nur zur Hälfte gedeckt.",
    "Mit der Vollmacht meiner Mutter konnte ich den Wechsel für sie erledigen.",
    "Prüfe vorher, ob dein Spital auf der Liste deines Kantons steht.",
    "Ich würde die Belege bis zum Jahresende sammeln und dann gemeinsam einreichen.",
    "Nach der Geburt hatten wir drei Monate Zeit, das Kind anzumelden.",
    "Die Prämienverbilligung läuft über den Kanton, nicht über die Versicherung.",
)
TOPICS = ("Prämien", "Rechnungen", "Ausland", "Zähne", "Familie", "App")
SUBJECTS = (
    "der Franchise",
    "dem Hausarztmodell",
    "einer Rechnung",
    "der Brille",
    "dem Umzug",
    "der Geburt",
    "dem Spital",
)
QUESTIONS = ("Was gilt bei", "Wer kennt sich aus mit", "Wie lange dauert es mit", "Was kostet es bei", "Hilfe bei")
TAGS = tuple(f"{topic.lower()} {number}" for topic in TOPICS for number in range(1, 8))


def pick(count: int, *keys: int) -> int:
    """Choose a number below `count` that looks random and is the same in every run."""
    return crc32(repr(keys).encode()) % count


@cache
def body(number: int) -> Text:
    """Give one of the bodies, cooked."""
    sentences: list[str] = []
    while sum(len(sentence) for sentence in sentences) < LENGTH:
        sentences.append(SENTENCES[pick(len(SENTENCES), number, len(sentences))])
    if number % 4 == 0:
        sentences[1:4] = ["\n\n" + "\n".join(f"- {sentence}" for sentence in sentences[1:4]) + "\n\n"]
    if number % 3 == 0:
        sentences[0] = f"**{sentences[0]}**"
    return cook(" ".join(sentences))


def prose(length: int) -> str:
    """Give honest Markdown of exactly so many characters: paragraphs, lists, emphasis."""
    text, number = "", 0
    while len(text) < length:
        text, number = text + body(number).source + "\n\n", number + 1
    return text[:length]


def title(number: int) -> str:
    """Give a thread's title; all differ."""
    question, subject = QUESTIONS[pick(len(QUESTIONS), number, 1)], SUBJECTS[pick(len(SUBJECTS), number, 2)]
    return f"{question} {subject}, Fall {number}?"
