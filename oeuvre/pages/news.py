"""All news on one page, the newest first.

`news.html` is given `heading` and `news`, each with `slug`, and `date`, `title` and `body` as HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.pages.home import item
from oeuvre.pages.page import Page, canonical, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer

PATH = "news/index.html"


def pages(library: Library) -> Iterator[Page]:
    """The page of news, where there is any."""
    if library.news:
        yield Page(PATH, (*shared(library), *(each.digest for each in library.news)), news)


def news(renderer: Renderer) -> str:
    """Fill `news.html`."""
    library, words = renderer.library, renderer.words
    return renderer.template(
        "news.html",
        root(PATH),
        heading=words("news"),
        description=f"{words('news')} · {library.owner.display}",
        canonical=canonical(library, PATH),
        current=PATH,
        news=[item(each, words) for each in library.news],
    )
