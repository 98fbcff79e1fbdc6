"""A year's papers, where the home page does not show every paper under its year.

`year.html` is given what `category.html` is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre.markup import ROOT
from oeuvre.pages import groups
from oeuvre.pages.page import Page, canonical, digests, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each year; none while the home page shows all papers by year."""
    if not groups.paged(library):
        return
    common = (*shared(library), *(f"{key} {len(papers)}" for key, papers in library.years))
    for key, papers in library.years:
        yield Page(groups.year_path(key), (*common, *digests(library, papers)), partial(year, key=key))


def year(renderer: Renderer, key: str) -> str:
    """Fill `year.html`."""
    library, words = renderer.library, renderer.words
    papers = dict(library.years)[key]
    path = groups.year_path(key)
    others = [
        groups.Year(groups.label(each, words), len(part), ROOT + groups.year_path(each)) for each, part in library.years
    ]
    return renderer.template(
        "year.html",
        root(path),
        heading=groups.label(key, words),
        description=words("papers_of", year=groups.label(key, words)),
        canonical=canonical(library, path),
        current=path,
        about="",
        links=[],
        files=[],
        total=len(papers),
        groups=[groups.Group("", "", papers)],
        within=f"year={key}",
        years=others,
        orders=[],
    )
