"""What differs by language: the words of the interface, dates and numbers. One file a language.

To add a language: 1. copy `en.py` under the language's code (`pt_br.py` for pt-BR), translate its values, and set
`NUMBERS`, `CALENDAR` and `PLURAL` to the language's own rules (Unicode CLDR); 2. run the tests, which name every word
that is missing or left over. A language without a file has English words, and dates as ISO 8601 writes them.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.languages.names import BRANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    from oeuvre.languages.forms import Calendar, Numbers

    Entry = str | tuple[str, ...]

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left, by ISO 639 code."""

_SEVERAL = 5
"""A number that is a plural in every language."""

_FILE = re.compile(r"([a-z]{2,3}(?:_[a-z0-9]{2,8})*)\.py")


class UnknownWordError(LookupError):
    """Nobody wrote down words for this key."""


class Words:
    """One language's words: `t("abstract")`, `t("papers", n=12)`; `direction` is `ltr` or `rtl`."""

    def __init__(
        self, language: str, strings: Mapping[str, Entry], plural: Callable[[int], int], numbers: Numbers
    ) -> None:
        self.language = language
        self.direction = direction(language)
        self._strings = strings
        self._plural = plural
        self._numbers = numbers

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with `values` in their places; `n` picks among plural forms. Raises UnknownWordError."""
        try:
            entry = self._strings[key]
        except KeyError:
            raise UnknownWordError(key) from None
        text = entry if isinstance(entry, str) else entry[self._plural(int(str(values["n"])))]
        if not values:
            return text
        return text.format(**{name: self.number(value) if name == "n" else value for name, value in values.items()})

    def get(self, key: str, default: str) -> str:
        """The words for a key that may not be there, such as a link's label."""
        entry = self._strings.get(key, default)
        return entry if isinstance(entry, str) else default

    def counted(self, key: str, number: str, default: str) -> str:
        """The same for a key whose words go with a number: `1` paper, `12` papers; a share or nothing is several."""
        entry = self._strings.get(key, default)
        if isinstance(entry, str):
            return entry
        return entry[self._plural(int(number) if number.isdecimal() and len(number) < 19 else _SEVERAL)]

    def number(self, value: object) -> str:
        """A number as the language writes it: 1,234.5 in English, 1.234,5 in German."""
        return self._numbers.written(str(value))


def words(language: str) -> Words:
    """The words of a language by its BCP 47 tag: pt-BR, else pt, else English."""
    from oeuvre.languages import en

    module = _module(language) or en
    return Words(language, {**BRANDS, **en.STRINGS, **module.STRINGS}, module.PLURAL, module.NUMBERS)


def calendar(language: str) -> Calendar | None:
    """How a language writes dates, by its BCP 47 tag; None where nobody wrote that down."""
    module = _module(language)
    return None if module is None else module.CALENDAR


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """The languages that have a file here, by the names of their files: `ar`, `de`, `en`."""
    found = (_FILE.fullmatch(name) for name in os.listdir(os.path.dirname(__file__)))
    return tuple(sorted(match[1] for match in found if match))


def has_words(language: str) -> bool:
    """Whether a language, by its BCP 47 tag, has words of its own."""
    return _name(language) != ""


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language's subtag; a script subtag such as az-Arab decides where it is given."""
    first, *rest = language.casefold().split("-")
    if "arab" in rest or "hebr" in rest:
        return "rtl"
    return "rtl" if first in RIGHT_TO_LEFT and "latn" not in rest else "ltr"


@lru_cache(maxsize=64)
def _module(language: str) -> ModuleType | None:
    from importlib import import_module

    name = _name(language)
    return import_module(f"oeuvre.languages.{name}") if name else None


def _name(language: str) -> str:
    parts = language.casefold().split("-")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in known()), "")
