"""A rule book is refused with key and line for every fault; the shipped one keeps what the product promises."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from forum.access import Permission
from forum.reputation.command import rules
from forum.reputation.rulebook import FaultyRuleBook, loads, shipped, shipped_text
from forum.reputation.rulebook.lines import locate

TEXT = shipped_text()


def line_of(needle: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(TEXT.splitlines(), 1) if needle in line]
    return lines[nth - 1]


def faults(old: str, new: str) -> list[tuple[int, str, str]]:
    assert old in TEXT
    with pytest.raises(FaultyRuleBook) as refused:
        loads(TEXT.replace(old, new, 1))
    return [(fault.line, fault.key, fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "key", "word"),
    [
        ('event = "vote_up"', 'event = "vote_upp"', "rule[2].event", "unknown event"),
        ('event = "vote_up"', 'event = "thread_created"', "rule[2].event", "not subscribed"),
        ('path = "ratgeben"\namount = 25', 'path = "raten"\namount = 25', "rule[1].path", "unknown path"),
        ("amount = 25", 'amount = "start_bonus"', "rule[1].amount", "unknown field"),
        ("amount = 25", "amount = 2.5", "rule[1].amount", "whole number"),
        ('permission = "thread:retag"', 'permission = "thread:fly"', "rights[1].permission", "unknown permission"),
        ("accepted_answers = 5", "accepted_answer = 5", "requires.accepted_answer", "unknown key"),
        ("points = 600", "points = 100", "requires.points", "falls from 200 to 100"),
        ("requires = { points = 200 }", "requires = { points = 0 }", "stage[2].requires", "equal to stage 1"),
        ('caps = ["endorsements-a-day"]', 'caps = ["endorsements"]', "rule[3].caps", "unknown caps"),
        ('counts = ["endorsements"]', 'counts = ["applause"]', "rule[3].counts", "unknown counts"),
        ("giver_newcomer = true", "giver_newcommer = true", "when.giver_newcommer", "unknown key"),
        ('id = "helpful"', 'id = "solution"', "rule[2].id", "used twice"),
        ('day_zone = "Europe/Zurich"', 'day_zone = "Mars"', "day_zone", "unknown day_zone"),
        ("thankers = 25 }", "thanker = 25 }", "badge[3].requires.thanker", "unknown key"),
    ],
)
def test_every_fault_says_key_and_line(old, new, key, word):
    found = faults(old, new)
    first = TEXT[: TEXT.index(old)].count("\n") + 1
    assert [fault for fault in found if key in fault[1] and word in fault[2]], found
    assert first <= found[0][0] <= first + old.count("\n")


def test_all_faults_come_at_once_in_the_order_of_lines():
    text = TEXT.replace('event = "vote_up"', 'event = "nothing"', 1).replace("points = 600", "points = 1", 1)
    with pytest.raises(FaultyRuleBook) as refused:
        loads(text)
    lines = [fault.line for fault in refused.value.faults]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_condition_the_event_cannot_answer_is_refused():
    found = faults('when = { proposal_kind = ["tags"] }', "when = { giver_newcomer = true }")
    assert [(line, message) for line, key, message in found if key.endswith("giver_newcomer")] == [
        (line_of('when = { proposal_kind = ["tags"] }'), "this event cannot answer the condition")
    ]


def test_broken_toml_says_its_line():
    (fault,) = faults("amount = 25", "amount = = 25")
    assert fault[0] == line_of("amount = 25")


@given(st.text(max_size=200))
def test_any_text_is_a_rule_book_or_refused(text):
    with pytest.raises(FaultyRuleBook):
        loads(text)


def test_lines_are_found_through_long_values_comments_and_nested_tables():
    lines = locate(
        'a = [\n 1,\n 2]\n# x = 1\n[[r]]\nb = """\n[no]\nc = 1\n"""\n[r.when]\nd = 1\n[[r]]\nb = 2\n[p.q]\ne = 1\n'
    )
    assert lines["a",] == 1
    assert lines["r", 0, "b"] == 6
    assert lines["r", 0, "when", "d"] == 11
    assert lines["r", 1, "b"] == 13
    assert lines["p", "q", "e"] == 15
    assert ("no",) not in lines


def test_the_shipped_book_holds_the_three_paths_of_the_design():
    book = shipped()
    assert list(book.paths) == ["ratgeben", "gastgeben", "entdecken"]
    for path in book.paths.values():
        assert [stage.points for stage in path.stages] == [0, 200, 600, 1200, 2200, 3500]
        for stage in path.stages[2:]:
            assert {"thankers", "thank_days"} <= stage.requires.keys(), "two friends cannot make a super-user"
    assert [stage.title.de for stage in book.paths["ratgeben"].stages][3] == "Kompass"
    assert len(book.badges) >= 8


def test_the_shipped_book_pays_nothing_for_asking_and_nothing_for_ones_own():
    for rule in shipped().rules:
        assert rule.when.own_content == "no"
        if rule.event in {"vote_up", "solution_accepted", "answer_endorsed"}:
            assert rule.when.post_kinds is not None
            assert "opening" not in rule.when.post_kinds


def test_one_light_right_is_automatic_and_moderation_is_decided_by_people():
    rights = {
        (path.id, stage.number, right.permission): right.approvals
        for path in shipped().paths.values()
        for stage in path.stages
        for right in stage.rights
    }
    assert rights["ratgeben", 3, Permission.THREAD_RETAG] == 0
    assert rights["entdecken", 2, Permission.THREAD_RETAG] == 0
    assert rights["ratgeben", 4, Permission.POST_HIDE] == 1


def test_rules_check_on_the_command_line(tmp_path: Path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_text(TEXT.replace("amount = 25", "amount = true", 1), encoding="utf-8")
    assert CliRunner().invoke(rules, ["check", str(good)]).exit_code == 0
    refused = CliRunner().invoke(rules, ["check", str(bad)])
    assert refused.exit_code == 1
    assert f"bad.toml:{line_of('amount = 25')}: rule[1].amount" in refused.output
    assert CliRunner().invoke(rules, ["check", str(tmp_path / "none.toml")]).exit_code == 2
