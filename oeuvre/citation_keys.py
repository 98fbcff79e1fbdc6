"""Citation keys: `zhen2022sub` is the first author's family name, the year, and the first word that says something.

A key is what other people's documents cite, so it should stay as it is when the list grows. Papers that would have the
same key are taken in the order of their dates, then of their slugs: the first keeps the plain key, the next ones get
`b`, `c`, … So only an older paper that comes in later, or a changed date, name or title, can move a key. A key that
the front matter gives (`citation_key`), or that stands in the paper's own BibTeX entry, is taken as it is. A name
without a Latin letter gives way to the next author's, or to the slug.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text.folding import fold
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.model import Name, Paper

_ENTRY_KEY = pattern(r"@\s*(?!(?:comment|string|preamble)\b)[A-Za-z]+\s*[{(]\s*([^\s,{}()]+)\s*,", re.IGNORECASE)
_FORBIDDEN = pattern("[\\s\\x00-\\x1f\\x7f\"#%'(),=@\\\\^`{}~]+")
_WORD = re.compile("[a-z0-9]+")
_LITTLE_WORDS = (
    "a an and are as at by can der des die do does for from how in into is its le la les of on or our "
    "should some that the their this to toward towards un une und what when why with"
)
_STOPWORDS = frozenset(_LITTLE_WORDS.split())

_Wish = tuple[tuple[int, int, int], str, str]
"""A paper's date and slug, by which it takes its turn, and the key that it would like."""


def citation_keys(papers: Iterable[Paper]) -> dict[str, str]:
    """Every paper's citation key by its slug: ASCII unless the owner chose otherwise, and unique whatever the case.

    BibTeX takes keys that differ only in case for the same one. The order of `papers` does not matter.
    """
    given: list[_Wish] = []
    made: list[_Wish] = []
    for paper in papers:
        key = _given(paper)
        date = (paper.date.year or 9999, paper.date.month, paper.date.day)
        (given if key else made).append((date, paper.slug, key or _made(paper)))
    keys: dict[str, str] = {}
    taken: dict[str, int] = {}
    for _, slug, key in sorted(given) + sorted(made):
        keys[slug] = _unique(key, taken)
    return keys


def _given(paper: Paper) -> str:
    key = _FORBIDDEN.sub("", paper.citation_key)
    if not key and paper.bibtex:
        found = _ENTRY_KEY.search(paper.bibtex)
        key = _FORBIDDEN.sub("", found[1]) if found else ""
    return key


def _made(paper: Paper) -> str:
    year = f"{paper.date.year:04d}" if paper.date.year else "forthcoming"
    names = (_who(person.name) for person in (*paper.authors, *paper.editor))
    who = next(filter(None, names), "") or _letters(paper.slug) or "paper"
    return who + year + _telling(paper.title.plain)


def _who(name: Name) -> str:
    return _telling(name.family) if name.group else _letters(name.family)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("'", ""))


def _letters(text: str) -> str:
    return "".join(_words(text))


def _telling(text: str) -> str:
    """The first word that is no article or the like, else the first one; empty where no letter is Latin."""
    words = _words(text)
    return next((word for word in words if word not in _STOPWORDS), words[0] if words else "")


def _unique(key: str, taken: dict[str, int]) -> str:
    """The key, with the first letters behind it that make it unique; `taken` knows of each how far its letters went."""
    number = taken.get(key.lower(), 0) + 1
    candidate = key
    while number > 1 and (candidate := key + _suffix(number)).lower() in taken:
        number += 1
    taken[key.lower()] = number
    taken.setdefault(candidate.lower(), 1)
    return candidate


def _suffix(number: int) -> str:
    """`b` for 2, … `z` for 26, `ba` for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
