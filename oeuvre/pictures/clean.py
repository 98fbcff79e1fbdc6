"""A picture without what it says of its maker: place, camera, comments, previews. Its image stays as it is, to the bit.

Kept is what changes how it looks: colours, transparency, movement, and the orientation, which alone is written anew.
Formats other than PNG, JPEG and WebP are left as they are.
"""

from __future__ import annotations

import re
import zlib

from oeuvre.pictures.head import Head, jpeg_segments, png_chunks, webp_chunks

_PNG = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
})  # fmt: skip
_WEBP = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"})
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends a scan of a JPEG: any marker but those that restart it."""


def clean(data: bytes, head: Head) -> bytes:
    """The same picture without its metadata; what cannot be understood is given back as it is."""
    cleaners = {"png": _png, "jpeg": _jpeg, "webp": _webp}
    cleaner = cleaners.get(head.format)
    return cleaner(data, head.orientation) if cleaner else data


def _png(data: bytes, turned: int) -> bytes:
    parts = [data[:8]]
    for name, start, end in png_chunks(data):
        if name in _PNG:
            parts.append(data[start:end])
        if name == b"IHDR" and turned != 1:
            body = b"eXIf" + _exif(turned)
            parts.append((len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big"))
    return b"".join(parts)


def _jpeg(data: bytes, turned: int) -> bytes:
    exif = b"Exif\0\0" + _exif(turned)
    parts = [data[:2]]
    if turned != 1:
        parts.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
    scan = 0
    for marker, start, end in jpeg_segments(data):
        if _looks(marker, data[start + 4 : start + 16]):
            parts.append(data[start:end])
        if marker == 0xDA:
            scan = end
    if not scan:
        return data
    while scan:
        found = _MARKER.search(data, scan)
        stop = found.start() if found else len(data)
        parts.append(data[scan:stop])
        scan = 0
        if found and data[stop + 1] == 0xD9:
            parts.append(b"\xff\xd9")  # what stands after the end is another picture, or a film
        elif found and stop + 4 <= len(data):
            end = stop + 2 + int.from_bytes(data[stop + 2 : stop + 4], "big")
            parts.append(data[stop:end])
            scan = end
    return b"".join(parts)


def _looks(marker: int, begins: bytes) -> bool:
    """Whether a segment bears on how the picture looks: tables, JFIF's density, colour profile, Adobe's colours."""
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        return begins.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
    return True


def _webp(data: bytes, turned: int) -> bytes:
    parts = []
    for name, start, end in webp_chunks(data):
        if name == b"VP8X":
            flags = data[start + 8] & ~0x0C | (0x08 if turned != 1 else 0)
            parts.append(data[start : start + 8] + bytes((flags,)) + data[start + 9 : end])
        elif name in _WEBP:
            parts.append(data[start:end])
    if turned != 1:
        exif = _exif(turned)
        parts.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _exif(turned: int) -> bytes:
    """Exif's data with an orientation and nothing else."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + turned.to_bytes(2, "big") + b"\0\0\0\0\0\0"
