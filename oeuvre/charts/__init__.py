"""The wing of charts: one file a chart, made at build time, each with its numbers as a table.

To add a chart: 1. write a file here with `draw(library, words)`, which gives a Figure, or None where there is too
little to show; pictures are made of `svg`, and what is said of them stands in `languages/`; 2. add a line to CHARTS;
3. add cases to `tests/charts/`, where properties hold the numbers against the papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.charts import citations, coauthors, papers, topics
from oeuvre.charts.figure import Figure, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.languages import Words
    from oeuvre.library import Library

__all__ = ["CHARTS", "Figure", "Table"]

CHARTS: dict[str, Callable[[Library, Words], Figure | None]] = {
    "papers": papers.draw,
    "citations": citations.draw,
    "topics": topics.draw,
    "coauthors": coauthors.draw,
}
"""Every chart, in the order of the page `statistics/`."""
