"""One picture looked at and made smaller: a pure function of its bytes, and of what is installed."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import NamedTuple

from oeuvre import pictures
from oeuvre.pictures import scaling, svg
from oeuvre.pictures.clean import clean
from oeuvre.pictures.head import Head, head

MOST_BYTES = 64_000_000
"""Larger pictures are not read."""

MOST_PDF_BYTES = 500_000_000


class Size(NamedTuple):
    """The widths in pixels in which a picture is made, and whether it is cut to a square."""

    wanted: tuple[int, ...]
    square: bool = False

    def widths(self, width: int, height: int) -> tuple[int, ...]:
        """Those of a picture of this size: it is never made larger."""
        return scaling.widths(min(width, height) if self.square else width, self.wanted)


SIZES = {"teaser": Size((320, 640, 960)), "page": Size((320, 640)), "portrait": Size((160, 320), square=True)}
"""By use. A teaser is shown at most 544 CSS pixels wide, a page 240, a portrait 114."""


class Made(NamedTuple):
    """What became of a picture: its format and size as shown, what is wrong with it, and the files made of it.

    `rule` and `trouble` say why it is left out; both are empty where it is shown. A PDF that could not be looked at,
    for want of a library, has no size. `blobs` are the files; where they lie on the shelf, `files` counts them.
    """

    format: str
    width: int = 0
    height: int = 0
    moves: bool = False
    rule: str = ""
    trouble: str = ""
    blobs: tuple[bytes, ...] = ()
    files: int = 0
    digest: str = ""

    @property
    def said(self) -> tuple[str | int, ...]:
        """All but the files and the digest."""
        return (self.format, self.width, self.height, int(self.moves), self.rule, self.trouble)


def made(site: str, use: str, path: str, _digest: str = "") -> Made:
    """Look at the file `path` of a site and make of it what its use asks for."""
    full = os.path.join(site, path)
    try:
        return _page(full) if use == "page" else _picture(full, SIZES[use], drawing=path.lower().endswith(".svg"))
    except OSError as error:
        return Made("", rule="picture/unreadable", trouble=f"the picture cannot be read ({error.strerror})")


def _picture(path: str, size: Size, *, drawing: bool) -> Made:
    bytes_ = os.path.getsize(path)
    most = svg.MOST_BYTES if drawing else MOST_BYTES
    if bytes_ > most:
        trouble = f"the file has {bytes_:,} bytes, and pictures may have {most:,}"
        return Made("", rule="picture/too-large", trouble=trouble)
    with open(path, "rb") as file:
        data = file.read(most + 1)
    digest = blake2b(data, digest_size=16).hexdigest()
    return (_drawing(data) if drawing else _scaled(data, size))._replace(digest=digest)


def _drawing(data: bytes) -> Made:
    found = svg.read(data)
    if isinstance(found, Head):
        return Made("svg", found.width, found.height)
    if found == svg.UNREADABLE:
        return Made("svg", rule="picture/unreadable", trouble="the file is no SVG")
    return Made("svg", rule="picture/script", trouble=found)


def _scaled(data: bytes, size: Size) -> Made:
    said = head(data)
    if said is None:
        known = "no picture that pages can show" if data else "empty"
        return Made("", rule="picture/unreadable", trouble=f"the file is {known}")
    if said.width * said.height > scaling.MOST_PIXELS:
        trouble = f"the picture has {said.width:,} × {said.height:,} pixels, and {scaling.MOST_PIXELS:,} are the most"
        return Made(said.format, rule="picture/too-large", trouble=trouble)
    found = Made(said.format, said.width, said.height, said.moves)
    if not pictures.has_pillow():
        return found
    try:
        blobs = scaling.scaled(data, size.widths(said.width, said.height), square=size.square)
        return found._replace(blobs=tuple(_worth(blobs, data, said, size)))
    except scaling.PictureError as error:
        return Made(said.format, rule="picture/unreadable", trouble=f"the picture {error}")


def _worth(blobs: list[bytes], data: bytes, said: Head, size: Size) -> list[bytes]:
    """The files up to the first that is no smaller than the picture itself: flat drawings are smallest as PNG."""
    if said.format != "png" or size.square:
        return blobs
    most = len(clean(data, said))
    return blobs[: next((number for number, blob in enumerate(blobs) if len(blob) >= most), len(blobs))]


def _page(path: str) -> Made:
    if not (pictures.has_pillow() and pictures.has_pdfium()):
        return Made("pdf")
    from oeuvre.pictures.first_page import first_page

    bytes_ = os.path.getsize(path)
    if bytes_ > MOST_PDF_BYTES:
        trouble = f"the file has {bytes_:,} bytes, and its first page is drawn up to {MOST_PDF_BYTES:,}"
        return Made("pdf", rule="picture/too-large", trouble=trouble)
    sheet = first_page(path, max(SIZES["page"].wanted))
    if sheet.trouble:
        return Made("pdf", rule="picture/pdf", trouble=sheet.trouble, digest="" if sheet.late else _digest(path))
    size = (sheet.width, sheet.height)
    blobs = scaling.written(sheet.pixels, size, SIZES["page"].widths(*size))
    return Made("pdf", *size, blobs=tuple(blobs), digest=_digest(path))


def _digest(path: str) -> str:
    digest = blake2b(digest_size=16)
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
