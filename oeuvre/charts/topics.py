"""Topics over time: for each of the most frequent ones a line of years, with a dot for the papers of each."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from oeuvre import categories
from oeuvre.charts import bars, svg
from oeuvre.charts.figure import Figure, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Paper

SHOWN = 10
"""Topics that are shown, at most."""

ENOUGH = 3
"""Keywords that at least two papers share: with fewer of them the categories are the topics."""

ROW, RADIUS = 40, 7
_LONGEST = 40
"""Letters of a name at most: so many have room at 280 pixels."""


def draw(library: Library, words: Words) -> Figure | None:
    """The chart, where there are several topics and years."""
    dated = [paper for paper in library.papers if paper.date.year]
    counts, names, by_keyword = topics(dated, library)
    years = bars.span([paper.date.year for paper in dated]) if dated else range(0)
    if len(counts) < 2 or len(years) < 3:
        return None
    title = words("chart.topics")
    about = words("chart.keywords") if by_keyword else words("chart.categories")
    rows = _strips(counts, names, years, words)
    height = ROW * len(counts) + bars.FOOT
    return Figure(
        "topics",
        title,
        (about,),
        svg.picture("topics", f"{title}. {about}", height, rows),
        _table(counts, names, words),
    )


def topics(papers: Sequence[Paper], library: Library) -> tuple[dict[str, Counter[int]], dict[str, str], bool]:
    """By topic the number of papers of each year, their names, and whether these are keywords."""
    found, names = _counted((paper, paper.keywords) for paper in papers)
    if sum(counts.total() > 1 for counts in found.values()) >= ENOUGH:
        return {key: counts for key, counts in _largest(found).items() if counts.total() > 1}, names, True
    found, names = _counted((paper, paper.categories) for paper in papers)
    labels = {key: categories.resolve(code, library.site.categories).label or code for key, code in names.items()}
    bearers = Counter(labels.values())
    told = {key: label if bearers[label] == 1 else f"{label} ({names[key]})" for key, label in labels.items()}
    return _largest(found), told, False


def _counted(papers: Iterable[tuple[Paper, Sequence[str]]]) -> tuple[dict[str, Counter[int]], dict[str, str]]:
    """Words that differ in capitals alone are one, called as the first of them by the alphabet."""
    folded = _Folded()
    pairs: Counter[tuple[str, int]] = Counter()
    for paper, words in papers:
        if words:
            year = paper.date.year
            pairs.update((key, year) for key in {folded[word] for word in words})
    found: dict[str, Counter[int]] = {}
    for (key, year), number in pairs.items():
        found.setdefault(key, Counter())[year] = number
    names: dict[str, str] = {}
    for word, key in folded.items():
        names[key] = min(names.get(key, word), word)
    return found, names


class _Folded(dict[str, str]):
    """Words without capitals, each folded once."""

    def __missing__(self, word: str) -> str:
        self[word] = folded = word.casefold()
        return folded


def _largest(found: dict[str, Counter[int]]) -> dict[str, Counter[int]]:
    """The most frequent, in the order in which they came up: the newest line begins lowest."""
    largest = sorted(found, key=lambda key: (-found[key].total(), key))[:SHOWN]
    return {key: found[key] for key in sorted(largest, key=lambda key: (min(found[key]), key))}


def _strips(counts: dict[str, Counter[int]], names: dict[str, str], years: range, words: Words) -> str:
    most = max(max(each.values()) for each in counts.values())
    widest = min(RADIUS, 0.6 * bars.NARROW / len(years))
    parts = []
    for place, (key, numbers) in enumerate(counts.items()):
        y = ROW * place + 13
        line = y + 15
        first, last = _x(min(numbers), years), _x(max(numbers), years)
        parts.append(svg.text(0, y, _cut(names[key]), "name", "start"))
        parts.append(f'<line x1="{svg.percent(first)}" x2="{svg.percent(last)}" y1="{line}" y2="{line}"/>')
        for year, number in sorted(numbers.items()):
            radius = svg.number(max(widest / 3, widest * (number / most) ** 0.5))
            told = escape(f"{names[key]}, {year}: {words.number(number)}")
            at = f'cx="{svg.percent(_x(year, years))}" cy="{line}" r="{radius}"'
            parts.append(f"<circle {at}><title>{told}</title></circle>")
    floor = ROW * len(counts) + 14
    parts += [bars.within(_x(year, years), floor, str(year), "year") for year in bars.named(years)]
    return "".join(parts)


def _x(year: int, years: range) -> float:
    """Where a year stands; the dots of the first and the last keep within the picture."""
    return 0.03 + 0.94 * (year - years.start) / max(1, len(years) - 1)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _table(counts: dict[str, Counter[int]], names: dict[str, str], words: Words) -> Table:
    rows = (
        (escape(names[key]), words("comma").join(_said(year, numbers[year]) for year in sorted(numbers)),
         words.number(numbers.total()))
        for key, numbers in counts.items()
    )  # fmt: skip
    return Table((words("chart.topic"), words("years"), words("chart.total")), tuple(rows))


def _said(year: int, number: int) -> str:
    return str(year) if number == 1 else f"{year} ({number})"
