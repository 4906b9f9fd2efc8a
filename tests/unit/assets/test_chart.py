"""Charts start at zero, keep their proportions and escape what they are told."""

import re
from xml.etree import ElementTree as ET

import pytest

from forum.assets.chart import mountain, spark, split

PHASES = [("Win", "account", 200, "200"), ("Bind", "3 weeks", 100, "100"), ("Inspire", "stage 3", 0, "0")]


def test_spark_goes_from_edge_to_edge():
    line = re.search(r'd="(M[^"]*)" class="l"', str(spark([1, 5, 3])))
    assert line
    assert line[1] == "M0.0 31.0L60.0 3.0L120.0 17.0"


@pytest.mark.parametrize("values", [[], [1]])
def test_spark_needs_two_values(values):
    assert str(spark(values)) == ""


def test_a_flat_spark_is_a_line():
    ET.fromstring(str(spark([4, 4, 4])))  # noqa: S314 # our own text


@pytest.mark.parametrize(("share", "width"), [(0, 0), (0.5, 99), (1, 198), (1.7, 198), (-1, 0)])
def test_split_is_linear_and_bounded(share, width):
    assert f'<rect width="{width}"' in str(split(share, "x"))


def test_the_mountain_is_linear_from_zero():
    layers = re.findall(r'd="M([\d.]+) [\d.]+L[^"]*L([\d.]+) [\d.]+Z" class="f', str(mountain(PHASES, "x")))
    feet = [float(right) - float(left) for left, right in layers]
    assert feet == [300.0, 150.0, 0.0]


def test_the_mountain_takes_nothing_and_escapes():
    ET.fromstring(str(mountain([], "x")))  # noqa: S314 # our own text
    svg = str(mountain([("<b>", "<i>", 1, "<u>")], '"><script>'))
    assert not re.search(r"<(b|i|u|script)>", svg)
