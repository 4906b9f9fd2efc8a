"""Join and shorten our own CSS (in layer order) and JS (modules into one strict script)."""

import re
from pathlib import Path

STARTS = ("tokens.css", "base.css")
FOLDERS = ("components", "pages")
END = "utilities.css"
NAME = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


class BundleError(Exception):
    """The sources cannot be joined; the message names the file."""


def css_sources(static: Path) -> list[Path]:
    """Give our stylesheets in layer order: tokens, base, components, pages, utilities; by name within."""
    css = static / "css"
    folders = [path for folder in FOLDERS for path in sorted((css / folder).glob("*.css"))]
    return [*(css / name for name in STARTS), *folders, css / END]


def js_sources(static: Path) -> list[Path]:
    """Give our modules, behaviours first and the one that starts them last."""
    js = static / "js"
    return [*sorted((js / "behaviours").glob("*.js")), js / "realtime.js", js / "app.js"]


def shorten_css(text: str) -> str:
    """Drop comments and needless space; never touches what stands in quotes."""
    strings: list[str] = []

    def hide(match: re.Match[str]) -> str:
        strings.append(match[0])
        return f"\0{len(strings) - 1}\0"

    text = re.sub(r'"[^"]*"', hide, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>]) ?", r"\1", text).replace(";}", "}")
    text = re.sub(r"(?<=[\w-]): ", ":", text)
    text = re.sub(r"(?<=[ ,(:-])0\.(?=\d)", ".", text)
    return re.sub("\0(\\d+)\0", lambda match: strings[int(match[1])], text).strip()


def join_css(static: Path) -> str:
    """Give the one stylesheet, shortened; neighbouring blocks of the same layer become one."""
    joined = shorten_css("\n".join(path.read_text("utf-8") for path in css_sources(static)))
    return re.sub(r"\}@layer (\w+)\{", _Layers(joined).merge, joined)


class _Layers:
    """Merge `}@layer x{` when the block before it is of layer x too."""

    def __init__(self, text: str) -> None:
        first = re.search(r"@layer (\w+)\{", text)
        self.current = first[1] if first else ""

    def merge(self, match: re.Match[str]) -> str:
        """Give nothing where the layer goes on, the text itself where it changes."""
        if match[1] == self.current:
            return ""
        self.current = match[1]
        return match[0]


def _module(path: Path) -> str:
    """Give a module without imports, exports, comment lines, indentation and empty lines."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    kept = [line for line in lines if line and not line.startswith(("//", "import "))]
    return "\n".join(line.removeprefix("export default ").removeprefix("export ") for line in kept)


def join_js(static: Path) -> str:
    """Give the one script; raises BundleError when two modules declare the same top-level name."""
    seen: dict[str, str] = {}
    for path in js_sources(static):
        source = re.sub(r"^export (?:default )?", "", path.read_text("utf-8"), flags=re.MULTILINE)
        for name in NAME.findall(source):
            if seen.setdefault(name, path.name) != path.name:
                raise BundleError(f"{path.name}: {name} is declared in {seen[name]} too")
    body = "\n".join(_module(path) for path in js_sources(static))
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'
