"""Pictures in cooked HTML: which it shows, and their sizes, so that nothing moves while they arrive."""

import re
from collections.abc import Callable, Mapping
from html import escape

SHOWN = re.compile(r"""<img src="/u/([a-p]{32})"((?: [a-z-]+=(?:"[^"]*"|'[^']*'))*)>""")
ALT = re.compile(r"""alt=(?:"([^"]*)"|'([^']*)')""")
STATE = re.compile(r' data-state="([a-z]+)"')
SIZES = "(max-width: 48rem) 92vw, 44rem"
SMALL = 480
UNSEEN = {
    "held": "This picture is being looked at.",
    "refused": "This picture is not shown.",
    "removed": "This picture is not shown.",
}
"""What is said in a picture's place, by its state."""


def picture_keys(html: str) -> frozenset[str]:
    """Give the keys of the pictures that rendered HTML shows, placed or not."""
    return frozenset(found[1] for found in SHOWN.finditer(html))


def mark_picture(html: str, key: str, state: str) -> str:
    """Give placed HTML in which a picture says its state: held, refused, removed; nothing for one that is shown."""
    mark = f' data-state="{state}"' if state != "shown" else ""

    def marked(found: re.Match[str]) -> str:
        return f'<img src="/u/{key}"{STATE.sub("", found[2])}{mark}>' if found[1] == key else found[0]

    return SHOWN.sub(marked, html)


def tell_states(html: str, words: Callable[[str], str]) -> str:
    """Give HTML in which the description of a picture that is not shown says so, in the reader's `words`."""
    if ' data-state="' not in html:
        return html

    def told(found: re.Match[str]) -> str:
        state, said = STATE.search(found[2]), ALT.search(found[2])
        if state is None:
            return found[0]
        about = ((said[1] or said[2]) if said else "") or ""
        alt = f' alt="{(about + " ") if about else ""}({escape(words(state[1]))})"'
        rest = found[2][: said.start() - 1] + found[2][said.end() :] if said else found[2]
        return f'<img src="/u/{found[1]}"{alt}{rest}>'

    return SHOWN.sub(told, html)


def place_pictures(html: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """Give rendered HTML with width and height at its pictures; those not among `sizes` become links."""

    def placed(found: re.Match[str]) -> str:
        key, rest = found[1], found[2]
        if key not in sizes:
            said = ALT.search(rest)
            return f'<a href="/u/{key}">{(said[1] or said[2]) if said else ""}</a>'
        width, height = sizes[key]
        size = f'width="{width}" height="{height}" loading="lazy"'
        if max(width, height) > SMALL:
            small = round(SMALL * width / max(width, height))
            size += f' srcset="/u/{key}/small {small}w, /u/{key} {width}w" sizes="{SIZES}"'
        return f'<img src="/u/{key}"{rest} {size}>'

    return SHOWN.sub(placed, html)
