"""A category's papers.

`category.html` extends `list.html`, which is given `heading`, `about`, `links` (HTML), `files` (anchors of the list in
other formats), `total`, and what `_list.html` needs: `groups`, `years` and `orders`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.pages import groups, meta
from oeuvre.pages.page import Page, canonical, digests, root, shared
from oeuvre.render import downloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each category that a paper has."""
    common = shared(library)
    for code, papers in library.categories.items():
        yield Page(f"categories/{code}/index.html", (*common, *digests(library, papers)), partial(category, code=code))


def category(renderer: Renderer, code: str) -> str:
    """Fill `category.html`."""
    library, words = renderer.library, renderer.words
    papers, about = library.categories[code], renderer.category(code)
    found, years = groups.grouped(papers, library, words)
    path = f"categories/{code}/index.html"
    return renderer.template(
        "category.html",
        root(path),
        heading=about.label or about.short,
        description=words("papers_in", name=about.label or about.short),
        canonical=canonical(library, path),
        head_meta=meta.feeds(library, f"categories/{code}/"),
        about=about.code if about.label else "",
        links=[],
        files=downloads(f"categories/{code}/"),
        total=len(papers),
        groups=found,
        within=f"category={quote(code)}",
        years=years,
        orders=[],
    )
