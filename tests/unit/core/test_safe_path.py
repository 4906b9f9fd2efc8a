"""Redirects lead to our own paths only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.web import safe_path

OURS = ["/", "/ask", "/t/1-x?after=abc#p3", "/search?q=a+b%C3%A4", "/m/hans%2Dpeter", "/a//b", "/?next=https://x.test"]
TRICKS = [
    None, "", "https://evil.test", "http:evil.test", "//evil.test", "///evil.test", r"/\evil.test", r"\/evil.test",
    "/%2fevil.test", "/%2Fevil.test", "/%5cevil.test", "/%5Cevil.test", r"/a\b", "/\tevil.test", "/ /evil.test",
    "/%09/evil.test", "/%0d%0aSet-Cookie:x", "/\nx", "javascript:alert(1)", "data:text/html,x", "ask", "./ask", "../x",
    " /ask", "%2f%2fevil.test", "//evil.test/%2f..", "/%20x", "\x00/x", "/\u2028x",
]  # fmt: skip


@pytest.mark.parametrize("target", OURS)
def test_our_own_paths_are_kept(target):
    assert safe_path(target, "/elsewhere") == target


@pytest.mark.parametrize("target", TRICKS, ids=repr)
def test_tricks_lead_to_the_default(target):
    assert safe_path(target, "/elsewhere") == "/elsewhere"


@given(st.text(st.sampled_from("/\\%25fcFC09 :.ae\t\n@?#"), max_size=12))
def test_whatever_passes_stays_on_this_host(target):
    kept = safe_path(target, "")
    assert not kept or (
        kept[0] == "/" and kept[1:2] not in {"/", "\\"} and "\\" not in kept and not set(kept) & {" ", "\t", "\n"}
    )
