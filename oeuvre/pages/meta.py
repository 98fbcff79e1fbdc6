"""What the head of a page says to machines: Scholar's tags, linked data, cards for sharing, feeds to find.

Open Graph as ogp.me has it, Twitter's cards as its documentation does.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.markup import ROOT, summary
from oeuvre.pages import linked_data, scholar
from oeuvre.pages.page import address, root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.library import Library
    from oeuvre.model import Paper, Person


def paper(library: Library, work: Paper, path: str) -> str:
    """For a paper's own page."""
    graph = linked_data.script(linked_data.paper(work, library, root(path)))
    described = summary(work.abstract.plain or work.title.plain)
    return scholar.tags(work, library.site.url) + _card(library, described, _picture(library, work)) + graph


def home(library: Library, papers: Iterable[Paper]) -> str:
    """For the home page."""
    graph = linked_data.script(linked_data.home(library, papers))
    return _card(library, library.site.description) + feeds(library, "") + graph


def person(library: Library, someone: Person) -> str:
    """For the page of a person other than the owner."""
    top = library.site.url or root(f"people/{someone.id}/index.html")
    node = linked_data.person(someone, top)
    return _card(library, "") + feeds(library, f"people/{someone.id}/") + linked_data.script([node])


def feeds(library: Library, folder: str) -> str:
    """Where the list of a page can be followed."""
    if not library.site.feeds:
        return ""
    return (
        f'<link rel="alternate" type="application/atom+xml" href="{ROOT}{folder}feed.xml">\n'
        f'<link rel="alternate" type="application/feed+json" href="{ROOT}{folder}feed.json">\n'
    )


def _card(library: Library, description: str, picture: tuple[str, str] = ("", "")) -> str:
    """What a card says beyond the title, kind and address that every page's head has."""
    image, shows = picture
    pairs = {
        "og:description": description,
        "og:site_name": library.site.title or library.owner.display,
        "og:image": image,
        "og:image:alt": shows if image else "",
    }
    tags = [f'<meta property="{name}" content="{escape(value)}">\n' for name, value in pairs.items() if value]
    card = "summary_large_image" if image else "summary"
    return "".join(tags) + f'<meta name="twitter:card" content="{card}">\n'


def _picture(library: Library, work: Paper) -> tuple[str, str]:
    """The paper's picture and what it shows; cards need an absolute address, and cannot show SVG."""
    file = work.file("image")
    top = library.site.url
    if not top or (file is None and (not work.image or "://" in work.image)):
        return "", ""
    url = address(top, work) + quote(file.name) if file else top + quote(work.image)
    return ("", "") if url.lower().endswith(".svg") else (url, work.image_alt)
