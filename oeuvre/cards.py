"""What social cards say: one for the profile and one for each paper, where the settings ask for them.

A card is drawn only where the site's address is known (who shares a page is told of it by an absolute one), where
Pillow is installed, and where the cards' fonts have all of its letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre import colours, languages, pictures
from oeuvre.model import Card
from oeuvre.pictures.lettering import lacking
from oeuvre.text import dates

if TYPE_CHECKING:
    from oeuvre.library import Library
    from oeuvre.model import Paper

SIZE = (1200, 630)
"""Of a card, in pixels."""

INK = "#1d1b18"
"""Its accent where the settings have none."""

PROFILE = "social-card.png"
"""Where the profile's card lies in the output."""


def path(paper: Paper) -> str:
    """Where a paper's card lies in the output."""
    return f"papers/{paper.slug}/{paper.slug}-card.png"


def wanted(library: Library) -> bool:
    """Whether the site has cards at all."""
    return library.site.social_cards and bool(library.site.url) and pictures.has_pillow()


def drawn(library: Library, paper: Paper | None) -> Card | None:
    """The card of a paper, or of the profile, if there is one."""
    if not wanted(library):
        return None
    card = of_paper(library, paper) if paper else of_owner(library)
    return None if lacking(card.text) else card


def of_paper(library: Library, paper: Paper) -> Card:
    """What a paper's card says: when and where it appeared, its title, and its authors as lists show them."""
    words, line = languages.words(library.site.language), library.byline(paper)
    when = dates.long(paper.date, words.language) if paper.date.year else words("forthcoming")
    names = [(f"… {credit.text}" if credit.gap else credit.text, credit.owner) for credit in line.credits]
    return Card(
        above=" · ".join(part for part in (when, paper.venue or paper.venue_short) if part),
        title=paper.title.plain,
        authors=tuple(names),
        below=words("et_al") if line.hidden or line.et_al else "",
        site=_site(library),
        accent=_accent(library),
    )


def of_owner(library: Library) -> Card:
    """What the profile's card says: the name, what the person does and where, and how many papers there are."""
    words, owner = languages.words(library.site.language), library.owner
    return Card(
        above=words("papers", n=len(library.papers)),
        title=owner.display,
        authors=(),
        below=words("comma").join(part for part in (owner.role, owner.affiliation) if part),
        site=_address(library),
        accent=_accent(library),
    )


def _site(library: Library) -> str:
    """The site's title, or its address where that cannot be drawn."""
    title = library.site.title or library.owner.display
    return _address(library) if lacking(title) else title


def _address(library: Library) -> str:
    return library.site.url.partition("://")[2].rstrip("/")


def _accent(library: Library) -> str:
    return library.site.accent if colours.is_hex(library.site.accent) else INK
