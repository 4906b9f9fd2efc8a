"""The one sprite: line icons (from static/img/icons.svg), cairns, emblems, landscapes."""

import re

from forum.assets.art import cairns, emblems, ridges


def sprite(icons: str) -> str:
    """Give the sprite; `icons` is the text of the icon source, of which the symbols are taken."""
    symbols = "".join(re.findall(r"<symbol .*?</symbol>", icons, re.DOTALL))
    drawn = cairns.symbols() + emblems.symbols() + ridges.symbols()
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}{drawn}</svg>'
