"""Pictures invented for tests: small, of every kind, whole and broken."""

import io
import random
import struct
import zlib

from PIL import Image, ImageDraw

GPS = 0x8825


def scene(size=(400, 240), mode="RGB"):
    """Something that is not alike when turned or mirrored."""
    picture = Image.new("RGBA", size, (250, 250, 250, 255))
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, size[0] // 2, size[1] // 4), fill="#a8201a")
    canvas.ellipse((size[0] // 2, size[1] // 2, size[0] - 1, size[1] - 1), fill="#1f5fae")
    if mode in {"RGBA", "LA", "PA"}:
        canvas.rectangle((0, size[1] // 2, size[0] // 3, size[1]), fill=(0, 0, 0, 0))
    return picture if mode == "RGBA" else picture.convert("RGB").convert(mode)


def told(orientation=1):
    """What a telephone says of a picture: how it was held, with what and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    return exif


def saved(picture, form, **options):
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def moving(form="GIF"):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def noise(size):
    """A picture that nothing makes small."""
    dice = random.Random(size[0])
    return Image.frombytes("RGB", size, dice.randbytes(size[0] * size[1] * 3))


def bomb(width, height):
    """A PNG of that size in few bytes, as far as its first lines."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(text="The paper", box="0 0 612 792", pages=1, extra=""):
    """A PDF whose every page shows a text."""
    drawn = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    looks = "/Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >>"
    sheet = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {looks} >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[sheet] * pages,
    ]
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + trailer).encode("latin-1")


LOCKED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >> /ID [<{1}> <{1}>]"
LOCKED = LOCKED.format("41" * 32, "42" * 16)
"""What makes a PDF ask for a password."""
