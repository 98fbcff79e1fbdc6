"""Page ranges that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, told
from oeuvre.text import page_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library

_LONGEST = 9
"""Digits of a page's number at most."""


def backwards(library: Library, _: Occasion) -> Iterator[Fault]:
    """The last page is not before the first; `331-8` is short for `331-338`."""
    for paper in library.papers:
        if not paper.pages:
            continue
        first, last = page_range.split(paper.pages)
        if not (first.isdecimal() and last.isdecimal() and len(last) <= len(first) <= _LONGEST):
            continue
        if int(first[: len(first) - len(last)] + last) < int(first):
            message = f"pages {told(paper.pages)} run backwards; write the first page first"
            yield Fault(paper.path, "pages", message)
