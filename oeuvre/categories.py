"""Subject categories: arXiv's and a site's own, each with a short form, a name, and colours that can be read.

Hues are degrees in OKLCH, where equal lightness looks equal: so one pair of lightnesses keeps every hue above the
contrast of 4.5 that WCAG 2.2 asks of text (1.4.3), in light and in dark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from math import cos, radians, sin
from zlib import crc32

from oeuvre.arxiv_taxonomy import ALIASES, ARCHIVES, NAMES
from oeuvre.model import Category

_HUES = {
    "cs.CL": 255, "cs.LG": 150, "cs.AI": 305, "cs.CV": 55, "cs.SD": 355, "eess.AS": 200, "stat.ML": 105,
}  # fmt: skip
"""Categories that often stand side by side lie far apart; all others are spread by the golden angle."""

_GOLDEN_ANGLE = 137.508

_INK, _WASH = (0.43, 0.87), (0.945, 0.29)
"""Lightness of a badge's letters and of its ground, each in light and in dark (0 black, 1 white)."""
_INK_CHROMA, _WASH_CHROMA = (0.125, 0.085), (0.035, 0.045)

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE)
_COLOURS = {
    "black": "#000000", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "white": "#ffffff",
    "red": "#ff0000", "maroon": "#800000", "crimson": "#dc143c", "brown": "#a52a2a", "pink": "#ffc0cb",
    "orange": "#ffa500", "gold": "#ffd700", "yellow": "#ffff00", "olive": "#808000", "lime": "#00ff00",
    "green": "#008000", "teal": "#008080", "turquoise": "#40e0d0", "cyan": "#00ffff", "aqua": "#00ffff",
    "blue": "#0000ff", "navy": "#000080", "indigo": "#4b0082", "violet": "#ee82ee", "purple": "#800080",
    "magenta": "#ff00ff", "fuchsia": "#ff00ff",
}  # fmt: skip
"""The colours of CSS that people know by name."""


def _short(code: str) -> str:
    return code.rpartition(".")[2]


def _arxiv() -> dict[str, Category]:
    return {
        code: Category(code, _short(code), name, _HUES.get(code, round(place * _GOLDEN_ANGLE) % 360))
        for place, (code, name) in enumerate(NAMES.items())
    }


ARXIV: dict[str, Category] = _arxiv()
"""All categories of arXiv by code, in the order of its archives."""


def own(code: str, label: str = "", colour: str = "") -> Category:
    """A category as a site declares it. It may be one of arXiv's, whose name or colour the site wants otherwise.

    ValueError: the colour is none; the message says how to write it.
    """
    known = ARXIV.get(code)
    if colour and not _hex(colour):
        raise ValueError(f'colour "{colour}" is not known; write it like "#1f5fae"')
    if known:
        return known._replace(label=label or known.label, colour=colour)
    return Category(code, code, label or code, crc32(code.encode("utf-8", "replace")) % 360, colour)


def resolve(text: str, own: tuple[Category, ...] = ()) -> Category:
    """The category meant by a code or by a short form that only one category has; the site's own come first.

    Several codes that arXiv has for one category (cs.SY, eess.SY) give that one category.
    ValueError: there is none, or more than one; the message says what to write.
    """
    return _table(own).get(text) or _search(text, own)


@lru_cache(maxsize=8)
def _table(own: tuple[Category, ...]) -> dict[str, Category]:
    """All that names exactly one category, as it is usually written."""
    table = {short: found[0] for short, found in _by_short(own).items() if len(found) == 1}
    table.update(ARXIV)
    mine = {category.code: category for category in own}
    table.update({alias: mine.get(code) or ARXIV[code] for alias, code in ALIASES.items()})
    table.update({category.short: category for category in own})
    table.update(mine)
    return table


def _by_short(own: tuple[Category, ...]) -> dict[str, list[Category]]:
    mine = {category.code: category for category in own}
    found: defaultdict[str, list[Category]] = defaultdict(list)
    for code in (*NAMES, *ALIASES):
        code = ALIASES.get(code, code)  # noqa: PLW2901 - the code that counts
        category = mine.get(code) or ARXIV[code]
        if "." in code and category not in found[_short(code)]:
            found[_short(code)].append(category)
    return found


def _search(text: str, own: tuple[Category, ...]) -> Category:
    """What is written in other letters or by its name; else the error that helps most."""
    table = _table(own)
    by_letters = {key.casefold(): category for key, category in reversed(table.items())}
    by_name = {category.label.casefold(): category for category in (*reversed(ARXIV.values()), *own)}
    text = text.strip()
    text = text if len(text) <= 80 else text[:79] + "…"
    word = text.removeprefix("arXiv:").casefold()
    if word in by_letters:
        return by_letters[word]
    several = _by_short(own).get(word.upper(), [])
    if several:
        choice = " or ".join(f'"{category.code}" ({category.label})' for category in several)
        raise ValueError(f'category "{text}" can be several; write {choice}')
    if word in ARCHIVES:
        first = next(category for code, category in ARXIV.items() if code.startswith(f"{word}."))
        raise ValueError(f'category "{text}" is a whole archive; write one of its categories, like "{first.code}"')
    if word in by_name:
        raise ValueError(f'category "{text}" is a name; write its code, "{by_name[word].code}"')
    hint = _nearest(word, [*by_letters, *by_name])
    if hint:
        category = by_letters.get(hint) or by_name[hint]
        raise ValueError(f'category "{text}" is not known; write "{category.code}" or declare it in site.yml')
    raise ValueError(f'category "{text}" is not known; write a code of arXiv like "cs.CL" or declare it in site.yml')


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.75)), "")


def badge_colours(category: Category) -> tuple[tuple[str, str], tuple[str, str]]:
    """The colours of a badge's letters and of its ground, each for light and for dark, as `#rrggbb`.

    A colour that the owner chose gives its hue and its strength; the lightness stays, so that it can be read.
    """
    hue, strength = float(category.hue), 1.0
    if chosen := _hex(category.colour):
        chroma, hue = _chroma_and_hue(chosen)
        strength = min(chroma / 0.1, 1.25)
    ink = (_rgb(_INK[0], _INK_CHROMA[0] * strength, hue), _rgb(_INK[1], _INK_CHROMA[1] * strength, hue))
    wash = (_rgb(_WASH[0], _WASH_CHROMA[0] * strength, hue), _rgb(_WASH[1], _WASH_CHROMA[1] * strength, hue))
    return ink, wash


def _hex(colour: str) -> str:
    """`#rrggbb` for a colour written so, as `#rgb` or by a name; empty for anything else."""
    colour = _COLOURS.get(colour.strip().casefold(), colour.strip())
    if not _HEX.match(colour):
        return ""
    return colour.lower() if len(colour) == 7 else "#" + "".join([digit * 2 for digit in colour[1:].lower()])


def _rgb(lightness: float, chroma: float, hue: float) -> str:
    """An OKLCH colour as `#rrggbb`, its chroma lowered until a screen can show it."""
    while True:
        light = _linear(lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue)))
        if chroma <= 0 or all(-0.0005 <= part <= 1.0005 for part in light):
            return "#" + "".join([f"{round(_gamma(min(max(part, 0.0), 1.0)) * 255):02x}" for part in light])
        chroma -= 0.005


def _linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Oklab to linear sRGB (Björn Ottosson, "A perceptual color space for image processing", 2020)."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _chroma_and_hue(colour: str) -> tuple[float, float]:
    """OKLCH chroma and hue of a `#rrggbb`."""
    from math import atan2, degrees, hypot

    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return hypot(a, b), degrees(atan2(b, a)) % 360
