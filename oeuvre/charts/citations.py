"""Citations per year, where the counts of the papers say when they were made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oeuvre.charts import bars, svg
from oeuvre.charts.figure import Figure, Table
from oeuvre.text import dates

if TYPE_CHECKING:
    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Date

LEAST = 2
"""Years with citations that are worth a picture."""


def draw(library: Library, words: Words) -> Figure | None:
    """The chart, where citations of several years are known."""
    counts = count(library)
    if len(counts) < LEAST:
        return None
    years = bars.span(list(counts))
    totals = {year: counts[year] for year in years}
    most = max(totals.values())
    unit = bars.unit(most)
    floor = bars.TOP + most * unit
    newest = read_on(library)
    drawn = []
    for year, number in totals.items():
        if number:
            x, width = bars.place(year, years)
            open_end = "open" if newest is not None and year == newest.year else ""
            told = f"{year}: {words.number(number)}"
            drawn.append(svg.bar(x, floor - number * unit, width, number * unit, told, open_end))
    title, notes = words("chart.citations"), notes_of(library, totals, newest, words)
    content = f'<g class="one">{"".join(drawn)}</g>{bars.frame(totals, years, words)}'
    table = [(str(year), words.number(totals[year])) for year in reversed(years) if totals[year]]
    return Figure(
        "citations",
        title,
        notes,
        svg.picture("citations", f"{title}. {notes[0]}", bars.height(most), content),
        Table((words("chart.year"), words("citations")), tuple(table)),
    )


def count(library: Library) -> Counter[int]:
    """How often all papers together were cited in each year."""
    counts: Counter[int] = Counter()
    for paper in library.papers:
        for year, number in paper.citations.by_year if paper.citations else ():
            if number:
                counts[year] += number
    return counts


def read_on(library: Library) -> Date | None:
    """The day of the newest count: the citations of its year are not all there yet."""
    days = [paper.citations.as_of for paper in library.papers if paper.citations and paper.citations.by_year]
    return max((day for day in days if day is not None), default=None)


def notes_of(library: Library, totals: dict[int, int], newest: Date | None, words: Words) -> tuple[str, ...]:
    """What the numbers are, whose they are, and of which day."""
    notes = [bars.summary(totals, words)]
    known = [paper.citations for paper in library.papers if paper.citations]
    everything, with_year = sum(each.total for each in known), sum(totals.values())
    if with_year < everything:
        notes.append(words("chart.with_year", n=with_year, total=words.number(everything)))
    sources = sorted({each.source for each in known if each.by_year and each.source})
    if sources:
        notes.append(words("source", text=words("comma").join(sources)) + words("stop"))
    if newest is not None:
        notes.append(words("as_of", date=dates.long(newest, words.language)) + words("stop"))
    return tuple(notes)
