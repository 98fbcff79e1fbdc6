"""Pieces of SVG as text.

A picture has no viewBox: places along it are in percent and heights in pixels, so that its letters keep their size
from a phone to a wide screen. Colours are those of the sheet `charts.css`, by class.
"""

from __future__ import annotations

from html import escape


def number(value: float) -> str:
    """A length with two decimals at most, the same on every machine: `12`, `0.5`, `33.33`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent(value: float) -> str:
    """A share of the width, 0 to 1, in percent."""
    return number(100 * value) + "%"


def picture(name: str, label: str, height: float, content: str) -> str:
    """A picture as wide as its place; `label` is what it shows, for those who do not see it."""
    return (
        f'<svg class="chart of-{name}" role="img" aria-label="{escape(label)}" width="100%" height="{number(height)}">'
        f"{content}</svg>"
    )


def bar(x: float, y: float, width: float, height: float, told: str, name: str = "") -> str:
    """A rectangle, `x` and `width` as shares of the width; `told` is shown under the pointer."""
    title = f"<title>{escape(told)}</title>" if told else ""
    of_class = f' class="{name}"' if name else ""
    place = f'x="{percent(x)}" y="{number(y)}" width="{percent(width)}" height="{number(height)}"'
    return f"<rect{of_class} {place}>{title}</rect>"


def text(x: float, y: float, said: str, name: str = "", anchor: str = "middle") -> str:
    """Letters that stand on the height `y`."""
    of_class = f' class="{name}"' if name else ""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text{of_class} x="{percent(x)}" y="{number(y)}"{at}>{escape(said)}</text>'
