"""Braces around the capitals of a title that BibTeX's styles must not make small: `{BERT}`, `{RNN-T}`, `vitamin {C}`.

Styles such as plain.bst print titles in sentence case and make small every capital outside braces but the very first
one and those after a colon. Words with a capital inside are protected always, a capital that stands alone (but for the
article `A`) as well. In a title that is in sentence case itself, or in another language than English, every capital
means something, and all are protected. What stands in braces, in math or in a command is left alone.
"""

from __future__ import annotations

import re
from functools import partial

from oeuvre.text.patterns import pattern

_TOKEN = pattern(
    r"\\(?:[A-Za-z]+|.)"  # a command, or an escaped character
    r"|\$(?:[^$\\]|\\.)*\$"  # math
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"  # a group
    r"|(?<![^\W_])(?![a-z]+(?![^\W_]))([^\W_]+(?:(?:['’-]|\\?&)[^\W_]+)*)",  # a word, unless it is small and plain
    re.DOTALL,
)
_LONG_WORD = pattern(r"(?<=\s)[^\W\d_]{4,}")
_LITTLE_WORDS = (
    "about across after against among also been before beyond between both does during each from have into like many "
    "more most much only over some such than that their them they this through toward towards under upon using very "
    "what when where which while whose with within without your"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
"""Long words that stand small in title case too."""
_OPENERS = "“”„\"'‘’«»([`"


def protect(title: str, *, every: bool = False) -> str:
    """The title (LaTeX source) with braces where capitals matter; `every` is for titles that are not in English."""
    if title[1:].islower() and title[:1] not in _OPENERS:
        return title
    every = every or _sentence_case(title)
    return _TOKEN.sub(partial(_protected, title, len(title) - len(title.lstrip(_OPENERS)), every), title)


def _sentence_case(title: str) -> bool:
    """Whether at least half of the words that title case would make large are small."""
    words = [word for word in _LONG_WORD.findall(title) if word not in _LITTLE]
    small = len([word for word in words if word.islower()])
    return small > 0 and small * 2 >= len(words)


def _protected(title: str, lead: int, every: bool, found: re.Match[str]) -> str:
    word = found[1]
    start, end = found.span()
    if word is None or word.islower() or title[end : end + 1] == "\\":  # nothing to do, or only half of a word
        return found[0]
    if start == lead and lead:  # the very first character is no letter, so the first letter would become small
        return f"{{{word}}}"
    opening = not start or title[start - 2 : start] in {": ", "? ", "! "}
    pieces = word.split("-")
    meant = [_meant(piece, opening=opening and not at, every=every) for at, piece in enumerate(pieces)]
    if all(yes or not piece[-1].islower() for piece, yes in zip(pieces, meant, strict=True)) and any(meant):
        return _braced(word)
    return "-".join([_braced(piece) if yes else piece for piece, yes in zip(pieces, meant, strict=True)])


def _meant(piece: str, *, opening: bool, every: bool) -> bool:
    """Whether a capital in this word must stay."""
    if piece[1:] != piece[1:].lower():
        return True
    if opening or not piece[0].isupper():
        return False
    return every or (len(piece) == 1 and piece != "A")


def _braced(word: str) -> str:
    """A second pair where an accent would make the group one of BibTeX's special characters, whose case may change."""
    return f"{{{word}}}" if word[:1].isascii() else f"{{{{{word}}}}}"
