"""What the head of a page says to machines: Scholar's tags, linked data, cards for sharing, feeds to find.

Open Graph as ogp.me has it, Twitter's cards as its documentation does. Their addresses are absolute, so they are left
out while the site's address is unknown.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from oeuvre.markup import ROOT, summary
from oeuvre.pages import linked_data, scholar
from oeuvre.pages.page import canonical, root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.library import Library
    from oeuvre.model import Paper


def paper(library: Library, work: Paper, path: str) -> str:
    """For a paper's own page."""
    graph = linked_data.script(linked_data.paper(work, library, root(path)))
    described = summary(work.abstract.plain or work.title.plain)
    card = _card(library, path, "article", work.title.plain, described)
    return scholar.tags(work, library.site.url) + card + graph


def home(library: Library, papers: Iterable[Paper]) -> str:
    """For the home page."""
    graph = linked_data.script(linked_data.home(library, papers))
    title = library.site.title or library.owner.display
    return _card(library, "index.html", "profile", title, library.site.description) + feeds(library, "") + graph


def feeds(library: Library, folder: str) -> str:
    """Where the list of a page can be followed."""
    if not library.site.feeds:
        return ""
    return (
        f'<link rel="alternate" type="application/atom+xml" href="{ROOT}{folder}feed.xml">\n'
        f'<link rel="alternate" type="application/feed+json" href="{ROOT}{folder}feed.json">\n'
    )


def _card(library: Library, path: str, kind: str, title: str, description: str) -> str:
    site = library.site
    pairs = {
        "og:type": kind,
        "og:title": title,
        "og:description": description,
        "og:url": canonical(library, path),
        "og:site_name": site.title or library.owner.display,
    }
    tags = [f'<meta property="{name}" content="{escape(value)}">\n' for name, value in pairs.items() if value]
    return "".join(tags) + '<meta name="twitter:card" content="summary">\n'
