"""Social cards: PNG of 1200 by 630 pixels, drawn once and kept on the shelf."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre import cards
from oeuvre.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import Card, Picture
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """The profile's card, with the owner's photo, and one for each paper."""
    if not cards.wanted(library):
        return
    from oeuvre.pictures import shelf

    photo = library.portrait(library.owner)
    for paper in (None, *library.papers):
        if card := cards.drawn(library, paper):
            beside = photo if paper is None and photo and photo.widths else None
            inputs = (shelf.maker(), repr(card), repr(beside))
            yield Page(cards.path(paper) if paper else cards.PROFILE, inputs, partial(_made, card=card, photo=beside))


def _made(renderer: Renderer, card: Card, photo: Picture | None) -> bytes:
    from oeuvre.pictures import gallery, shelf

    name = shelf.key("card", card, photo)
    kept = shelf.get(renderer.folder, name, 0)
    if kept is None:
        from oeuvre.pictures.card import png

        face = gallery.file(renderer.folder, photo, len(photo.widths) - 1) if photo else b""
        kept = png(card, face)
        shelf.put(renderer.folder, name, (), [kept])
    return kept
