"""Pictures that say nothing to who cannot see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from oeuvre.checks.check import Fault, told

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
