"""Pages that stand where something used to be and send readers on.

`redirect.html` is given `target`, `heading` and `canonical`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.markup import ROOT
from oeuvre.pages.page import Page, canonical, root
from oeuvre.reference import warning
from oeuvre.text.addresses import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each alias of a paper or a further page."""
    for paper in library.papers:
        for alias in paper.aliases:
            yield _page(alias, f"papers/{paper.slug}/index.html", warning(paper) + paper.title.plain, library)
    for page in library.pages:
        for alias in page.aliases:
            yield _page(alias, f"{page.slug}/index.html", page.title.plain, library)


def redirect(renderer: Renderer, path: str, target: str, heading: str) -> str:
    """Fill `redirect.html`."""
    return renderer.template(
        "redirect.html",
        root(path),
        target=ROOT + quote(target),
        heading=heading,
        canonical=canonical(renderer.library, target),
    )


def _page(alias: str, target: str, heading: str, library: Library) -> Page:
    path = file_of(alias)
    make = partial(redirect, path=path, target=target, heading=heading)
    return Page(path, (library.site.digest, target, heading), make)
