"""A long list of papers as its readers get it: by year, with a way into every year, whole while that can be read.

A list of more papers than the home page shows whole is given in short, without abstracts: each paper has its own page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.markup import ROOT
from oeuvre.pages.page import newest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Paper


class Group(NamedTuple):
    """Some papers under a heading. `more` says how many are left out, and `href` (else every year) leads to them."""

    label: str
    anchor: str
    papers: Sequence[Paper]
    whole: bool = True
    more: str = ""
    href: str = ""


class Year(NamedTuple):
    """An entry of the navigation by years."""

    label: str
    size: int
    href: str


def long(library: Library) -> bool:
    """Whether there are more papers than a page shows whole."""
    limit = library.site.home_papers
    return limit is not None and len(library.papers) > limit


def paged(library: Library) -> bool:
    """Whether each year has a page of its own: where the home page does not show every paper under its year."""
    return long(library) or library.site.order != "date"


def year_of(paper: Paper) -> str:
    """The key of a paper's group: its year, or `forthcoming`."""
    return str(paper.date.year) if paper.date.year else "forthcoming"


def year_path(key: str) -> str:
    """The page of a year."""
    return f"years/{key}/index.html"


def label(key: str, words: Words) -> str:
    """A year as its heading shows it."""
    return words("forthcoming") if key == "forthcoming" else key


def anchor(key: str) -> str:
    """Where a year's papers stand on a page. A paper stands at its slug, in which there can be no colon."""
    return f"year:{key}"


def by_year(papers: Sequence[Paper]) -> list[tuple[str, list[Paper]]]:
    """Papers under their years, newest first, in the order in which they came otherwise."""
    years: dict[str, list[Paper]] = {}
    for paper in newest_first(papers):
        years.setdefault(year_of(paper), []).append(paper)
    return list(years.items())


def grouped(papers: Sequence[Paper], library: Library, words: Words) -> tuple[list[Group], list[Year]]:
    """A list of papers by year, and the navigation to its years."""
    limit = library.site.home_papers
    whole = limit is None or len(papers) <= limit
    years = by_year(papers)
    groups = [Group(label(key, words), anchor(key), part, whole) for key, part in years]
    ways = [Year(label(key, words), len(part), f"#{anchor(key)}") for key, part in years]
    return groups, ways if len(ways) > 1 else []


def first(library: Library, words: Words) -> tuple[list[Group], list[Year]]:
    """The papers of the home page: the newest whole, as many as the settings say, and a way to all others."""
    left = library.site.home_papers if library.site.home_papers is not None else len(library.papers)
    groups, years = [], []
    for key, papers in library.years:
        page, shown = ROOT + year_path(key), papers[:left]
        rest = len(papers) - len(shown)
        if shown:
            more = words("more_from", n=rest, year=label(key, words)) if rest else ""
            groups.append(Group(label(key, words), anchor(key), shown, more=more, href=page))
        years.append(Year(label(key, words), len(papers), f"#{anchor(key)}" if shown else page))
        left -= len(shown)
    return groups, years if len(years) > 1 else []
