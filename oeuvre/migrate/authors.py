"""Names of authors in the texts in which people write them: in a field, or before the title in a citation.

`Geiger, R. Stuart, Yoon J. Jeong, and Emily Manders (2012).` has three, and so has `Wang, E., Lo, J., & Zhen, K.`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from oeuvre.text.folding import fold

_ET_AL = re.compile(r"[\s,;]*(?:\band\s+)?(?:\bet\.?\s+al\b\.?|\bothers\b|…|\.\.\.)[\s.]*\Z", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[;\n]\s*|[\s,]+(?:and|And|AND|und|et|y|with)\s+|\s*,?\s*[&•·|]\s*")
_MARKS = re.compile(
    r"\*\*|__|[*†‡§¶#^✉∗]+|\\textsuperscript\{[^{}]*\}|\$[^$]{0,20}\$|<[^<>]{0,200}>|\s\([^()]{0,60}\)|(?<=[A-Za-zÀ-ž.])\d{1,2}\b"
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.?[\s.-]*){1,4}\Z")
_INITIAL_DOTS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]*){1,5}(?:[^\W\d_]\.?)?\Z")
_VANCOUVER = re.compile(r"([^\W\d_][\w'’ -]{1,40}) ([A-Z]{1,3})\.?\Z")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?\Z", re.IGNORECASE)
_PARTICLES_WORDS = "van von der den de del della di da dos das du la le ten ter 't al el bin ibn st. st san"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_STOP = re.compile(r"(?<=\w{4})\.(?=[\s,])")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STAR = re.compile(r"[*∗]")
_YEAR = re.compile(r"[\s,.(\[]*(?:\(|\[|\b)((?:1[5-9]|20)\d\d)[a-z]?(?:[,\s][^()\[\]]{0,30})?(?:\)|\]|\b)[\s.:,]*")
_EDITORS = re.compile(r"[\s,(]*\b(?:eds?|editors?|hrsg)\b\.?[\s).]*\Z", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_MOST = 6000
_LONGEST_NAME = 80


class People(NamedTuple):
    """Names as texts that `names.parse` reads, those with a star, and whether more are not named."""

    names: tuple[str, ...]
    starred: tuple[int, ...] = ()
    et_al: bool = False


class Citation(NamedTuple):
    """What a citation says before its title: who and when; and what stands behind the title."""

    people: People
    year: str
    rest: str


def people(text: str) -> People:
    """All names in a text that is nothing but names."""
    text = " ".join(text.split())[:_MOST]
    bare = _ET_AL.sub("", text)
    found: list[str] = []
    starred: list[int] = []
    for chunk in _SPLIT.split(bare):
        for raw in _names([piece.strip() for piece in chunk.split(",") if piece.strip()]):
            name = _stripped(raw)
            if not name or name.lower() == "and" or len(name) > _LONGEST_NAME or not any(map(str.isalpha, name)):
                continue
            if _STAR.search(raw) and "**" not in raw:
                starred.append(len(found))
            found.append(name)
    return People(tuple(found), tuple(starred) if len(starred) > 1 else (), bare != text)


def _stripped(raw: str) -> str:
    """A name without marks; a full stop at its end stays where it belongs to an initial or to Jr."""
    name = _STOP.sub("", " ".join(_MARKS.sub(" ", raw).split()).strip(" ,;:"))
    last = name.rpartition(" ")[2]
    return name if len(last) <= 2 or _SUFFIX.match(last) or _INITIAL_DOTS.match(last) else name.rstrip(".")


def _names(pieces: list[str]) -> list[str]:
    """The names in what stands between commas."""
    found = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else ""
        vancouver = _VANCOUVER.match(" ".join(_MARKS.sub(" ", piece).split()))
        if following and _is_family(piece) and _is_given(following, piece):
            found.append(f"{piece}, {following}")
            at += 1
        elif vancouver and vancouver[2] not in ("II", "III", "IV", "JR"):
            found.append(f"{vancouver[1]}, {'. '.join(vancouver[2])}.")
        elif found and _SUFFIX.match(piece):
            found[-1] += f", {piece}" if "," not in found[-1] else f" {piece}"
        else:
            found.append(piece)
        at += 1
    return found


def _is_family(piece: str) -> bool:
    """Whether this can be a family name alone: one word or two, and particles."""
    words = _family_words(piece)
    return 0 < len(words) <= 3 and "." not in words[0] and not _EASTERN.search(piece)


def _family_words(piece: str) -> list[str]:
    return [word for word in _MARKS.sub("", piece).split() if word.lower() not in _PARTICLES]


def _is_given(piece: str, family: str) -> bool:
    """Whether this can stand behind a family name: initials; or whole names, where that is a single word."""
    bare = _MARKS.sub("", piece).strip()
    if _INITIAL_DOTS.match(bare) or (_INITIALS.match(bare) and bare.isupper()):
        return True
    return len(_family_words(family)) == 1 and 0 < len(bare.split()) <= 3 and not _VANCOUVER.match(bare)


def cited(text: str, title: str) -> Citation:
    """A citation parted at its title, at a quotation mark or at its year, whichever tells first where names end."""
    text = " ".join(text.split())[:_MOST]
    end, after = _title_at(text, title)
    before = text[:end]
    year = None
    for found in _YEAR.finditer(before):
        year = found
    if end == len(text) and year:
        before, after = text[: year.start()], year.end()
    elif year:
        before = (
            before[: year.start()] + before[year.end() :] if year.end() < len(before) - 3 else before[: year.start()]
        )
    if year is None:
        year = _YEAR.search(text, after)
    if end == len(text) and not year:
        return Citation(People(()), "", text)
    before = _EDITORS.sub("", before.strip(" ,.:;“”\"'([-–—"))
    return Citation(
        people(before + ("." if re.search(r"(?:\b[A-Z]|\bal)\Z", before) else "")),
        year[1] if year else "",
        text[after:],
    )


def _title_at(text: str, title: str) -> tuple[int, int]:
    """Where the title begins in a citation, and where it ends; the text's end where it is not found."""
    wanted = _NO_LETTERS.sub("", fold(title))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in fold(letter):
            if part.isalnum():
                letters.append(part)
                places.append(place)
    whole = "".join(letters)
    for length in (len(wanted), 40, 24):
        start = whole.find(wanted[:length]) if len(wanted) >= length > 3 else -1
        if start >= 0 and (length == len(wanted) or start > 0):
            stop = places[start + length - 1] + 1
            return places[start], stop if length == len(wanted) else _title_ends(text, stop)
    quote = re.search(r"[“\"„«]|''|``", text)
    return (quote.start(), _title_ends(text, quote.end())) if quote else (len(text), len(text))


def _title_ends(text: str, start: int) -> int:
    found = re.search(r"[.?!,]?[”\"“»](?=\s|\Z)|''|(?<=\w\w)[.?!]\s", text[start:])
    return start + found.end() if found else start
