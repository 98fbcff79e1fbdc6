"""Files that are made: the smaller ones of papers' pictures and of photos."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre import framing
from oeuvre.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import Picture
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each file. It depends on the picture that it is made of, and on what makes it."""
    if library.gallery is None or not any(picture.widths for picture in library.gallery.pictures.values()):
        return
    for paper in library.papers:
        if picture := library.teaser(paper):
            for number, width in enumerate(picture.widths):
                yield _page(framing.teaser_path(picture, paper.slug, width), picture, number)
    for person in (library.owner, *library.people.values()):
        if picture := library.portrait(person):
            for number, width in enumerate(picture.widths):
                yield _page(framing.portrait_path(person, width), picture, number)


def _page(path: str, picture: Picture, number: int) -> Page:
    from oeuvre.pictures import shelf

    return Page(path, (shelf.maker(), repr(picture)), partial(_made, picture=picture, number=number))


def _made(renderer: Renderer, picture: Picture, number: int) -> bytes:
    from oeuvre.pictures import gallery

    return gallery.file(renderer.folder, picture, number)
