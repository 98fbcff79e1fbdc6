"""People's names, from text to parts and back; groups stay whole.

The rules are those of BibTeX (btxdoc, section 4: "First von Last", "von Last, First", "von Last, Jr, First", braces
keep words together), made milder where BibTeX misreads people: `bell hooks` is no noblewoman, `Guido Van Rossum` sorts
under V, and `Ramón y Cajal` is one family name. A name is kept as it was written: nothing is dropped or spelt out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from oeuvre.model import Name
from oeuvre.text.folding import fold
from oeuvre.text.name_match import key, probe, same
from oeuvre.text.name_words import (
    COMPANIES,
    COMPOUND_GIVEN,
    CONNECTIVES,
    DEGREES,
    EASTERN,
    FAMILY_ENDINGS,
    GENERATIONS,
    GROUP_ENDINGS,
    GROUPS,
    PARTICLES,
    PREFIXES,
    ROMAN,
    eastern,
)

__all__ = ["display", "initials", "inverted", "key", "parse", "probe", "same"]

_TWO_WORDS = (["task", "force"], ["working", "party"])
_SPACE, _COMMA, _BRACED = "\ufdd0", "\ufdd1", "\ufdd2"
"""Noncharacters in the place of what braces protect, so that the rules below see one word."""
_PROTECT = str.maketrans({" ": _SPACE, ",": _COMMA})
_RESTORE = str.maketrans({_SPACE: " ", _COMMA: ",", _BRACED: None})

_COMMAS = str.maketrans({"，": ",", "،": ",", "、": ","})
_ACCENT = re.compile(r"\\(?:[uvHtcdbkr](?![A-Za-z])|[^A-Za-z])")
_INNER_CAPITAL = re.compile(r"\w+['’-][^\W\d_]").match
_PLAIN = re.compile(r"(?:(?:\A|,? )[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ž]*(?:[-'’][A-Za-zÀ-ž]+)*\.?)+\Z").match
"""Words with a capital and at most one comma: nine names of ten, which need no more than a look at their words."""
_TELLING = (
    {"the", "force", "party"}
    .union(COMPANIES, DEGREES, FAMILY_ENDINGS, GROUP_ENDINGS, GROUPS, PREFIXES, GENERATIONS)
)
_STOPS = str.maketrans({".": None, ",": None})
_SHORT = frozenset(("v.", "v.d.", "vd.", "d."))
"""Particles that end with a full stop; any other lower-case word with one is an initial."""


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Name:
    r"""The parts of a name as somebody typed it; never fails, and empty text gives an empty name.

    `{The ATLAS Collaboration}` and names with a word such as Consortium or University are groups. LaTeX commands
    (`{\"U}nal`) are left as they are.
    """
    if _PLAIN(text) and text.count(",") < 2 and _TELLING.isdisjoint(fold(text).translate(_STOPS).split(" ")):
        family, comma, given = text.partition(", ")
        if not comma:
            given, _, family = text.rpartition(" ")
        if " " not in family:
            return Name(given, family)
    text = " ".join(text.replace("~", " ").split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_COMMAS)
    return _braced(text) if "{" in text else _parts(text)


def display(name: Name) -> str:
    """The name as it is read: `Jan van der Berg Jr.`; Chinese, Japanese and Korean names with the family name first."""
    given, family, particle, suffix, _ = name
    if not (particle or suffix):
        if not given:
            return family
        if family.isascii() or not eastern(name):
            return f"{given} {family}"
    order = (family, given, suffix) if eastern(name) else (given, particle, family, suffix)
    return " ".join([part for part in order if part])


def inverted(name: Name) -> str:
    """The name as BibTeX sorts it: `van der Berg, Jr., Jan`. A group, or a name of one part, stands as it is."""
    family = f"{name.particle} {name.family}" if name.particle else name.family
    return ", ".join([part for part in (family, name.suffix, name.given) if part])


def initials(name: Name) -> str:
    """The given names shortened: Jean-Pierre to `J.-P.`, Hieu Duy to `H. D.`, JP to `J. P.`; Eastern ones whole."""
    if eastern(name):
        return name.given
    shouted = name.family.isupper()
    return " ".join([short for word in name.given.split() if (short := _shortened(word, shouted))])


def _shortened(word: str, shouted: bool) -> str:
    if not word.isalpha():
        if word[0] in "(\"“":  # a nickname: William "Bill" Gates
            return ""
        if "." in word:  # J.P., J.-P., Yu.
            return re.sub(r"\.(?=[^\W\d_])", ". ", word)
        if "-" in word:
            pieces = [piece for piece in word.split("-") if piece]
            return "-".join([piece if piece.islower() and len(piece) > 1 else f"{_first(piece)}." for piece in pieces])
    elif 1 < len(word) <= 3 and word.isupper() and not shouted:
        return " ".join([f"{letter}." for letter in word])
    return f"{_first(word)}."


def _first(word: str) -> str:
    """The first letter with the marks that sit on it."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end]


def _braced(text: str) -> Name:
    """Outermost braces: around all of the text they make a group, around some of it they make one word of it."""
    out: list[str] = []
    depth = start = 0
    for place, letter in enumerate(text):
        if letter == "}" and depth:
            depth -= 1
            if not depth:
                inner = text[start + 1 : place]
                if start == 0 and place == len(text) - 1 and not inner.startswith("\\"):
                    return Name("", _unbraced(inner), group=True)
                out.append(_word(inner))
        elif letter == "{":
            start = start if depth else place
            depth += 1
        elif not depth:
            out.append(letter)
    if depth:  # never closed: the rest is text like any other
        out.append(text[start:])
    given, family, particle, suffix, group = _parts("".join(out))
    given, family, particle, suffix = (part.translate(_RESTORE) for part in (given, family, particle, suffix))
    return Name(given, family, particle, suffix, group)


def _word(inner: str) -> str:
    """What stood in braces, as one word; a LaTeX command keeps its braces, which belong to it."""
    if inner.startswith("\\"):
        return "{" + inner.translate(_PROTECT) + "}"
    return _BRACED + _unbraced(inner).translate(_PROTECT)


def _unbraced(text: str) -> str:
    return text.strip() if "\\" in text else text.replace("{", "").replace("}", "").strip()


def _parts(text: str) -> Name:
    if "," in text:
        return _with_commas(text)
    words = text.split(" ")
    if len(words) == 1:
        return Name("", text)
    folded = [fold(word).rstrip(".") for word in words]
    if _is_group(words, folded):
        return Name("", text, group=True)
    suffix = ""
    ending = folded[-1]
    if (ending in GENERATIONS and (len(words) > 2 or ending not in ROMAN)) or (ending in DEGREES and len(words) > 2):
        suffix = words.pop()
        folded.pop()
    return _without_commas(words, folded, suffix)


def _is_group(words: list[str], folded: list[str]) -> bool:
    if folded[-1] in GROUP_ENDINGS or not GROUPS.isdisjoint(folded):
        return True
    return (words[0] == "The" and folded[-1] not in EASTERN) or folded[-2:] in _TWO_WORDS


def _without_commas(words: list[str], folded: list[str], suffix: str) -> Name:
    """First von Last."""
    if len(words) == 2 and not words[0].isascii() and eastern(Name(words[1], words[0])):
        return Name(words[1], words[0], "", suffix)
    particle, family = _family_begins(words, folded)
    return Name(" ".join(words[:particle]), " ".join(words[family:]), " ".join(words[particle:family]), suffix)


def _family_begins(words: list[str], folded: list[str]) -> tuple[int, int]:
    """Where the particle begins, and where after it the family name does."""
    last = len(words) - 1
    written_small = None
    for place in range(last):
        word = words[place]
        plain = folded[place] if word.isascii() else _accented(word)
        if _is_lower(word):
            if written_small is None:
                written_small = all(map(_is_lower, words))
            if (written_small or not place) and (plain not in PARTICLES or len(plain) == 1):
                continue  # bell hooks, danah boyd, e e cummings
            if _INNER_CAPITAL(word):  # d'Annunzio, al-Sufi
                if place and folded[place - 1] in COMPOUND_GIVEN:
                    continue
                return place, place
            if plain in CONNECTIVES:
                return place - 1, place - 1
            return place, _particle_ends(words, place)
        if plain in PREFIXES and place and folded[last] not in EASTERN and folded[place - 1] not in COMPOUND_GIVEN:
            return place, place
    start = last - 1 if last > 1 and folded[last] in FAMILY_ENDINGS else last
    return start, start


def _accented(word: str) -> str:
    """The word as particles are written, its accents kept: the middle names Văn and Vân are no `van`."""
    return word.casefold().replace("’", "'").rstrip(".")


def _particle_ends(words: list[str], place: int) -> int:
    """The place after the small words that begin at `place`; the last word is never one of them."""
    while place < len(words) - 1 and _is_lower(words[place]) and not _INNER_CAPITAL(words[place]):
        place += 1
    return place


def _is_lower(word: str) -> bool:
    """Whether the first letter is a small one, as BibTeX asks; a word in braces never is, nor an initial."""
    if word[:1].isupper() or word.startswith(_BRACED):
        return False
    if word.endswith(".") and word not in _SHORT:
        return False
    if "\\" in word:
        word = _ACCENT.sub("", word)
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _with_commas(text: str) -> Name:
    """Von Last, First; von Last, Jr, First; and a group or a suffix after a comma."""
    first, *rest = [part for each in text.split(",") if (part := each.strip())] or [text]
    words = first.split(" ")
    plain = [fold(part).rstrip(".") for part in rest]
    if len(rest) == 1:
        alone = fold(first)
        if alone in GROUPS or alone in GROUP_ENDINGS:  # Collaboration, ATLAS
            return Name("", f"{rest[0]} {first}", group=True)
        if plain[0] in COMPANIES:
            return Name("", text, group=True)
    if not GROUPS.isdisjoint([fold(word).strip(".,") for word in text.split(" ")]):
        return Name("", text, group=True)
    endings = [part in GENERATIONS or part in DEGREES for part in plain]
    if endings == [True] and (len(words) > 1 or plain[0] not in ROMAN):  # Martin Luther King, Jr.
        return _without_commas(words, [fold(word).rstrip(".") for word in words], rest[0])
    suffix = ""
    if len(rest) == 2:
        suffix = rest.pop(1 if endings == [False, True] else 0)  # Smith, John, Jr. is as frequent as Smith, Jr., John
    elif len(words) > 1 and fold(words[-1]).rstrip(".") in GENERATIONS:  # Smith Jr., John
        suffix = words.pop()
    start = _leading_particle(words)
    return Name(", ".join(rest), " ".join(words[start:]), " ".join(words[:start]), suffix)


def _leading_particle(words: list[str]) -> int:
    """How many words before the family name are its particle."""
    end = _particle_ends(words, 0)
    if end == len(words) - 1 and _is_lower(words[-1]):  # all small: only what is known to be a particle
        return next((place for place in range(end) if fold(words[place]) not in PARTICLES), end)
    return end
