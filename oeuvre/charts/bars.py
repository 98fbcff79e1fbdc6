"""Bars over years: the frame that papers and citations per year share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.charts import svg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oeuvre.languages import Words

PLOT = 150
"""Height of the highest bar in pixels, at most."""

UNIT = 13
"""Height of one in pixels, at most: two papers are no tower."""

LEAST = 9
"""Years that have room at least: the bars of three years are no wall."""

TOP, FOOT = 18, 20
NARROW, DIGIT = 280, 6.7
"""Pixels of the narrowest picture, and of a digit: where all numbers fit there, each bar tells its own."""

_SHARE = 0.72
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_APART = 30, 44
"""Pixels from one year's name to the next at least: where all stand in the middle, and where some keep to the edge."""


def span(years: Sequence[int]) -> range:
    """All years from the first to the last, those without anything as well."""
    return range(min(years), max(years) + 1)


def unit(most: int) -> float:
    """How high one is."""
    return min(UNIT, PLOT / most) if most else UNIT


def height(most: int) -> float:
    """How high the whole picture is."""
    return TOP + most * unit(most) + FOOT


def place(year: int, years: range) -> tuple[float, float]:
    """Where a year's bar begins, and its width, as shares of the picture's."""
    pitch = 1 / max(len(years), LEAST)
    return (year - years.start + (1 - _SHARE) / 2) * pitch, pitch * _SHARE


def frame(totals: Mapping[int, int], years: range, words: Words) -> str:
    """The line on which the bars stand, the years along it, and the numbers above the bars."""
    most = max(totals.values())
    floor = TOP + most * unit(most)
    y, edge = svg.number(floor + 0.5), svg.percent(len(years) / max(len(years), LEAST))
    parts = [f'<line class="floor" x2="{edge}" y1="{y}" y2="{y}"/>']
    each = _fit(totals, years, words)
    parts += [within(_middle(year, years), floor + 15, str(year), "year") for year in named(years)]
    for year, total in totals.items():
        if total and (each or year == _highest(totals)):
            parts.append(within(_middle(year, years), floor - total * unit(most) - 5, words.number(total)))
    return "".join(parts)


def within(x: float, y: float, said: str, name: str = "") -> str:
    """A number around `x`; one that would leave the narrowest picture keeps to its edge."""
    half = (len(said) * DIGIT / 2 + 1) / NARROW
    if x < half:
        return svg.text(0, y, said, name, "start")
    return svg.text(1, y, said, name, "end") if x > 1 - half else svg.text(x, y, said, name)


def named(years: range) -> list[int]:
    """The years that the axis names: a few round ones."""
    apart = _APART[len(years) > LEAST]
    step = next((step for step in _STEPS if step * NARROW / max(len(years), LEAST) >= apart), 1000)
    return [year for year in years if year % step == 0]


def summary(totals: Mapping[int, int], words: Words) -> str:
    """The sum, and the best year, in a sentence."""
    year = _highest(totals)
    numbers = {"total": words.number(sum(totals.values())), "most": words.number(totals[year])}
    return words("chart.summary", year=year, **numbers)


def _fit(totals: Mapping[int, int], years: range, words: Words) -> bool:
    longest = max(len(words.number(total)) for total in totals.values())
    return longest * DIGIT + 3 <= NARROW / max(len(years), LEAST)


def _highest(totals: Mapping[int, int]) -> int:
    """The year of the most; of several the last."""
    return max(totals, key=lambda year: (totals[year], year))


def _middle(year: int, years: range) -> float:
    start, width = place(year, years)
    return start + width / 2
