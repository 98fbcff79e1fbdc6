"""The words of the interface: one file a language, one function that knows them all.

To add a language: 1. copy `en.py` under the language's code (`pt_br.py` for pt-BR) and translate its values; 2. set
`PLURAL` to the language's own rule; 3. run the tests, which name every word that is missing or left over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    Entry = str | tuple[str, ...]

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left, by ISO 639 code."""


class UnknownWordError(LookupError):
    """Nobody wrote down words for this key."""


class Words:
    """One language's words: `t("abstract")`, `t("papers", n=12)`."""

    def __init__(self, language: str, strings: Mapping[str, Entry], plural: Callable[[int], int]) -> None:
        self.language = language
        self._strings = strings
        self._plural = plural

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with `values` in their places; `n` picks among plural forms. Raises UnknownWordError."""
        try:
            entry = self._strings[key]
        except KeyError:
            raise UnknownWordError(key) from None
        text = entry if isinstance(entry, str) else entry[self._plural(int(str(values["n"])))]
        return text.format(**values) if values else text

    def get(self, key: str, default: str) -> str:
        """The words for a key that may not be there, such as a link's label."""
        entry = self._strings.get(key, default)
        return entry if isinstance(entry, str) else default


def words(language: str) -> Words:
    """The words of a language by its BCP 47 tag: pt-BR, else pt, else English."""
    from oeuvre.languages import en

    module = _module(language) or en
    return Words(language, {**en.STRINGS, **module.STRINGS}, module.PLURAL)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language's subtag; a script subtag such as az-Arab decides where it is given."""
    first, *rest = language.casefold().split("-")
    if "arab" in rest or "hebr" in rest:
        return "rtl"
    return "rtl" if first in RIGHT_TO_LEFT and "latn" not in rest else "ltr"


def _module(language: str) -> ModuleType | None:
    from importlib import import_module
    from importlib.util import find_spec

    parts = language.casefold().split("-")
    for length in range(len(parts), 0, -1):
        name = "_".join(parts[:length])
        if name.isidentifier() and name.isascii() and find_spec(f"oeuvre.languages.{name}"):
            return import_module(f"oeuvre.languages.{name}")
    return None
