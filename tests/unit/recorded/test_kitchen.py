"""Texts cooked in other processes are the texts cooked here, in their order."""

import os
import signal

import pytest

from forum.recorded.cook import Cook, Raw, cook_all
from forum.recorded.fields import MAX_BODY, Broken
from forum.recorded.kitchen import WORTH_IT, Kitchen, ahead

TEXTS = [Raw(f"<p>Text *{number}* «é» {'x' * (number % 7)}</p>", is_html=number % 2 == 0) for number in range(WORTH_IT)]


def test_processes_give_what_we_would_have_cooked() -> None:
    texts = [*TEXTS, Raw("x" * (MAX_BODY + 1), is_html=False)]
    with Kitchen(2) as kitchen:
        first, second = kitchen.order(texts), kitchen.order(texts[:30])
        cooked, more = first(), second()
        assert len(kitchen.hired) == 2
        assert all(cook.process.poll() is None for cook in kitchen.hired)
    assert cooked[:-1] == cook_all(TEXTS)
    assert isinstance(cooked[-1], Broken)
    assert more == cook_all(TEXTS[:30])
    assert all(cook.process.poll() is not None for cook in kitchen.hired)


def test_few_texts_are_cooked_here() -> None:
    with Kitchen(2) as kitchen:
        assert kitchen.order(TEXTS[:5])() == cook_all(TEXTS[:5])
        assert kitchen.hired == []


def test_one_core_cooks_everything_here() -> None:
    with Kitchen(1) as kitchen:
        assert kitchen.order(TEXTS)() == cook_all(TEXTS)
        assert kitchen.hired == []


def test_a_killed_cook_is_replaced_by_ourselves() -> None:
    cook = Cook()
    try:
        assert cook.cook(TEXTS[:3]) == cook_all(TEXTS[:3])
        os.kill(cook.process.pid, signal.SIGKILL)
        cook.process.wait()
        assert cook.cook(TEXTS[:3]) == cook_all(TEXTS[:3])
    finally:
        cook.leave()


def test_ahead_keeps_the_order_and_draws_before_it_gives() -> None:
    drawn: list[int] = []
    source = (drawn.append(number) or number for number in range(5))
    given = ahead(source, 2)
    assert next(given) == 0
    assert drawn == [0, 1, 2]
    assert list(given) == [1, 2, 3, 4]


@pytest.mark.parametrize("body", ["<p></p>", "<script>x</script>", "<!-- x -->"])
def test_a_body_without_anything_to_read_is_shown_as_such(body: str) -> None:
    (text,) = cook_all([Raw(body, is_html=True)])
    assert not isinstance(text, Broken)
    assert text.source == "…"
