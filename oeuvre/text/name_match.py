"""Whether two names could be one person's; made to miss rather than to merge two people.

Letters are compared without case and accents, unless both names carry accents that differ. Initials stand for names
that begin with them, a middle name may be missing, and family and given name may change places. Names that can be told
apart are two people's: John Smith is never Jane Smith, nor Feng Chang Feng-Ju Chang, though F. Chang may be either.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.text.folding import fold
from oeuvre.text.name_words import GENERATIONS, eastern
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from oeuvre.model import Name

_NICKNAME = pattern(r"^[(\"“].*[)\"”]$")
_MOST_WORDS = 30
"""Words of a name that are looked at; no person has more."""

_BETWEEN = pattern(r"[\s‐‑-]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`")
_STROKES = str.maketrans({"ø": "o\u0338", "ł": "l\u0338", "đ": "d\u0338", "ħ": "h\u0338", "ŧ": "t\u0338"})
_CEDILLA = str.maketrans("\u0327", "\u0326")  # Romanian is written with either
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})


class _Piece(NamedTuple):
    """A part of a given name: `short` for an initial or an abbreviation, `bound` by a hyphen to the one before."""

    text: str
    short: bool = False
    bound: bool = False


class _Form(NamedTuple):
    """A name as it is compared: all of it in small letters, the given names in pieces, the family name in one piece."""

    given: tuple[_Piece, ...]
    family: str
    words: tuple[_Piece, ...]
    """The pieces of the family name, particles among them."""
    suffix: str
    whole: str
    """For an Eastern name all of its letters, else empty."""


def same(a: Name, b: Name) -> bool:
    """Whether `a` and `b` could be the same person; a group is never the same as anything."""
    if a.group or b.group:
        return False
    one, two = _form(a), _form(b)
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return False
    if one.whole or two.whole:
        return one.whole == two.whole
    if _agree(one.family, two.family):
        return _given_agree(one.given, two.given)
    return _same_row(one, two) or _turned(one, two)


@lru_cache(maxsize=1 << 14)
def key(name: Name) -> tuple[str, ...]:
    """Some letters of the name's words: two names that share none of their keys are never `same`. Empty for a group."""
    if name.group:
        return ()
    if eastern(name):
        return (name.family[0],)
    words = [letters for word in _BETWEEN.split(" ".join(name[:3]))[:_MOST_WORDS] if (letters := _letters(word))]
    firsts = sorted([fold(word)[:1] for word in words])
    pairs = {one + two for one, two in combinations(firsts, 2)} if len(firsts) > 1 else set(firsts)
    lasts = {fold(form)[-1:] for word in words for form in (word, word.translate(_SPELT_OUT))}
    return tuple(pair + last for pair in pairs for last in lasts)


def probe(name: Name) -> str:
    """One key, cheap to make: where `same(a, b)`, the probe of either is among the keys of the other."""
    given, family, particle, _, group = name
    if not (given[:1].isalpha() and family.isalpha() and given.isascii() and family.isascii()) or particle:
        if group or eastern(name):
            return "" if group else family[0]
        given, family = fold(_letters(given)), fold(_letters(particle + family))
    first, last = given[:1].lower(), family[:1].lower()
    pair = first + last if first < last else last + first
    return pair + (family if len(family) > 1 or not given else given)[-1:].lower()


@lru_cache(maxsize=1 << 14)
def _form(name: Name) -> _Form:
    family = f"{name.particle} {name.family}"
    shouted = name.family.isupper()
    return _Form(
        given=_pieces(name.given, shouted),
        family=_letters(family),
        words=_pieces(family, shouted=True),
        suffix=GENERATIONS.get(fold(name.suffix).rstrip("."), ""),
        whole=_letters(name.family + name.given) if eastern(name) else "",
    )


def _letters(text: str) -> str:
    """The letters and digits of a text, small, with their accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "".join([letter for letter in text.lower() if letter.isalnum() or unicodedata.combining(letter)])


def _pieces(text: str, shouted: bool) -> tuple[_Piece, ...]:
    pieces = []
    for word in text.translate(_APOSTROPHES).split():
        if _NICKNAME.match(word):
            continue
        if 1 < len(word) <= 3 and word.isalpha() and word.isupper() and not shouted:  # JP
            pieces += [_Piece(letter.lower(), short=True) for letter in word]
            continue
        for place, part in enumerate(part for part in word.split("-") if part):
            inner = [letters for piece in part.split(".") if (letters := _letters(piece))]
            short = part.endswith(".") or (len(part) == 1 and part.isupper()) or len(inner) > 1
            pieces += [_Piece(letters, short, place > 0 and not nth) for nth, letters in enumerate(inner)]
    return tuple(pieces)


def _agree(a: str, b: str) -> bool:
    """Whether two words are one but for accents left out, or spelt out as in Mueller."""
    if a == b:
        return True
    if a.isascii() and b.isascii():
        return False
    if fold(a) == fold(b):
        return not _clash(a, b)
    return fold(a.translate(_SPELT_OUT)) == fold(b.translate(_SPELT_OUT))


def _clash(a: str, b: str) -> bool:
    """Whether some letter has one accent here and another there, so that both writers knew how it is spelt."""
    return any(one and two and one != two for one, two in zip(_accents(a), _accents(b), strict=False))


def _accents(text: str) -> list[str]:
    """The marks on each letter."""
    marks: list[str] = []
    for letter in unicodedata.normalize("NFD", text.translate(_STROKES)).translate(_CEDILLA):
        if unicodedata.combining(letter) and marks:
            marks[-1] += letter
        else:
            marks.append("")
    return marks


def _fits(a: _Piece, b: _Piece) -> bool:
    """Whether two pieces could be the same name: equal, or one is short for the other."""
    if not (a.short or b.short):
        return _agree(a.text, b.text)
    one, two = fold(a.text), fold(b.text)
    return (a.short and two.startswith(one)) or (b.short and one.startswith(two))


def _given_agree(a: tuple[_Piece, ...], b: tuple[_Piece, ...]) -> bool:
    if not a or not b:
        return a == b
    if _agree("".join([piece.text for piece in a]), "".join([piece.text for piece in b])):  # Feng-Ju, Fengju, Feng Ju
        return True
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    if not _fits(few[0], many[0]):
        return False
    met = few[0]
    place = 1
    for piece in many[1:]:
        if place < len(few) and _fits(few[place], piece):
            met = few[place]
            place += 1
        elif piece.bound and not met.short and not (piece.short and piece.text in met.text[1:]):
            return False  # Feng is not Feng-Ju, though Fengju may be F.-J.
    return place == len(few)


def _same_row(a: _Form, b: _Form) -> bool:
    """The same words, the family name begun elsewhere: `García Márquez, G.` and `Gabriel García Márquez`."""
    one, two = a.given + a.words, b.given + b.words
    return (
        len(one) == len(two) > 1
        and _agree(one[-1].text, two[-1].text)
        and all(_fits(left, right) for left, right in zip(one, two, strict=True))
    )


def _turned(a: _Form, b: _Form) -> bool:
    """The family name first in one of them: Zhang Wei and Wei Zhang, Zhen K and Kai Zhen."""
    if not a.given or not b.given:
        return False
    for one, two in ((a, b), (b, a)):
        if len(one.family) == 1 and _agree("".join([piece.text for piece in one.given]), two.family):
            return two.given[0].text.startswith(one.family)
    left, right = a.given + a.words, b.given + b.words
    if any(piece.short and len(piece.text) == 1 for piece in left + right):
        return False
    ordered = zip(sorted(left, key=_folded), sorted(right, key=_folded), strict=False)
    return len(left) == len(right) and all(_agree(one.text, two.text) for one, two in ordered)


def _folded(piece: _Piece) -> str:
    return fold(piece.text)
