"""The letters of social cards: two weights of a serif and a font of symbols, all shipped; see `fonts/README.md`.

Which letters they have is read from the fonts themselves, without Pillow: checks must know it too.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = os.path.join(os.path.dirname(__file__), "fonts")
REGULAR, BOLD, SYMBOLS = "regular.ttf", "semibold.ttf", "symbols.ttf"


class Piece(NamedTuple):
    """Some letters in one weight and colour; `glued` ones stand without a space after what is before them."""

    text: str
    colour: str
    font: str = REGULAR
    glued: bool = False


def plain(text: str) -> str:
    """A text as it is drawn: letters with their accents in one, without signs that nobody sees, on one line."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join([each for each in composed if unicodedata.category(each) not in {"Cf", "Cc", "Cs", "Co", "Cn"}])


def lacking(text: str) -> str:
    """The letters that no font has, each once, in their order."""
    there = letters(REGULAR) | letters(SYMBOLS)
    return "".join(dict.fromkeys(each for each in plain(text) if ord(each) not in there and not each.isspace()))


@cache
def letters(name: str) -> frozenset[int]:
    """The code points that a font has: its `cmap` in format 4 (OpenType 1.9)."""
    with open(os.path.join(FONTS, name), "rb") as file:
        data = file.read()
    tables = {data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in _steps(data, 4, 12, 16)}
    start = tables[b"cmap"][0]
    places = [start + struct.unpack_from(">HHI", data, at)[2] for at in _steps(data, start + 2, start + 4, 8)]
    found: set[int] = set()
    for at in places:
        if struct.unpack_from(">H", data, at)[0] == 4:
            found.update(_format_4(data, at))
        elif struct.unpack_from(">H", data, at)[0] == 12:
            for group in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)


def _steps(data: bytes, count_at: int, start: int, size: int) -> range:
    return range(start, start + size * struct.unpack_from(">H", data, count_at)[0], size)


def _format_4(data: bytes, at: int) -> Iterator[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


@cache
def font(name: str, size: int) -> FreeTypeFont:
    """A font in a size in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(os.path.join(FONTS, name), size)


def runs(text: str, name: str) -> Iterator[tuple[str, str]]:
    """A text in pieces of one font: symbols that the serif lacks come from their own."""
    there = letters(name)
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (ord(text[place]) in there) != (ord(text[start]) in there):
            yield text[start:place], name if ord(text[start]) in there else SYMBOLS
            start = place


@lru_cache(maxsize=1 << 12)
def width(text: str, name: str, size: int) -> float:
    """How wide a text is, in pixels."""
    return sum(font(each, 4 * size).getlength(part) for part, each in runs(text, name)) / 4


def draw(canvas: ImageDraw, at: tuple[float, float], pieces: Sequence[Piece], size: int, finer: int) -> None:
    """Draw pieces one after the other, their base line at `at`, on a canvas that is `finer` times as large."""
    across, down = at[0] * finer, at[1] * finer
    for piece in pieces:
        for part, name in runs(piece.text, piece.font):
            shape = font(name, size * finer)
            canvas.text((across, down), part, font=shape, fill=piece.colour, anchor="ls")
            across += shape.getlength(part)


def wrapped(words: Sequence[Piece], size: int, room: float) -> list[list[Piece]]:
    """Words in lines no wider than `room`; a word that is wider is broken."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    space = width(" ", REGULAR, size)
    for word in words:
        for part in _broken(word, size, room):
            wide = width(part.text, part.font, size)
            if lines[-1] and not part.glued and used + space + wide > room:
                lines.append([])
                used = 0.0
            elif lines[-1] and not part.glued:
                lines[-1][-1] = lines[-1][-1]._replace(text=lines[-1][-1].text + " ")
                used += space
            lines[-1].append(part)
            used += wide
    return lines


def balanced(words: Sequence[Piece], size: int, room: float) -> list[list[Piece]]:
    """The same in as many lines, which are about equally long."""
    lines = wrapped(words, size, room)
    low, high = room / 2, room
    while high - low > 8:
        middle = (low + high) / 2
        if len(wrapped(words, size, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return wrapped(words, size, high)


def _broken(word: Piece, size: int, room: float) -> Iterator[Piece]:
    text = word.text
    while width(text, word.font, size) > room and len(text) > 1:
        most = max(1, int(len(text) * room / width(text, word.font, size)))
        while most > 1 and width(text[:most], word.font, size) > room:
            most -= 1
        yield word._replace(text=text[:most])
        text = text[most:]
    yield word._replace(text=text)
