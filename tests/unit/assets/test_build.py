"""The build is complete, repeatable, cheap when nothing changed, and never leaves half a file."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from forum.assets import __main__ as command
from forum.assets import build as building
from forum.assets.art import icons
from forum.assets.build import build
from forum.assets.bundle import BundleError, join_css, join_js, shorten_css
from forum.assets.manifest import Manifest

STATIC = Path(__file__).resolve().parents[3] / "static"


@pytest.fixture
def static(tmp_path) -> Path:
    skip = shutil.ignore_patterns("build", "vendor")
    return Path(shutil.copytree(STATIC, tmp_path / "static", ignore=skip))


def test_every_listed_file_exists_with_its_sha256(static):
    manifest = build(static)
    assert {"app.css", "app.js", "sprite.svg", "logo.svg", "hoehenlinien.svg", *icons.pictures()} == set(manifest.files)
    for name, built in manifest.files.items():
        data = (static / "build" / built.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == built.sha256, name
        assert built.sha256[:12] in built.file


def test_the_manifest_on_disk_is_the_one_returned(static):
    manifest = build(static)
    assert Manifest.load(static / "build") == manifest
    raw = json.loads((static / "build" / "manifest.json").read_text("utf-8"))
    assert raw["files"]["app.css"]["file"] == manifest.files["app.css"].file


def test_a_second_build_touches_nothing(static, monkeypatch):
    first = build(static)
    monkeypatch.setattr(building, "_put", lambda *_: pytest.fail("built again"))
    assert build(static) == first


def test_a_change_gives_a_new_name_and_keeps_the_one_before(static):
    before = build(static).files["app.css"].file
    utilities = static / "css" / "utilities.css"
    utilities.write_text(utilities.read_text("utf-8") + "@layer utilities { .x { color: red; } }", "utf-8")
    after = build(static).files["app.css"].file
    assert before != after
    assert (static / "build" / before).exists()
    utilities.write_text(utilities.read_text("utf-8").replace("red", "blue"), "utf-8")
    build(static)
    assert not (static / "build" / before).exists()


def test_a_lost_file_is_built_again(static):
    built = build(static).files["sprite.svg"]
    (static / "build" / built.file).unlink()
    build(static)
    assert (static / "build" / built.file).exists()


def test_a_fetched_file_is_listed_and_an_absent_one_is_empty(static):
    assert build(static).url("socket.io.js") == ""
    (static / "vendor").mkdir()
    (static / "vendor" / "socket.io.js").write_text("0", "utf-8")
    assert build(static).url("socket.io.js").startswith("/static/build/socket.io.")


def test_an_unknown_name_is_an_error(static):
    with pytest.raises(KeyError):
        build(static).url("nothing.css")


def test_css_points_at_hashed_pictures(static):
    manifest = build(static)
    css = (static / "build" / manifest.files["app.css"].file).read_text("utf-8")
    assert manifest.files["hoehenlinien.svg"].file in css
    assert "../img/" not in css


def test_layers_keep_their_order():
    css = join_css(STATIC)
    assert css.startswith("@layer tokens,base,components,pages,utilities;")
    first = [css.index(f"@layer {name}{{") for name in ("tokens", "base", "components", "pages", "utilities")]
    assert first == sorted(first)
    assert css.count("@layer components{") == 1
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("a { color: red; }\n/* x */ b { margin: 0 auto; }", "a{color:red}b{margin:0 auto}"),
        ('.x::after { content: "a  ;  b"; }', '.x::after{content:"a  ;  b"}'),
        ("a:hover > b { width: calc(100% - 2 * var(--x)); }", "a:hover>b{width:calc(100% - 2 * var(--x))}"),
        ("@media (min-width: 60rem) { .a { top: 0.5rem; } }", "@media (min-width:60rem){.a{top:.5rem}}"),
        ("a :focus-visible { outline: 0; }", "a :focus-visible{outline:0}"),
    ],
)
def test_shortening_keeps_the_meaning(source, short):
    assert shorten_css(source) == short


def test_two_modules_may_not_share_a_name(static):
    (static / "js" / "behaviours" / "zz.js").write_text("export function theme() {}\n", "utf-8")
    with pytest.raises(BundleError, match=r"zz\.js: theme is declared in theme\.js"):
        join_js(static)


def test_the_script_has_no_module_words():
    script = join_js(STATIC)
    assert script.startswith('(() => {\n"use strict";')
    assert not [line for line in script.splitlines() if line.startswith(("import ", "export "))]


def test_the_command_builds_and_survives_a_failed_fetch(static, monkeypatch, capsys):
    def broken(*_args, **_kwargs):
        raise command.VendorError("no network")

    monkeypatch.setattr(command, "fetch", broken)
    assert command.main(["--static", str(static), "--vendor"]) == 0
    said = capsys.readouterr()
    assert "no live updates: no network" in said.err
    assert (static / "build" / "manifest.json").exists()
