"""Pictures in cooked HTML: which it shows, and their sizes, so that nothing moves while they arrive."""

import re
from collections.abc import Mapping

SHOWN = re.compile(r"""<img src="/u/([a-p]{32})"((?: [a-z]+=(?:"[^"]*"|'[^']*'))*)>""")
ALT = re.compile(r"""alt=(?:"([^"]*)"|'([^']*)')""")
SIZES = "(max-width: 48rem) 92vw, 44rem"
SMALL = 480


def picture_keys(html: str) -> frozenset[str]:
    """Give the keys of the pictures that rendered HTML shows, placed or not."""
    return frozenset(found[1] for found in SHOWN.finditer(html))


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
