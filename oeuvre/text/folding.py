"""Letters folded to their plain forms, so that `Müller`, `MÜLLER` and `Muller` can be compared."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")

LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
        "ı": "i", "ŋ": "n", "Ŋ": "N", "ĸ": "k", "ƶ": "z", "Ƶ": "Z", "ɓ": "b", "ɗ": "d", "ƙ": "k",
        "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "‐": "-", "‑": "-",
    }
)  # fmt: skip
"""Letters that Unicode does not decompose, and the apostrophes and hyphens that stand for the ASCII ones."""


def plain(text: str) -> str:
    """The text without accents, its case kept: `Łukasz Müller` gives `Lukasz Muller`.

    Only the marks of Latin, Greek and Cyrillic letters go; other scripts need theirs to be read.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed))


def fold(text: str) -> str:
    """The text without accents and without case: two spellings that fold alike differ in nothing else."""
    return text.lower() if text.isascii() else plain(text).casefold()
