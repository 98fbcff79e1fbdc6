"""`404.html`, which Pages serves for any address that is not there: its links start at the site's own root.

`notfound.html` is given `heading`; its `root` is the path of the site's address, since the page is shown at any depth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oeuvre.pages.page import Page, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """The one page."""
    yield Page("404.html", shared(library), notfound)


def notfound(renderer: Renderer) -> str:
    """Fill `notfound.html`."""
    return renderer.template("notfound.html", top(renderer.library.site.url), heading=renderer.words("not_found"))


def top(url: str) -> str:
    """Where the site begins on its server: `/`, or `/repository/`."""
    return urlsplit(url).path.rstrip("/") + "/"
