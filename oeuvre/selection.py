"""Some papers of a library: those of a category, a year, a type, an author, or the selected ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import categories
from oeuvre.entry_types import ENTRY_TYPES, entry_type
from oeuvre.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.library import Library
    from oeuvre.model import Paper

_YEARS = re.compile(r"([0-9]{4})(?:\s*[-–]\s*([0-9]{4})?)?")


class Wanted(NamedTuple):
    """What the papers must be, as people type it; empty is anything.

    `year` is one (`2024`), a range (`2020-2024`, `2020-`) or `forthcoming`; `author` is a person's id.
    """

    category: str = ""
    year: str = ""
    type: str = ""
    author: str = ""
    selected: bool = False


def select(library: Library, wanted: Wanted) -> list[Paper]:
    """The papers that are all that is wanted, in the site's order. Raises UsageError for what there cannot be."""
    papers = list(library.papers)
    if wanted.category:
        code = _category(library, wanted.category)
        papers = [paper for paper in papers if code in paper.categories]
    if wanted.year:
        first, last = _years(wanted.year)
        papers = [paper for paper in papers if first <= paper.date.year <= last]
    if wanted.type:
        kind = _known(wanted.type, ENTRY_TYPES, "type")
        papers = [paper for paper in papers if entry_type(paper).type == kind]
    if wanted.author:
        person = _known(wanted.author, [library.owner.id, *library.people], "author")
        theirs = {paper.slug for paper in library.papers_by(person)}
        papers = [paper for paper in papers if paper.slug in theirs]
    return [paper for paper in papers if paper.selected] if wanted.selected else papers


def _category(library: Library, text: str) -> str:
    try:
        return categories.resolve(text, library.site.categories).code
    except ValueError as error:
        raise UsageError(str(error)) from None


def _years(text: str) -> tuple[int, int]:
    if text == "forthcoming":
        return 0, 0
    found = _YEARS.fullmatch(text.strip())
    if not found:
        raise UsageError(f'year "{text}" is not a year; write 2024, 2020-2024 or forthcoming')
    if text.strip() == found[1]:
        return int(found[1]), int(found[1])
    return int(found[1]), int(found[2] or 9999)


def _known(text: str, choices: Iterable[str], what: str) -> str:
    names = list(choices)
    if text in names:
        return text
    from difflib import get_close_matches

    near = get_close_matches(text, names, 1)
    remedy = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(sorted(names)[:30])}"
    raise UsageError(f'{what} "{text}" is not known; {remedy}')
