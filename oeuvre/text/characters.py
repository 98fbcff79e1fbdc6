"""Characters that no text should hold: controls, halves of pairs, and those that turn the direction of what follows.

They are told, and taken out or replaced, before anything else reads the text; places in the cleaned text can be
turned back into places in the text as typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from oeuvre.text.problems import Problem

ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""The inside of a character class: every character that `clean` does not let through."""

_ODD_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = frozenset("\r\x85\u2028\u2029")
_SPACES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def legible(text: str) -> str:
    r"""A text in one line for a message: what a terminal would obey, or nobody could see, is told by its code."""
    if text.isprintable():
        return text
    return "".join([letter if letter.isprintable() else _code(letter) for letter in text])


def in_message(text: str) -> str:
    """A message, legible; where it quotes something endless, its beginning and its end."""
    return legible(text if len(text) <= 600 else f"{text[:300]} … {text[-280:]}")


class Clean(NamedTuple):
    """A text that can be rendered. `removed` tells where characters were taken out, in places of `text`."""

    text: str
    problems: tuple[Problem, ...] = ()
    removed: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """The place in the source of a place in `text`."""
        return offset + bisect_right(self.removed, offset)


@cache
def _odd() -> re.Pattern[str]:
    return re.compile(f"\r\n|[{ODD}]")  # takes 0.5 ms, and most texts are ASCII


def odd(source: str) -> bool:
    """Whether `clean` would change a text."""
    return (_ODD_ASCII if source.isascii() else _odd()).search(source) is not None


def clean(source: str) -> Clean:
    r"""The text with line ends as `\n`, controls as U+FFFD, and without the characters that turn its direction."""
    if not odd(source):
        return Clean(source)
    instead: dict[str, str] = {"\r\n": "\n"}
    problems: list[Problem] = []
    removed: list[int] = []

    def replace(match: re.Match[str]) -> str:
        found = match[0]
        made = instead.get(found)
        if made is None:
            made = instead[found] = _instead(found)
            if made in ("", "\ufffd"):
                problems.append(_problem(found, match.start()))
        if len(made) < len(found):
            removed.append(match.start() - len(removed))
        return made

    return Clean(_odd().sub(replace, source), tuple(problems), tuple(removed))


def _instead(character: str) -> str:
    if character in _BREAKS:
        return "\n"
    if character in _SPACES:
        return " "
    return "" if character in _TURNS else "\ufffd"


def _code(character: str) -> str:
    return " " if character.isspace() else f"U+{ord(character):04X}"


def _problem(character: str, place: int) -> Problem:
    code = _code(character)
    if character in _TURNS:
        return Problem(place, f"{code} turns the direction of the text after it; remove it", "text/bidi")
    return Problem(place, f"{code} is not a character of any text; remove it", "text/control-character")
