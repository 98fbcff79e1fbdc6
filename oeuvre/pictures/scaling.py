"""Smaller pictures of one, as WebP: turned upright, in sRGB, without metadata, with what is transparent.

Of WebP and AVIF the first alone is made: see the decisions in docs/design.md. Needs Pillow.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 50_000_000
"""Larger pictures are not decoded: this one takes 200 MB. The largest camera in common use makes 48 million."""

QUALITY = {"drawn": 85, "taken": 80}
"""Of lossy WebP, by whether a picture was drawn (PNG, GIF) or taken with a camera."""

FEW_COLOURS = 1 << 16
"""A drawing with no more colours is tried without loss as well, and the smaller file is kept."""

FACE = 0.4
"""How far down the centre of a portrait's square lies: faces stand above the middle."""

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")


class PictureError(Exception):
    """A picture cannot be decoded; the text says why, as in "is cut off"."""


def widths(natural: int, wanted: Sequence[int]) -> tuple[int, ...]:
    """The widths to make of a picture: those wanted, none above its own, and its own where that is between them."""
    smaller = [width for width in wanted if width < natural]
    return tuple(smaller) if len(smaller) == len(wanted) else (*smaller, natural)


def height_at(width: int, natural: tuple[int, int]) -> int:
    """The height of a picture of this size made `width` wide."""
    return max(1, round(natural[1] * width / natural[0]))


def scaled(data: bytes, wanted: Sequence[int], *, square: bool = False) -> list[bytes]:
    """A picture in these widths. Raises PictureError for what cannot be decoded."""
    try:
        whole, drawn = _opened(data, max(wanted), square=square)
        largest = _resized(whole, max(wanted))
        found = [_written(largest if width == max(wanted) else _resized(largest, width), drawn) for width in wanted]
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, struct.error, zlib.error) as error:
        raise PictureError(_why(error)) from error
    except (MemoryError, OverflowError) as error:
        raise PictureError("takes too much memory") from error
    return found


def written(pixels: bytes, size: tuple[int, int], wanted: Sequence[int]) -> list[bytes]:
    """The page of a PDF, as rows of blue, green and red, in these widths."""
    from PIL import Image

    page = Image.frombytes("RGB", size, pixels, "raw", "BGR")
    return [_written(page if width == size[0] else _resized(page, width), drawn=True) for width in wanted]


def _opened(data: bytes, width: int, *, square: bool) -> tuple[Image, bool]:
    """The picture upright and in sRGB, as large as is needed or larger; and whether it was drawn."""
    from PIL import ImageOps

    with _header(data) as found:
        if found.width * found.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        form, profile = found.format, found.info.get("icc_profile", b"")
        if form == "JPEG":
            found.draft(None, (width, width))  # decoded at a half, a quarter or an eighth, no side below this
        found.load()
        ImageOps.exif_transpose(found, in_place=True)
        picture: Image = _square(found) if square else found
        picture = _resized(picture, width) if picture.mode in {"RGB", "CMYK", "L"} else picture
        picture = _resized(_plain(picture), width)
    return _in_srgb(picture, profile), form in {"PNG", "GIF"}


def _square(picture: Image) -> Image:
    side = min(picture.size)
    left, top = round((picture.width - side) / 2), round((picture.height - side) * FACE)
    return picture.crop((left, top, left + side, top + side))


def _header(data: bytes) -> ImageFile:
    """The picture before it is decoded. Whether it has too many pixels is for us to say, and not for a warning."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise ValueError("too many pixels") from None


def _plain(picture: Image) -> Image:
    """The picture as L, RGB, RGBA or CMYK, eight bits to a colour."""
    if picture.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return picture if "transparency" not in picture.info else picture.convert("RGBA")
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(picture: Image, profile: bytes) -> Image:
    """The picture in sRGB; a profile that cannot be understood counts as none."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    if profile and not (colours.mode == "RGB" and b"sRGB" in profile[:4096]):
        try:
            from PIL import ImageCms

            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            colours = changed or colours
        except (ImportError, OSError, ImageCms.PyCMSError):
            pass
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _resized(picture: Image, width: int) -> Image:
    from PIL import Image

    if picture.width <= width:
        return picture
    size = (width, height_at(width, picture.size))
    if picture.mode == "RGBA":  # what is transparent has no colour to lend to its neighbours
        return picture.convert("RGBa").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).convert("RGBA")
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _written(picture: Image, drawn: bool) -> bytes:
    lossy = _webp(picture, quality=QUALITY["drawn" if drawn else "taken"], lossless=False)
    if not drawn or picture.getcolors(FEW_COLOURS) is None:
        return lossy
    return min(_webp(picture, quality=30, lossless=True), lossy, key=len)


def _webp(picture: Image, *, quality: int, lossless: bool) -> bytes:
    file = io.BytesIO()
    nothing = {"exif": b"", "icc_profile": b"", "xmp": b""}
    picture.save(file, "WEBP", quality=quality, lossless=lossless, method=2 if lossless else 4, exact=False, **nothing)
    return file.getvalue()


def _why(error: Exception) -> str:
    said = str(error).lower()
    if "truncated" in said or "premature" in said or isinstance(error, EOFError):
        return "is cut off"
    return "takes too much memory" if "too many pixels" in said else "is damaged"
