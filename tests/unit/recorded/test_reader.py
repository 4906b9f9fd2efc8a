"""Files of a recorded community: sound lines come through, broken ones are named by file and line."""

import gzip
from pathlib import Path

import pytest

from forum.recorded import format as shapes
from forum.recorded.reader import MAX_LINE, Fault, Source
from tests.fixtures.shared import COMMUNITY, needs

GOOD = b'{"id": 1, "name": "Ada", "created": "2018-02-06T19:55:45.000"}'


def read(folder: Path, content: bytes, name: str = "users.jsonl") -> tuple[list, list[str]]:
    (folder / name).write_bytes(content)
    faults: list[Fault] = []
    found = list(Source(folder, "users").read(shapes.user, faults.append))
    return found, [str(fault) for fault in faults]


def test_plain_and_gzip_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    plain = read(tmp_path, GOOD + b"\n" + GOOD)
    packed = read(tmp_path / "a", gzip.compress(GOOD + b"\n" + GOOD), "users.jsonl.gz")
    assert plain == packed
    assert [number for number, _ in plain[0]] == [1, 2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'{"id": 1, "id": 2}', "duplicate key"),
        (b'{"id": NaN}', "not JSON"),
        (b'{"id": 1e999}', "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"name": "Ada", "created": "2018-02-06"}', "id is missing"),
        (b'{"id": true, "name": "Ada", "created": "2018-02-06"}', "id is no id"),
        (b'{"id": 1.5, "name": "Ada", "created": "2018-02-06"}', "id is no id"),
        (b'{"id": 1, "name": " ", "created": "2018-02-06"}', "name is empty"),
        (b'{"id": 1, "name": 7, "created": "2018-02-06"}', "name is no text"),
        (b'{"id": 1, "name": "Ada", "created": "yesterday"}', "created is no time"),
        (b'{"id": 1, "name": "Ada", "created": 7}', "created is no time"),
        (b'{"id": 1, "name": "Ada", "created": "0001-01-01"}', "created is out of range"),
        (b'{"id": 1, "name": "Ada", "created": "2018-02-06", "start_bonus": -5}', "start_bonus is out of range"),
        (b'{"id": 1, "name": "Ada", "created": "2018-02-06", "start_bonus": "5"}', "start_bonus is no whole number"),
        (b'{"id": 1, "name": "' + b"x" * MAX_LINE + b'"}', "longer than"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_read(tmp_path: Path, line: bytes, reason: str) -> None:
    found, faults = read(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD)
    assert [number for number, _ in found] == [1, 3]
    assert len(faults) == 1
    assert faults[0].startswith("users.jsonl:2: ")
    assert reason in faults[0]


def test_a_file_that_breaks_off_is_named_where_it_ends(tmp_path: Path) -> None:
    many = b"\n".join(GOOD.replace(b"1,", b"%d," % number) for number in range(5_000))
    found, faults = read(tmp_path, gzip.compress(many)[:-200], "users.jsonl.gz")
    assert 0 < len(found) < 5_000
    assert faults[0].startswith(f"users.jsonl.gz:{len(found) + 1}: the file ends here")


def test_empty_lines_and_a_byte_order_mark_are_no_faults(tmp_path: Path) -> None:
    found, faults = read(tmp_path, b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n" + GOOD + b"\n")
    assert ([number for number, _ in found], faults) == ([1, 3], [])


def test_a_missing_file_is_empty(tmp_path: Path) -> None:
    assert list(Source(tmp_path, "links").read(shapes.link, pytest.fail)) == []


def test_progress_grows_to_the_whole(tmp_path: Path) -> None:
    (tmp_path / "users.jsonl").write_bytes((GOOD + b"\n") * 3)
    source = Source(tmp_path, "users")
    shares = [source.done for _ in source.read(shapes.user, pytest.fail)]
    assert shares == sorted(shares)
    assert source.done == 1.0


@needs("se_conlang_meta")
def test_the_sample_reads_without_a_fault() -> None:
    kinds = {"users": shapes.user, "posts": shapes.post, "events": shapes.happening, "links": shapes.link}
    counts = {name: sum(1 for _ in Source(COMMUNITY, name).read(parse, pytest.fail)) for name, parse in kinds.items()}
    assert counts == {"users": 271, "posts": 169, "events": 1530, "links": 20}
