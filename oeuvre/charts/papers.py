"""Papers per year, each year's bar made of its categories."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import categories, colours, theme
from oeuvre.charts import bars, svg
from oeuvre.charts.figure import Figure, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library

SHOWN = 6
"""Categories that have a colour of their own here; the smaller ones are together."""

_OTHERS, _NONE = "\0others", ""


_NEAR = 70
"""Colours whose parts differ by less in sum, of 765, are hard to tell apart side by side."""


class Kind(NamedTuple):
    """A layer of the bars: its code, what it is called in short and in full, and the class that colours it.

    `striped` tells it from a layer of much the same colour.
    """

    code: str
    short: str
    label: str
    colour: str
    striped: bool = False


def draw(library: Library, words: Words) -> Figure | None:
    """The chart, where a paper has a date."""
    counts = count(library)
    if not counts:
        return None
    kinds = layers(library, counts, words)
    rows = {year: [_number(counts, year, kind, kinds) for kind in kinds] for year in bars.span([y for y, _ in counts])}
    totals = {year: sum(row) for year, row in rows.items()}
    undated = sum(not paper.date.year for paper in library.papers)
    notes = [bars.summary(totals, words)]
    if any(len(paper.categories) > 1 for paper in library.papers):
        notes.append(words("chart.first_category"))
    if undated:
        notes.append(words("chart.undated", n=undated))
    title = words("chart.papers")
    height = bars.height(max(totals.values()))
    picture = svg.picture("papers", f"{title}. {notes[0]}", height, _bars(rows, kinds, words))
    return Figure("papers", title, tuple(notes), _legend(rows, kinds, words) + picture, _table(rows, kinds, words))


def count(library: Library) -> Counter[tuple[int, str]]:
    """How many papers each year has in each category; a paper counts in its first one, or in none."""
    dated = (paper for paper in library.papers if paper.date.year)
    return Counter((paper.date.year, paper.categories[0] if paper.categories else _NONE) for paper in dated)


def layers(library: Library, counts: Counter[tuple[int, str]], words: Words) -> list[Kind]:
    """The largest categories from the bottom up, then the others together, and papers without any."""
    sums: Counter[str] = Counter()
    for (_, code), number in counts.items():
        sums[code] += number
    codes = sorted((code for code in sums if code != _NONE), key=lambda code: (-sums[code], code))
    shown = codes if len(codes) <= SHOWN + 1 else codes[:SHOWN]
    found = [categories.resolve(code, library.site.categories) for code in shown]
    kinds: list[Kind] = []
    plain: list[colours.Rgb] = []
    for each in found:
        ink = colours.parse(categories.badge_colours(each)[0][0])
        near = any(sum(abs(one - other) for one, other in zip(ink, seen, strict=True)) < _NEAR for seen in plain)
        plain += [] if near else [ink]
        kinds.append(Kind(each.code, each.short, each.label or each.short, theme.badge_class(each), near))
    if len(codes) == 1 and not sums[_NONE]:
        return [kinds[0]._replace(colour="one")]
    if not codes:
        return [Kind(_NONE, "", "", "one")]
    if len(shown) < len(codes):
        kinds.append(Kind(_OTHERS, words("chart.others"), words("chart.others"), "others"))
    if sums[_NONE]:
        kinds.append(Kind(_NONE, words("chart.no_category"), words("chart.no_category"), "none"))
    return kinds


def _number(counts: Counter[tuple[int, str]], year: int, kind: Kind, kinds: Sequence[Kind]) -> int:
    if kind.code != _OTHERS:
        return counts[year, kind.code]
    shown = {each.code for each in kinds} | {_NONE}
    return sum(number for (when, code), number in counts.items() if when == year and code not in shown)


def _bars(rows: dict[int, list[int]], kinds: Sequence[Kind], words: Words) -> str:
    years = bars.span(list(rows))
    most = max(sum(row) for row in rows.values())
    unit, floor = bars.unit(most), bars.TOP + most * bars.unit(most)
    layers: list[list[str]] = [[] for _ in kinds]
    for year, row in rows.items():
        y = floor
        x, width = bars.place(year, years)
        for layer, kind, number in zip(layers, kinds, row, strict=True):
            if number:
                y -= number * unit
                told = f"{year} · {kind.label}: {words.number(number)}" if len(kinds) > 1 else ""
                layer.append(svg.bar(x, y, width, number * unit, told))
                if len(kinds) > 1 and len(years) <= bars.LEAST and number * unit >= 12 and _fits(kind):
                    layer.append(svg.text(x + width / 2, y + number * unit / 2 + 3.5, kind.short, "in"))
    drawn = (_layer(kind, f"stripes-{place}", "".join(layers[place])) for place, kind in enumerate(kinds))
    totals = {year: sum(row) for year, row in rows.items()}
    return "".join(drawn) + bars.frame(totals, years, words)


def _fits(kind: Kind) -> bool:
    """Whether the short name can be read within a bar."""
    return len(kind.short) <= 2 and not kind.striped


def _layer(kind: Kind, key: str, drawn: str) -> str:
    if not kind.striped:
        return f'<g class="{kind.colour}">{drawn}</g>'
    stripes = f'<pattern id="{key}" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 1h4"/></pattern>'
    return f'<g class="{kind.colour} striped" fill="url(#{key})">{stripes}{drawn}</g>'


def _legend(rows: dict[int, list[int]], kinds: Sequence[Kind], words: Words) -> str:
    """The categories as they lie in the bars, from the bottom up, with their numbers; none where there is but one."""
    if len(kinds) < 2:
        return ""
    sums = [sum(row[place] for row in rows.values()) for place in range(len(kinds))]
    items = (
        f'<li class="{kind.colour}{" striped" if kind.striped else ""}">{_named(kind)} '
        f"<small>{words.number(total)}</small></li>"
        for kind, total in zip(kinds, sums, strict=True)
    )
    return f'<ul class="key">{"".join(items)}</ul>'


def _named(kind: Kind) -> str:
    short = f"<b>{escape(kind.short)}</b> " if kind.short != kind.label else ""
    return short + escape(kind.label)


def _table(rows: dict[int, list[int]], kinds: Sequence[Kind], words: Words) -> Table:
    several = len(kinds) > 1
    head = [words("chart.year"), *(_head(kind) for kind in kinds if several), words("chart.total")]
    return Table(tuple(head), tuple(_rows(rows, words, several=several)))


def _head(kind: Kind) -> str:
    if kind.short == kind.label:
        return escape(kind.label)
    return f'<abbr title="{escape(kind.label)}">{escape(kind.short)}</abbr>'


def _rows(rows: dict[int, list[int]], words: Words, *, several: bool) -> Iterator[tuple[str, ...]]:
    for year, row in sorted(rows.items(), reverse=True):
        if any(row):
            cells = [words.number(number) if number else "" for number in row] if several else []
            yield (str(year), *cells, words.number(sum(row)))
