"""The bytes of somebody's file into text, whatever wrote them, with a finding where that took a guess."""

from __future__ import annotations

import re

from oeuvre.errors import Finding

_BAD = re.compile("[\udc80-\udcff]")
_GOOD = re.compile("[^\x00-\x7f\udc80-\udcff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_GUESSED = 4000
"""How many runs of non-ASCII bytes are looked at to tell GBK from Windows-1252."""

_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
"""What Python makes of a byte that is no UTF-8 (surrogateescape), as Windows-1252; its five empty places as Latin-1."""


def decode(data: bytes, name: str) -> tuple[str, list[Finding]]:
    r"""The text of `data` with `\n` as its only line end, and a finding if it was not UTF-8 (with or without BOM).

    UTF-16 is known by its BOM, GBK by its pairs of bytes; all else is Windows-1252 (of which Latin-1 is a part), read
    byte by byte only where the bytes are no UTF-8, so that a file of mixed origin comes out right as well.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lines(data[len(bom) :].decode(encoding, "replace")), []
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _lines(data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text, read_as = data.decode("utf-8", "surrogateescape"), "Windows-1252"
    if _looks_like_gbk(data) and len(_BAD.findall(text)) > len(_GOOD.findall(text)):
        text, read_as = data.decode("gb18030", "replace"), "GBK"
    text = text.translate(_WINDOWS)
    message = f"the file is not in UTF-8 and was read as {read_as}; check its accents, and save it as UTF-8"
    return _lines(text), [Finding(name, line, 1, "warning", message, "import/encoding")]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _looks_like_gbk(data: bytes) -> bool:
    """GBK text has its high bytes in pairs, and most of them begin common characters (rows 16 to 55 of GB 2312)."""
    pairs = common = 0
    for count, run in enumerate(_HIGH.finditer(data)):
        high = run[0]
        if len(high) % 2:
            return False
        leads = high[::2]
        pairs += len(leads)
        common += sum(0xB0 <= lead <= 0xD7 for lead in leads)
        if count > _GUESSED:
            break
    return pairs > 0 and common * 2 >= pairs
