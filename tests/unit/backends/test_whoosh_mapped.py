"""A mapped file gives what Whoosh's own copy of it would, and copies nothing."""

import tracemalloc

import pytest
from whoosh.filedb.structfile import BufferFile, StructFile

from forum.backends.whoosh_mapped import MappedFile


@pytest.fixture
def content(tmp_path):
    """What Whoosh writes: numbers, a line, a pickle between other bytes."""
    path = tmp_path / "whole"
    with StructFile(path.open("wb")) as file:
        file.write_int(70_000)
        file.write(b"one line\nand more")
        file.write_pickle({"places": list(range(300)), "word": "prämie"})
        file.write_varint(129)
        file.write_uint(7)
    return memoryview(path.read_bytes())


def readings(file):
    """Everything there is to read, in order."""
    yield file.read_int()
    yield file.readline()
    yield file.read(8), file.tell()
    yield file.read_pickle(), file.tell()
    yield file.read_varint()
    yield file.read()
    yield file.read(5)
    yield file.seek(-4, 2), file.read_uint()
    yield file.seek(4), file.seek(4, 1), file.read(4)
    yield file.get(4, 3), file.get_int(0), file.get_array(0, "i", 1)
    yield file.subset(4, 8).read()


def test_it_reads_as_whooshs_copy_does(content):
    assert list(readings(MappedFile(content))) == list(readings(BufferFile(content)))


def test_it_copies_nothing_when_opened():
    whole = memoryview(bytes(1_000_000))
    tracemalloc.start()
    try:
        file = MappedFile(whole)
        assert file.read(4) == bytes(4)
        assert tracemalloc.get_traced_memory()[1] < 10_000
    finally:
        tracemalloc.stop()


def test_who_closed_it_reads_no_more(content):
    file = MappedFile(content)
    file.close()
    assert file.is_closed
    with pytest.raises(ValueError, match="released"):
        file.read(1)
