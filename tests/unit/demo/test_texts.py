"""What is written: varied, Swiss, without personal data, and fit to be published."""

import re

import pytest

from forum.accounts.handles import fault
from forum.accounts.names import fold
from forum.demo import steps as s
from forum.demo.material import material
from forum.demo.script import plan
from forum.demo.steps import Step
from forum.demo.topics import CONTENT, read_topic_file
from forum.threads.texts import MAX_TAGS, clean_title, split_tags
from tests.unit.demo.present import NOW

AHV = re.compile(r"756[.\s]?\d{4}[.\s]?\d{4}[.\s]?\d{2}")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}")
PHONE = re.compile(r"(?:\+41|\b0[1-9]\d)[\s/-]?\d{2,3}[\s-]?\d{2}[\s-]?\d{2}\b")
MAIL = re.compile(r"\S+@\S+\.\w+")


def bodies(history: list[Step]) -> list[str]:
    return [step.body for step in history if isinstance(step, s.Ask | s.Answer | s.Comment)]


def asks(history: list[Step]) -> list[s.Ask]:
    return [step for step in history if isinstance(step, s.Ask)]


def test_no_two_titles_are_the_same(history: list[Step]) -> None:
    titles = [ask.title for ask in asks(history)]
    assert len(set(titles)) == len(titles)


def test_titles_stay_different_when_all_wordings_are_used_up() -> None:
    titles = [ask.title for ask in asks(list(plan(members=40, threads=4000, months=6, now=NOW)))]
    assert len(set(titles)) == len(titles) == 4000


def test_neighbours_in_a_list_do_not_look_alike(history: list[Step]) -> None:
    titles = [ask.title for ask in asks(history)]
    starts = [" ".join(title.split()[:3]) for title in titles]
    close = sum(one in starts[max(0, index - 20) : index] for index, one in enumerate(starts))
    assert close / len(starts) < 0.03


def test_few_titles_need_a_frame(history: list[Step]) -> None:
    framed = re.compile(r"^(Nochmals|Kurze Frage|Erfahrungen gesucht|Brauche Rat|Bei mir auch|Gleiche Frage)|\(")
    assert sum(bool(framed.search(ask.title)) for ask in asks(history)) < 150


def test_nearly_every_post_is_written_once(history: list[Step]) -> None:
    texts = bodies(history)
    assert len(set(texts)) / len(texts) > 0.97


def test_swiss_spelling_and_nothing_left_to_fill_in(history: list[Step]) -> None:
    for text in [*bodies(history), *(ask.title for ask in asks(history))]:
        assert "ß" not in text
        assert not re.search(r"[{}|$]|\b\d{2}\.\.\d|\\n", text), text
        assert not re.search(r"[“”„]", text), text


def test_no_personal_data(history: list[Step]) -> None:
    for text in [*bodies(history), *(ask.title for ask in asks(history))]:
        assert not any(pattern.search(text) for pattern in (AHV, IBAN, PHONE, MAIL)), text


def test_titles_and_tags_pass_the_forms(history: list[Step]) -> None:
    for ask in asks(history):
        assert clean_title(ask.title) == ask.title
        assert split_tags(ask.tags) == list(ask.tags)
        assert 1 <= len(ask.tags) <= MAX_TAGS


def test_pseudonyms_are_allowed_and_differ_when_folded() -> None:
    names = material().pseudonyms
    assert len({fold(name) for name in names}) == len(names) >= 400
    assert [name for name in names if fault(name, ("Alpenblick Versicherung", "Alpenblick", "Stube"))] == []


def test_every_question_has_titles_bodies_and_answers() -> None:
    topics = [topic for topic in material().topics if topic.kind == "question"]
    seeds = [seed for topic in topics for seed in topic.seeds]
    assert len(seeds) >= 260
    assert all(len(seed.titles) >= 5 and len(seed.bodies) >= 3 and len(seed.answers) >= 2 for seed in seeds)
    known = {subject.slug for subject in material().subjects}
    assert {topic.category for topic in material().topics} <= known


def test_categories_keep_health_among_members() -> None:
    for subject in material().subjects:
        assert not subject.health_near or (subject.audience == "members" and not subject.indexed)


def test_a_line_nobody_understands_is_named(tmp_path) -> None:
    path = tmp_path / "broken.txt"
    path.write_text("# a | b | c\n? Titel\n  q: was ist das\n")
    with pytest.raises(ValueError, match=r"broken\.txt:3"):
        read_topic_file(path)


def test_source_files_hold_no_double_s() -> None:
    for path in sorted(CONTENT.rglob("*.t*")):
        assert "ß" not in path.read_text(encoding="utf-8"), path
