"""What a check is, and what it finds."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from oeuvre.errors import Severity
    from oeuvre.library import Library
    from oeuvre.model import Date
    from oeuvre.probe import Answer


class Fault(NamedTuple):
    """One thing that a check found: in which file, at which field (`authors.2`), what it is and what to do."""

    path: str
    field: str
    message: str


class Occasion(NamedTuple):
    """When and where a check looks: the day, and the site's folder, empty where no file may be opened.

    `paths` are those of all that the site will have, empty where that is not known; `answers` say what became of
    addresses elsewhere, where somebody asked.
    """

    today: Date
    folder: str = ""
    paths: Collection[str] = ()
    answers: Mapping[str, Answer] = MappingProxyType({})


class Check(NamedTuple):
    """A rule about what was read. `wrong` and `right` are front matter that breaks it and that does not.

    `thorough` rules are told by `oeuvre check` alone: they open files, or speak of what keeps nothing from working.
    """

    severity: Severity
    find: Callable[[Library, Occasion], Iterable[Fault]]
    doc: str
    wrong: str
    right: str
    thorough: bool = False


def short(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def told(text: str) -> str:
    """A text short enough for a message, in quotes."""
    return f'"{short(text)}"'
