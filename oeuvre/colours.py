"""Colours that can be read: contrast by WCAG 2.2, and a colour moved towards ink or light until it has enough of it."""

from __future__ import annotations

import re

PAPER = ("#fdfcf9", "#171614")
"""The page's background in light and in dark; the default theme's `--paper`."""

ENOUGH = (4.6, 7.0)
"""Contrast asked of coloured text in light and in dark: WCAG 2.2 (1.4.3) asks 4.5; the eye asks more in the dark."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")

Rgb = tuple[int, int, int]


def is_hex(colour: str) -> bool:
    """Whether the colour is written `#rgb` or `#rrggbb`: other CSS colours are used as they are."""
    return bool(_HEX.match(colour))


def parse(colour: str) -> Rgb:
    """Red, green and blue of a `#rgb` or `#rrggbb`, each 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(rgb: Rgb) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    parts = [part / 255 for part in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(parse(one)), luminance(parse(other))))
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, background: str, enough: float) -> str:
    """The colour itself if it can be read on the background, else the nearest one that can, towards black or white."""
    end = 0 if luminance(parse(background)) > 0.18 else 255
    for step in range(51):
        mixed = "#{:02x}{:02x}{:02x}".format(*(round(part + (end - part) * step / 50) for part in parse(colour)))
        if contrast(mixed, background) >= enough:
            return mixed
    raise AssertionError(f"no colour can be read on {background}")


def pair(colour: str) -> str:
    """One colour for both schemes as a CSS value: `light-dark(…, …)`, each side legible where it stands."""
    if not is_hex(colour):
        return f"light-dark({colour}, color-mix(in oklab, {colour} 55%, white))"
    light, dark = (legible(colour, paper, enough) for paper, enough in zip(PAPER, ENOUGH, strict=True))
    return f"light-dark({light}, {dark})"
