"""Authors whose names are written with more than a name, or as PubMed writes them.

Google Scholar's inclusion guidelines ask for the names alone, without degrees and affiliations, in `citation_author`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, told
from oeuvre.text import names
from oeuvre.text.folding import fold
from oeuvre.text.name_words import DEGREES, EASTERN, ROMAN, SHORT_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Name, Paper

TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms"))
LATER_DEGREES = DEGREES | {"md", "m.d", "msc", "m.sc", "bsc", "b.sc", "mph", "mba", "mbbs", "frs", "dds"}

_MARKS = "*∗†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹✉"
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS))
_BRACKETS = str.maketrans("（）", "()")
_ODD = re.compile(rf"[{_MARKS}@()（）0-9]").search
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}").fullmatch


def author_form(library: Library, _: Occasion) -> Iterator[Fault]:
    """An author is a name alone, with its parts in an order that shows which of them is the family name."""
    for paper in library.papers:
        for place, author in enumerate(paper.authors):
            found = _advice(author.name)
            if found and not (found.startswith("looks") and _shouts(paper)):
                message = f"author {told(names.display(author.name))} {found}"
                yield Fault(paper.path, f"authors.{place}", message)


@lru_cache(maxsize=1 << 15)
def _advice(name: Name) -> str:
    """What the name looks like and what to write; empty where nothing is odd."""
    if name.group:
        return ""
    alone = _alone(name)
    if alone != names.display(name):
        write = f"write {told(alone)}" if alone else "write the name as the paper prints it"
        return f"is not a name alone; {write}"
    turned = _turned(name)
    return f"looks like a family name and initials; write {told(turned)}" if turned else ""


def _alone(name: Name) -> str:
    """The name as it is read, without titles, degrees, affiliations, marks and handles."""
    text = names.display(name)
    if fold(name.given).rstrip(".") in LATER_DEGREES and " " in name.family:  # Ada Lovelace, MD
        text = names.display(name._replace(given=""))
    if fold(name.suffix).rstrip(".") in DEGREES:
        text = text.removesuffix(name.suffix).rstrip()
    if _ODD(text):
        text = _unmarked(name, text)
    words = text.split(" ")
    titles = 0
    while titles < len(words) - 1 and fold(words[titles]).rstrip(".") in TITLES:
        titles += 1
    return " ".join(words[titles:])


def _unmarked(name: Name, text: str) -> str:
    if "(" in name.family and name.given.endswith(")"):  # Ada Byron (MIT, USA)
        text = name.family + ")"
    if "@" in text:
        text = " ".join([word for word in text.split(" ") if "@" not in word])
    bracketed = text.translate(_BRACKETS)
    if bracketed.endswith(")"):
        text = bracketed.partition("(")[0].rstrip() or text
    text = text.translate(_NO_MARKS).strip()
    bare = text.rstrip("0123456789 ")
    return bare if " " in text and bare[-1:].isalpha() else text  # a number after a sign is the name's own: #1


def _turned(name: Name) -> str:
    """`Smith, J. A.` from Smith JA; empty where it can be a family name in capitals, as in Bo LI."""
    words = names.display(name).split(" ")
    end = len(words)
    while end and _is_initials(words[end - 1]):
        end -= 1
    if name.suffix or not 0 < end < len(words) or not all(map(_is_whole, words[:end])):
        return ""
    if _can_be_family(words[-1]):
        return ""
    letters = "".join(words[end:])
    initials = re.sub(r"([^\W\d_])\.?(-?)", lambda found: f"{found[1]}.{found[2] or ' '}", letters).rstrip()
    return f"{' '.join(words[:end])}, {initials}"


def _is_initials(word: str) -> bool:
    return len(word) < 9 and word.isupper() and _INITIAL(word) is not None


def _is_whole(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and not word.isupper() and word.upper() != word.lower()


def _can_be_family(word: str) -> bool:
    """Whether capitals without a stop are rather a family name, a generation or a degree than initials."""
    if not word.isalpha():
        return False
    plain = fold(word)
    if plain in EASTERN or plain in SHORT_FAMILIES or plain in ROMAN or plain in LATER_DEGREES:
        return True
    return len(word) > 2 and not set("aeiouy").isdisjoint(plain)  # Amartya SEN, Brian COX


def _shouts(paper: Paper) -> bool:
    """Whether the paper prints family names in capitals."""
    return any(len(author.name.family) > 3 and author.name.family.isupper() for author in paper.authors)
