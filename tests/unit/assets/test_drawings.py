"""The drawings are the same each time, complete, and safe to put into a page."""

import re
from xml.etree import ElementTree as ET

import pytest

from forum.assets.art import contours, emblems, geometry, ridges
from forum.assets.art.sprite import sprite
from forum.assets.route import route, waypoints
from tests.unit.assets.test_build import STATIC

SVG = "{http://www.w3.org/2000/svg}"
STAGES = [("Erste Spur", "0 Hm"), ("Wegweiser", "200 Hm"), ("Wanderkarte", "600 Hm")]


@pytest.fixture(scope="module")
def symbols() -> set[str]:
    tree = ET.fromstring(sprite((STATIC / "img" / "icons.svg").read_text("utf-8")))  # noqa: S314 # our own file
    return {node.attrib["id"] for node in tree.iter(f"{SVG}symbol")}


def test_the_sprite_holds_everything(symbols):
    assert {f"e-{path}-{stage}" for path in ("rat", "gast", "ent") for stage in range(1, 7)} <= symbols
    assert {f"c-{count}" for count in range(6)} <= symbols
    assert {f"s-{name}" for name in ridges.SCENES} <= symbols
    assert {"i-search", "i-peak", "i-key", "i-logout"} <= symbols


def test_pictures_repeat():
    assert emblems.symbols() == emblems.symbols()
    assert ridges.symbols() == ridges.symbols()
    assert contours.svg() == contours.svg()


@pytest.mark.parametrize("path", ["rat", "gast", "ent"])
def test_a_higher_stage_draws_more(path):
    counts = [emblems.symbol(path, stage).count("<path") for stage in range(1, 7)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_layers_stay_inside_the_outline():
    shape = geometry.flattened(*emblems.OUTLINES["rat"])
    for number in range(1, 6):
        for x, y in geometry.clip(emblems.layer("rat", number), shape):
            assert 1 <= x <= 47
            assert 2 <= y <= 44


def test_clipping_a_square():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    cut = geometry.clip([(2.0, -1.0), (6.0, -1.0), (6.0, 9.0), (2.0, 9.0)], square)
    assert set(cut) == {(2.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0)}
    assert geometry.clip([(9.0, 9.0), (10.0, 9.0), (10.0, 10.0)], square) == []


def test_the_contour_tile_has_both_strengths():
    thin, bold = re.findall(r'd="([^"]*)"', contours.svg())
    assert thin.count("M") > bold.count("M") > 0


def test_route_marks_what_is_reached():
    svg = str(route(2.5, STAGES, label="Profile", here="Here: 400 Hm"))
    assert svg.count('class="rm-tick"') == 2
    assert svg.count("rm-wp--todo") == 1
    assert "Here: 400 Hm" in svg
    assert 'role="img" aria-label="Profile"' in svg


def test_route_stands_between_its_waypoints():
    place = re.search(r'translate\(([\d.]+) [\d.]+\)" class="rm-here"', str(route(2.5, STAGES, label="", here="x")))
    (_, two, three) = waypoints(3)
    assert place
    assert float(place[1]) == pytest.approx((two[0] + three[0]) / 2, abs=0.1)


@pytest.mark.parametrize("progress", [0, 1, 3, 7])
@pytest.mark.parametrize("count", [1, 2, 6, 9])
def test_route_takes_any_number_of_stages(progress, count):
    svg = route(progress, [(f"S{i}", "") for i in range(count)], label="x", here="y")
    assert str(svg).count("<rect") == count
    ET.fromstring(str(svg))  # noqa: S314 # our own text


def test_route_escapes_texts_and_has_no_style():
    svg = str(route(1, [("<b>", '"&')], label='"><script>', here="<i>"))
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert "<i>" not in svg
    assert "style=" not in svg
