"""What the head of a page says to machines: Scholar's tags, linked data, cards for sharing, feeds to find.

Open Graph as ogp.me has it, Twitter's cards as its documentation does.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from oeuvre import cards, framing
from oeuvre.markup import ROOT, summary
from oeuvre.pages import linked_data, scholar
from oeuvre.pages.page import root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.library import Library
    from oeuvre.model import Paper, Person


class Shown(NamedTuple):
    """A picture for those who share a page: its address, what it shows, and its size where that is known."""

    url: str
    says: str
    width: int
    height: int


def paper(library: Library, work: Paper, path: str) -> str:
    """For a paper's own page."""
    graph = linked_data.script(linked_data.paper(work, library, root(path)))
    described = summary(work.abstract.plain or work.title.plain)
    return scholar.tags(work, library.site.url) + _card(library, described, _picture(library, work)) + graph


def home(library: Library, papers: Iterable[Paper]) -> str:
    """For the home page."""
    graph = linked_data.script(linked_data.home(library, papers))
    return _card(library, library.site.description, _drawn(library, None)) + feeds(library, "") + graph


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


def _card(library: Library, description: str, picture: Shown | None = None) -> str:
    """What a card says beyond the title, kind and address that every page's head has."""
    pairs = {"og:description": description, "og:site_name": library.site.title or library.owner.display}
    if picture:
        pairs["og:image"] = picture.url
        if picture.width:
            pairs["og:image:width"], pairs["og:image:height"] = str(picture.width), str(picture.height)
        pairs["og:image:alt"] = picture.says
    tags = [f'<meta property="{name}" content="{escape(value)}">\n' for name, value in pairs.items() if value]
    card = "summary_large_image" if picture else "summary"
    return "".join(tags) + f'<meta name="twitter:card" content="{card}">\n'


def _drawn(library: Library, work: Paper | None) -> Shown | None:
    """The social card that is drawn of a paper, or of the profile."""
    if not library.site.social_cards or (card := cards.drawn(library, work)) is None:
        return None
    where = cards.path(work) if work else cards.PROFILE
    return Shown(library.site.url + quote(where), " · ".join((card.title, card.site)), *cards.SIZE)


def _picture(library: Library, work: Paper) -> Shown | None:
    """The paper's social card, or its picture: readers of cards need an absolute address, and cannot show SVG."""
    top = library.site.url
    if card := _drawn(library, work):
        return card
    picture = library.teaser(work) if top else None
    if picture is None or picture.use == "page" or picture.path.lower().endswith(".svg"):
        return None
    return Shown(top + quote(framing.whole_path(picture, work)), work.image_alt, picture.width, picture.height)
