"""Pictures that say nothing to who cannot see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from oeuvre import cards
from oeuvre.checks.categories import SETTINGS
from oeuvre.checks.check import Fault, told
from oeuvre.pictures.lettering import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library


def alt(library: Library, _: Occasion) -> Iterator[Fault]:
    """A picture comes with words in its place (WCAG 2.2, 1.1.1)."""
    for paper in library.papers:
        if paper.image_alt or not (paper.image or paper.files):
            continue
        beside = paper.file("image")
        picture = paper.image or (beside.name if beside else "")
        if picture:
            message = f"image {told(picture)} has no words in its place; say what it shows: image_alt: …"
            yield Fault(paper.path, "image", message)


def missing(library: Library, _: Occasion) -> Iterator[Fault]:
    """A picture that front matter names lies in content/files/."""
    there = {path.removeprefix("content/") for path, _ in library.files}
    for paper in library.papers:
        if paper.image and unquote(paper.image) not in there:
            message = f"image {told(paper.image)} is not there; put the file into content/files/"
            yield Fault(paper.path, "image", message)


def letters(library: Library, _: Occasion) -> Iterator[Fault]:
    """A social card shows every letter, or is not made: boxes in their place help nobody."""
    if not library.site.social_cards:
        return
    what = "of social cards, so there is none here; quieten this, or set social_cards: false"
    if missing := lacking(cards.of_owner(library).text):
        yield Fault(library.owner.path, "name", f"{told(missing)} is not in the fonts {what}")
    for paper in library.papers:
        if missing := lacking(cards.of_paper(library, paper).text):
            yield Fault(paper.path, "title", f"{told(missing)} is not in the fonts {what}")


def addresses(library: Library, _: Occasion) -> Iterator[Fault]:
    """A social card is named by its whole address."""
    if library.site.social_cards and not library.site.url:
        message = "social_cards is true, but the site has no address to show them at; add url: https://…"
        yield Fault(SETTINGS, "social_cards", f"{message}, or build with --base-url")
