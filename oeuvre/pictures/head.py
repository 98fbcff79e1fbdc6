"""What a picture's first bytes say: its format and how large it is, as it is shown. Nothing is decoded.

Sources: PNG (W3C, third edition), JPEG (ITU-T T.81) with Exif 2.32, GIF89a, WebP (RFC 9649), HEIF (ISO/IEC 23008-12).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = {
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "gif": (".gif",),
    "webp": (".webp",),
    "avif": (".avif",),
    "svg": (".svg",),
}
"""The endings of names by format, the usual one first."""

_FRAME = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""JPEG's markers that begin a frame, and so tell its size."""

_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG's markers without a length."""


class Head(NamedTuple):
    """A format of ENDINGS; width and height in pixels as shown; Exif's orientation, 1 to 8; whether it moves."""

    format: str
    width: int
    height: int
    orientation: int = 1
    moves: bool = False


def head(data: bytes) -> Head | None:
    """What the bytes of a whole file say, or None where they are no picture or are cut off before they say it."""
    try:
        found = _head(data)
    except (IndexError, ValueError):
        return None
    if found is None or found.width <= 0 or found.height <= 0:
        return None
    return found._replace(width=found.height, height=found.width) if found.orientation >= 5 else found


def _head(data: bytes) -> Head | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return Head("gif", _little(data, 6, 2), _little(data, 8, 2), moves=data.count(b"\x00\x21\xf9\x04") > 1)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return _avif(data)
    return None


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG: name, where it begins and where it ends; a cut one is the last and ends beyond the data."""
    at = 8
    while at + 8 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        yield name, at, end
        if name == b"IEND":
            return
        at = end


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a WebP: name, where it begins and where it ends, with the byte that makes it even."""
    at = 12
    while at + 8 <= len(data):
        size = _little(data, at + 4, 4)
        end = at + 8 + size + (size & 1)
        yield data[at : at + 4], at, end
        at = end


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG up to its first scan: marker, where it begins and where it ends."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, end
        if marker == 0xDA or end < at + 4:
            return
        at = end


def orientation(exif: bytes) -> int:
    """The orientation that Exif's data say (a TIFF file of its own), 1 where they say none."""
    if exif[:4] not in {b"II*\0", b"MM\0*"}:
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], "little" if exif[:1] == b"I" else "big")

    start = number(4, 4)
    for entry in range(min(number(start, 2), 1000)):
        at = start + 2 + 12 * entry
        if number(at, 2) == 0x0112:
            value = number(at + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1


def _png(data: bytes) -> Head | None:
    if data[12:16] != b"IHDR":
        return None
    turned, moves = 1, False
    for name, start, end in png_chunks(data):
        if name == b"eXIf":
            turned = orientation(data[start + 8 : end - 4])
        moves = moves or name == b"acTL"
    return Head("png", _big(data, 16, 4), _big(data, 20, 4), turned, moves)


def _jpeg(data: bytes) -> Head | None:
    turned = 1
    for marker, start, end in jpeg_segments(data):
        if marker == 0xE1 and data[start + 4 : start + 10] == b"Exif\0\0":
            turned = orientation(data[start + 10 : end])
        elif marker in _FRAME:
            return Head("jpeg", _big(data, start + 7, 2), _big(data, start + 5, 2), turned)
    return None


def _webp(data: bytes) -> Head | None:
    size, turned, moves = (0, 0), 1, False
    for name, start, end in webp_chunks(data):
        at = start + 8
        if name == b"VP8X":
            size = (_little(data, at + 4, 3) + 1, _little(data, at + 7, 3) + 1)
            moves = bool(data[at] & 2)
        elif name == b"VP8L" and size == (0, 0):
            bits = _little(data, at + 1, 4)
            size = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        elif name == b"VP8 " and size == (0, 0):
            size = (_little(data, at + 6, 2) & 0x3FFF, _little(data, at + 8, 2) & 0x3FFF)
        elif name == b"EXIF":
            turned = orientation(data[at:end].removeprefix(b"Exif\0\0"))
    return Head("webp", *size, turned, moves)


def _avif(data: bytes) -> Head | None:
    """The largest of the sizes that stand in the file: others are those of thumbnails, or of parts."""
    places = [found.end() for found in re.finditer(b"ispe\0\0\0\0", data[:100_000])]
    sizes = [(_big(data, at, 4), _big(data, at + 4, 4)) for at in places]
    if not sizes:
        return None
    return Head("avif", *max(sizes, key=lambda size: size[0] * size[1]), moves=data[8:12] == b"avis")


def _big(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(_some(data, at, size), "big")


def _little(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(_some(data, at, size), "little")


def _some(data: bytes, at: int, size: int) -> bytes:
    found = data[at : at + size]
    if len(found) < size:
        raise IndexError("the data end before that")
    return found
