"""Documents that both engines index, and what each question must find among them."""

from forum.core.ports import Document
from forum.search.documents import terms

TEXTS = {
    1: ("Wann kann ich die Franchise wechseln?", "Bis Ende November, steht im Merkblatt."),
    2: ("Zahnspange beim Kind", "Die Zusatzversicherung zahlt einen Teil der Kosten. Größe und Strasse egal."),
    3: (
        "How do I claim a refund?",
        "My doctor gave me the invoices and I have to send them to the insurance, die Krankenkasse.",
    ),
    4: ("Häuser in den Bergen", "Ein Haus mit Franchise, wie ein Gasthaus. Wechseln, franchise, wechseln."),
    5: ("Intern: Franchise im Team", "Nur für das Team."),
    6: ("Prämien vergleichen", "Die Prämie steigt; franchise kommt einmal vor, sonst viel Text über Prämien."),
}
PARTS = {2: ["zusatz", "versicher"]}
LABELS = {
    1: {"solved": True, "tags": ["franchise"], "authors": ["velopapi"]},
    2: {"category": "zaehne", "answered": True, "expert": True, "authors": ["anna maria", "velopapi"]},
    3: {"kind": "discussion", "audience": "members"},
    4: {"answered": False, "tags": ["haus", "berg"]},
    5: {"audience": "team", "category": "team"},
    6: {},
}
PLAIN = {"category": "praemien", "tags": [], "authors": ["jemand"], "kind": "question", "solved": False}
PLAIN |= {"answered": True, "expert": False, "audience": "public"}


def document(number: int) -> Document:
    """Give a document by number."""
    told = terms(*TEXTS[number])
    parts = [*told["parts"], *PARTS.get(number, [])]
    labels = PLAIN | LABELS[number]
    return Document(thread_id=number, created=1_700_000_000 + number, **{**told, "parts": parts, **labels})


def shelf() -> list[Document]:
    """Give all documents, newest first."""
    return [document(number) for number in sorted(TEXTS, reverse=True)]
