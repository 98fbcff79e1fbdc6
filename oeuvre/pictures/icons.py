"""A site's icons as pixels: initials on the accent, like its `icon.svg`. Needs Pillow.

`favicon.ico` is what robots and old browsers ask for, `apple-touch-icon.png` what telephones put among their apps.
"""

from __future__ import annotations

import io
import struct

from oeuvre.pictures.lettering import BOLD, font

ICO_SIZES = (16, 32, 48)
TOUCH_SIZE = 180

_FINER = 4
"""How much larger an icon is drawn: its round corners are made smooth by making it smaller."""


def touch_icon(letters: str, ground: str, ink: str) -> bytes:
    """A PNG without transparency and with square corners: telephones round them."""
    return _png(letters, ground, ink, TOUCH_SIZE, corner=0)


def favicon(letters: str, ground: str, ink: str) -> bytes:
    """An icon of three sizes in one file, each a PNG, which all systems of this century read."""
    images = [_png(letters, ground, ink, size, corner=size / 8) for size in ICO_SIZES]
    place = 6 + 16 * len(images)
    entries = b""
    for size, image in zip(ICO_SIZES, images, strict=True):
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def _png(letters: str, ground: str, ink: str, size: int, corner: float) -> bytes:
    from PIL import Image, ImageDraw

    large = size * _FINER
    picture = Image.new("RGBA", (large, large), (0, 0, 0, 0) if corner else ground)
    canvas = ImageDraw.Draw(picture)
    if corner:
        canvas.rounded_rectangle((0, 0, large - 1, large - 1), corner * _FINER, fill=ground)
    shape = font(BOLD, round(large * (0.5 if len(letters) > 1 else 0.62)))
    left, top, right, bottom = shape.getbbox(letters, anchor="ls")
    canvas.text(((large - left - right) / 2, (large - top - bottom) / 2), letters, font=shape, fill=ink, anchor="ls")
    small = picture.resize((size, size), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    (small if corner else small.convert("RGB")).save(file, "PNG", compress_level=9)
    return file.getvalue()
