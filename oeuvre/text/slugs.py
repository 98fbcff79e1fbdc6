"""Names that are safe in addresses and in file systems."""

from __future__ import annotations

import re
import unicodedata

from oeuvre.text.folding import fold
from oeuvre.text.patterns import pattern

LONGEST = 80
"""Characters of a slug at most; it is cut between words where it can be."""

LONGEST_NAME = 200
"""Bytes of a file's name at most: file systems take 255, and a name gets endings and temporary ones."""

_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_LETTERS = str.maketrans(
    dict(zip("αβγδεζηικλμνξοπρσυω", "avgdeziiklmnxoprsyo", strict=True))
    | dict(zip("абвгдезиклмнопрстуфыэіґјѐѝ", "abvgdeziklmnoprstufyeigjei", strict=True))
    | {"θ": "th", "φ": "f", "χ": "ch", "ψ": "ps", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "ye", "ђ": "dj", "љ": "lj", "њ": "nj"}
    | {"ћ": "c", "џ": "dz", "ѕ": "dz", "ј": "j"}
)
_SYMBOLS = str.maketrans({"'": None, "+": " plus ", "&": " and ", "%": " percent ", "@": " at ", "∞": " infinity "})
_LONE_GREEK = pattern("(?<![\u0370-\u03ff])[α-ως](?![\u0370-\u03ff])")
_VARIANTS = pattern("[\ufe00-\ufe0f\u200c\u200d]+")
_BETWEEN = pattern(r"[\W_]+")
_FORBIDDEN = pattern('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
_RESERVED = pattern(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|\Z)", re.IGNORECASE)


def slugify(text: str) -> str:
    """Small letters, digits and hyphens for an address: `The Müller–Łoś α-test` gives `the-muller-los-alpha-test`.

    Latin letters lose their accents, Greek and Cyrillic ones become Latin, and letters of other scripts stay. The slug
    of the same text is the same for ever. Text without a letter or digit gives an empty slug: the caller knows more.
    """
    folded = _VARIANTS.sub("", fold(text[: LONGEST * 50]))
    if not folded.isascii():
        folded = _LONE_GREEK.sub(lambda match: _NAMES.get(match[0], match[0]), folded).translate(_LETTERS)
    folded = folded.translate(_SYMBOLS)
    slug = (_BETWEEN.sub("-", folded) if folded.isascii() else _hyphenated(folded)).strip("-")
    return slug if len(slug) <= LONGEST else _cut(slug)


def _hyphenated(text: str) -> str:
    """The text with a hyphen for every run of what is neither letter nor digit, nor a mark that belongs to a letter."""
    out: list[str] = [""]
    for letter in text:
        if letter.isalnum() or (out[-1] not in {"", "-"} and unicodedata.category(letter) in {"Mn", "Mc"}):
            out.append(letter)
        elif out[-1] != "-":
            out.append("-")
    return "".join(out)


def _cut(slug: str) -> str:
    """The slug's first words, as many as there is room for; a word alone is cut where the room ends."""
    head = slug[: LONGEST + 1]
    return (head[: head.rfind("-")] if "-" in head[1:] else head[:LONGEST]).strip("-")


def safe(name: str) -> str:
    """The name of a file changed as little as it takes for Windows, macOS and Linux to have it, and never empty.

    Separators, control and invisible characters become hyphens, a device's name (`con.md`) gets an underscore, dots do
    not stand at the ends, and a long name is cut before its ending. Equal under Unicode normalisation is equal here.
    """
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .") or "_"
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + dot + ending
