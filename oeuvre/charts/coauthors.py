"""The network of the closest co-authors: an arc diagram, whose names never overlap.

The names stand in a list, ordered so that groups stay together; arcs beside them join who wrote together.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import combinations
from typing import TYPE_CHECKING

from oeuvre.charts import svg
from oeuvre.charts.figure import Figure, Table
from oeuvre.charts.order import arranged
from oeuvre.markup import ROOT, address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Coauthor, Library
    from oeuvre.model import Paper

SHOWN, LEAST = 30, 3
"""People in the network at most, and at least."""

LINES = 90
"""Arcs that can be told apart, at most: of more only the strongest are drawn, and the chart says so."""

LINKED = 40
"""Papers with one person that are linked one by one, at most."""

_SOON = 9999
_ROW, _WIDTH, _EDGE = 24, 112, 9
_ROW_REM = 1.5


def draw(library: Library, words: Words) -> Figure | None:
    """The chart, where there are some co-authors."""
    everybody = library.coauthors
    if len(everybody) < LEAST:
        return None
    closest = everybody[:SHOWN]
    ties = together(closest)
    people = [closest[number] for number in arranged(len(closest), ties)]
    ties = together(people)
    weakest = drawn_from(ties)
    notes = [words("chart.network")]
    if weakest > 1:
        notes.append(words("chart.lines_from", n=weakest))
    if len(closest) < len(everybody):
        notes.insert(0, words("chart.closest", n=len(closest), total=words.number(len(everybody))))
    title = words("chart.coauthors")
    drawn = {pair: weight for pair, weight in ties.items() if weight >= weakest}
    arcs = _arcs(people, drawn, f"{title}. {' '.join(notes)}")
    names = "".join(_entry(person, words) for person in people)
    picture = f'<div class="network">{arcs}<ol>{names}</ol></div>'
    return Figure("coauthors", title, tuple(notes), picture, _table(people, ties, words))


def together(people: Sequence[Coauthor]) -> dict[tuple[int, int], int]:
    """How many papers each two of these people wrote together, by their places."""
    on_paper: dict[str, list[int]] = {}
    for place, person in enumerate(people):
        for paper in person.papers:
            on_paper.setdefault(paper.slug, []).append(place)
    pairs: Counter[tuple[int, int]] = Counter()
    for places in on_paper.values():
        pairs.update(combinations(places, 2))
    return dict(sorted(pairs.items()))


def drawn_from(ties: Mapping[tuple[int, int], int]) -> int:
    """From which number of papers together an arc is drawn, so that there are not too many."""
    weights = sorted(ties.values(), reverse=True)
    return weights[LINES] + 1 if len(weights) > LINES else 1


def anchor(person: Coauthor) -> str:
    """Where the papers written with somebody are listed."""
    return f"with:{person.id}"


def _arcs(people: Sequence[Coauthor], ties: Mapping[tuple[int, int], int], told: str) -> str:
    most = max((len(person.papers) for person in people), default=1)
    heaviest = max(ties.values(), default=1)
    x = _WIDTH - _EDGE
    parts = []
    for (one, other), weight in sorted(ties.items(), key=lambda item: (item[1], item[0])):
        half = (other - one) * _ROW / 2
        start, end = (_ROW * place + _ROW / 2 for place in (one, other))
        wide = svg.number(min(half, x - 3))
        stroke = svg.number(1 + 3 * (weight - 1) / max(1, heaviest - 1))
        curve = f"M{x} {svg.number(start)}A{wide} {svg.number(half)} 0 0 0 {x} {svg.number(end)}"
        parts.append(f'<path d="{curve}" stroke-width="{stroke}"/>')
    for place, person in enumerate(people):
        radius = svg.number(max(2, 6 * (len(person.papers) / most) ** 0.5))
        parts.append(f'<circle cx="{x}" cy="{_ROW * place + _ROW // 2}" r="{radius}"/>')
    return (
        f'<svg class="chart arcs" role="img" aria-label="{escape(told)}" viewBox="0 0 {_WIDTH} {_ROW * len(people)}" '
        f'width="{svg.number(_WIDTH / _ROW * _ROW_REM)}rem" height="{svg.number(_ROW_REM * len(people))}rem">'
        f"{''.join(parts)}</svg>"
    )


def _entry(person: Coauthor, words: Words) -> str:
    """A name, which leads to the papers written together, or to the person's page here."""
    page = f"{ROOT}people/{escape(person.id)}/index.html" if person.person and person.person.page else ""
    href = page or f"#{escape(anchor(person))}"
    number = words.number(len(person.papers))
    return f'<li><a href="{href}"><bdi>{escape(person.name)}</bdi></a> <small>{number}</small></li>'


def _years(papers: Sequence[Paper], words: Words) -> list[str]:
    """The years of the papers, each a link to its paper; of very many their numbers."""
    newest = sorted(papers, key=lambda paper: (paper.date.year or _SOON, paper.slug), reverse=True)
    if len(papers) <= LINKED:
        return [
            f'<a href="{address(paper)}" title="{escape(paper.title.plain)}">{_year(paper, words)}</a>'
            for paper in newest
        ]
    numbers = Counter(_year(paper, words) for paper in newest)
    return [f"{year} ({words.number(number)})" for year, number in numbers.items()]


def _year(paper: Paper, words: Words) -> str:
    return str(paper.date.year) if paper.date.year else words("forthcoming")


def _table(people: Sequence[Coauthor], ties: Mapping[tuple[int, int], int], words: Words) -> Table:
    among: dict[int, list[tuple[int, int]]] = {place: [] for place in range(len(people))}
    for (one, other), weight in ties.items():
        among[one].append((other, weight))
        among[other].append((one, weight))
    comma = words("comma")
    rows = []
    for place, person in sorted(enumerate(people), key=lambda item: -len(item[1].papers)):
        years = _years(person.papers, words)
        others = [f"<bdi>{escape(people[other].name)}</bdi> ({words.number(weight)})" for other, weight in among[place]]
        name = f'<bdi id="{escape(anchor(person))}">{escape(person.name)}</bdi>'
        rows.append((name, words.number(len(person.papers)), comma.join(years), comma.join(others)))
    head = (words("chart.name"), words("chart.total"), words("chart.together"), words("chart.with"))
    return Table(head, tuple(rows))
