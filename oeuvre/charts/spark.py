"""A sparkline: papers per year as thin bars, as small as a number and beside numbers."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from oeuvre.charts import bars, svg

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.library import Library

YEARS = 30
"""The last years are shown, at most."""

_WIDTH, _HEIGHT, _UNIT = 72, 24, 6


def draw(library: Library, words: Words) -> str:
    """The picture as HTML: of the years from the first paper to the last. There must be a dated paper."""
    counts = Counter(paper.date.year for paper in library.papers if paper.date.year)
    years = bars.span(list(counts))[-YEARS:]
    unit = min(_UNIT, _HEIGHT / max(counts[year] for year in years))
    step = min(8, max(4, _WIDTH // len(years)))
    drawn = "".join(
        f"M{step * place + 2} {_HEIGHT}v-{svg.number(counts[year] * unit)}"
        for place, year in enumerate(years)
        if counts[year]
    )
    label = escape(f"{words('chart.papers')}, {years.start}–{years.stop - 1}")
    width = step * len(years)
    return (
        f'<svg class="spark" role="img" aria-label="{label}" width="{width}" height="{_HEIGHT}">'
        f'<path d="{drawn}"/></svg>'
    )
