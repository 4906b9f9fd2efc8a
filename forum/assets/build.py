"""Build static/build/: hashed, shortened, listed in a manifest. Idempotent, atomic, standard library only."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from forum.assets.art import contours, icons
from forum.assets.art.sprite import sprite
from forum.assets.bundle import css_sources, join_css, join_js, js_sources
from forum.assets.manifest import NAME, OPTIONAL, Built, Manifest

HERE = Path(__file__).resolve().parent
DRAWN = "hoehenlinien.svg"
PACKED = frozenset({"css", "js", "svg"})


def _sources(static: Path) -> Iterator[Path]:
    """Everything a build depends on, our generators included."""
    yield from css_sources(static)
    yield from js_sources(static)
    yield from sorted((static / "img").glob("*.*"))
    yield from (path for name in sorted(OPTIONAL) if (path := static / "vendor" / name).exists())
    yield from sorted(HERE.glob("*.py"))
    yield from sorted((HERE / "art").glob("*.py"))


def stamp(static: Path) -> str:
    """Give a fingerprint of the sources by name, size and time of change: cheap, about 100 stats."""
    lines = [f"{p.name} {s.st_size} {s.st_mtime_ns}" for p in _sources(static) for s in [p.stat()]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write so that a reader sees the old or the new file, never half of one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


def _put(folder: Path, name: str, data: bytes) -> Built:
    digest = hashlib.sha256(data).hexdigest()
    stem, dot, suffix = name.rpartition(".")
    built = Built(f"{stem}.{digest[:12]}{dot}{suffix}", digest)
    if not (folder / built.file).exists():
        _write(folder / built.file, data)
    if suffix in PACKED:
        _write(folder / f"{built.file}.gz", gzip.compress(data, 9, mtime=0))
    return built


def _images(static: Path) -> Iterator[tuple[str, bytes]]:
    """Give the pictures: drawn ones, then those in static/img except the icon source."""
    yield "sprite.svg", sprite((static / "img" / "icons.svg").read_text("utf-8")).encode()
    yield DRAWN, contours.svg().encode()
    yield from icons.pictures().items()
    for path in sorted((static / "img").glob("*.*")):
        if path.name != "icons.svg":
            yield path.name, path.read_bytes()


def _prune(folder: Path, keep: set[str]) -> None:
    """Remove what neither this build nor the one before lists; open pages may still ask for the latter."""
    for path in folder.iterdir():
        if path.is_file() and path.name.removesuffix(".gz") not in keep and not path.name.startswith("."):
            path.unlink(missing_ok=True)


def build(static: Path, cache: Path | None = None) -> Manifest:
    """Build into `cache` (default `static/build`) unless up to date; give the manifest."""
    folder = cache or static / "build"
    folder.mkdir(parents=True, exist_ok=True)
    before, now = Manifest.load(folder), stamp(static)
    if before.stamp == now and all((folder / b.file).exists() for b in before.files.values()):
        return before
    files = {name: _put(folder, name, data) for name, data in _images(static)}
    css = join_css(static)
    for name, built in files.items():
        css = css.replace(f"../img/{name}", built.file)
    files["app.css"] = _put(folder, "app.css", css.encode())
    files["app.js"] = _put(folder, "app.js", join_js(static).encode())
    for name in sorted(OPTIONAL):
        if (static / "vendor" / name).exists():
            files[name] = _put(folder, name, (static / "vendor" / name).read_bytes())
    manifest = Manifest(now, files)
    _write(folder / NAME, manifest.dump().encode())
    _prune(folder, {NAME} | {b.file for m in (before, manifest) for b in m.files.values()})
    return manifest
