"""The owner's further pages: teaching, contact, software.

`markdown_page.html` is given `page`, `heading` (plain text), and `title` and `body` as HTML.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre.markup import language, placed, summary
from oeuvre.pages.page import Page, canonical, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import MarkdownPage
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each file in `content/pages/`."""
    common = shared(library)
    for page in library.pages:
        yield Page(f"{page.slug}/index.html", (*common, page.digest), partial(filled, page=page))


def filled(renderer: Renderer, page: MarkdownPage) -> str:
    """Fill `markdown_page.html`."""
    path = f"{page.slug}/index.html"
    renderer = renderer.told_in(page.lang)
    return renderer.template(
        "markdown_page.html",
        root(path),
        page=page,
        heading=page.title.plain,
        title=page.title.html,
        body=placed(page.body.html, page.path),
        description=page.description or summary(page.body.plain),
        canonical=canonical(renderer.library, path),
        current=path,
        language=language(page.lang, renderer.language),
    )
