"""A social card: what is shown of a page where somebody shares it. 1200 by 630 pixels, as Open Graph's readers want it.

It speaks as the pages do: paper and ink, one serif, wide margins, and the accent in one place. Needs Pillow.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from oeuvre.pictures.lettering import BOLD, REGULAR, Piece, balanced, draw, plain, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from oeuvre.model import Card

SIZE = (1200, 630)
PAPER, INK, SOFT, QUIET, RULE = "#fdfcf9", "#1d1b18", "#3b3833", "#6a655d", "#ddd8cd"
"""The default theme's colours in light."""

MARGIN = 96
"""At the left and the right; the accent stands in it."""

TOP, BOTTOM = 112, 548
"""The base lines of the line above the title, and of the site's name."""

TITLES = ((68, 2), (60, 3), (52, 3), (46, 4), (40, 4), (35, 5))
"""Sizes of a title in pixels with the most lines that it may have in them."""

LEADING = 1.2
SMALL, NAMES = 27, 32
PHOTO = 260

FINER = 2
"""How much larger a card is drawn than it is: FreeType puts letters on whole pixels, and small ones come out uneven."""

LEVEL = 6
"""Of zlib: 9 takes twice the time for a tenth less."""


def png(card: Card, photo: bytes = b"") -> bytes:
    """The card; `photo` is a square picture to stand beside the title."""
    from PIL import Image

    canvas = _drawn(card, photo)
    if not photo:  # letters have few shades: a third of the bytes
        canvas = canvas.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    canvas.save(file, "PNG", compress_level=LEVEL)
    return file.getvalue()


def _drawn(card: Card, photo: bytes) -> Image:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, 16 * FINER - 1, SIZE[1] * FINER), fill=card.accent)
    room = SIZE[0] - 2 * MARGIN
    if photo:
        room -= PHOTO + 56
    draw(canvas, (MARGIN, TOP), _one_line(card.above, QUIET, SMALL, room), SMALL, FINER)
    size, lines = _title(card.title, room)
    names = _names(card, room)
    height = len(lines) * size * LEADING + (20 + len(names) * NAMES * 1.35 if names else 0)
    down = TOP + 20 + max(0.0, (BOTTOM - 96 - TOP - height) * 0.42) + size
    for line in lines:
        draw(canvas, (MARGIN - 2, down), line, size, FINER)
        down += size * LEADING
    down += 20 + NAMES - size
    for line in names:
        draw(canvas, (MARGIN, down), line, NAMES, FINER)
        down += NAMES * 1.35
    ends = (MARGIN, BOTTOM - 50, SIZE[0] - MARGIN, BOTTOM - 50)
    canvas.line([FINER * end for end in ends], fill=RULE, width=2 * FINER)
    draw(canvas, (MARGIN, BOTTOM), _one_line(card.site, INK, SMALL, SIZE[0] - 2 * MARGIN, BOLD), SMALL, FINER)
    picture = picture.reduce(FINER)
    if photo:
        with Image.open(io.BytesIO(photo)) as face:
            square = face.convert("RGB").resize((PHOTO, PHOTO), Image.Resampling.LANCZOS)
        picture.paste(square, (SIZE[0] - MARGIN - PHOTO, 166))
    return picture


def _title(title: str, room: float) -> tuple[int, list[list[Piece]]]:
    """The title in the largest size in which it fits; one that fits in none is cut."""
    words = [Piece(word, INK) for word in plain(title).split()]
    for size, most in TITLES:
        lines = balanced(words, size, room)
        if len(lines) <= most:
            return size, lines
    size, most = TITLES[-1]
    return size, _cut(wrapped(words[:200], size, room), most)


def _names(card: Card, room: float) -> list[list[Piece]]:
    """The authors in two lines at most, the owner in bold; the line below a profile's name in their place."""
    if not card.authors:
        words = [Piece(word, SOFT) for word in plain(card.below).split()]
        return _cut(balanced(words, NAMES, room), 2) if words else []
    words = []
    for number, (name, owner) in enumerate(card.authors):
        if number:
            words.append(Piece(",", QUIET, glued=True))
        words += [Piece(part, INK if owner else QUIET, BOLD if owner else REGULAR) for part in plain(name).split()]
    words += [Piece(part, QUIET) for part in plain(card.below).split()]
    return _cut(wrapped(words, NAMES, room), 2)


def _cut(lines: list[list[Piece]], most: int) -> list[list[Piece]]:
    """So many lines; of more, the last one ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    last[-1] = last[-1]._replace(text=last[-1].text.rstrip(" ,") + " …")
    return lines[:most]


def _one_line(text: str, colour: str, size: int, room: float, name: str = REGULAR) -> Sequence[Piece]:
    """A text in one line; a longer one ends in an ellipsis."""
    text = plain(text)
    if width(text, name, size) > room:
        while " " in text and width(text + " …", name, size) > room:
            text = text.rpartition(" ")[0]
        text += " …"
    return (Piece(text, colour, name),)
