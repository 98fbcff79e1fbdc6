"""The wing of page kinds: one file a kind.

To add a kind: 1. write a file here with `pages(library)`, a generator of `Page`, and say in its docstring what its
template is given; 2. place a template of the same name in `templates/`; 3. add a line to KINDS and cases to
`tests/pages/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.pages import (
    alias,
    cards,
    category,
    cv,
    exports,
    feed,
    files,
    home,
    icons,
    markdown_page,
    news,
    notfound,
    paper,
    person,
    pictures,
    search,
    server,
    statistics,
    year,
)
from oeuvre.pages.page import Copy, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oeuvre.library import Library

__all__ = ["KINDS", "Copy", "Page"]

KINDS: dict[str, Callable[[Library], Iterator[Page]]] = {
    "home": home.pages,
    "paper": paper.pages,
    "category": category.pages,
    "year": year.pages,
    "person": person.pages,
    "cv": cv.pages,
    "statistics": statistics.pages,
    "markdown_page": markdown_page.pages,
    "news": news.pages,
    "exports": exports.pages,
    "feed": feed.pages,
    "search": search.pages,
    "notfound": notfound.pages,
    "server": server.pages,
    "files": files.pages,
    "pictures": pictures.pages,
    "cards": cards.pages,
    "icons": icons.pages,
    "alias": alias.pages,
}
"""Every kind of page. Two pages of one path are a finding of `checks`; here the first kind wins."""
