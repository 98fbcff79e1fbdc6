"""Who the owner of a site most likely is, where the site does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.importers.record import Record

_MOST = 400
"""Of more names the spellings are not compared."""


def guessed(records: Iterable[Record]) -> str:
    """The name that is on most papers, in its longest form; empty where there are none."""
    counts: dict[str, int] = {}
    for record in records:
        authors = record.fields.get("authors")
        for author in authors if isinstance(authors, list) else ():
            said = author.get("name", "") if isinstance(author, dict) else author
            text = said if isinstance(said, str) else ""
            known = (one for one in counts if names.same(names.parse(one), names.parse(text)))
            found = next(known, text) if len(counts) < _MOST else text
            counts[found] = counts.get(found, 0) + 1
    return max(counts, key=lambda one: (counts[one], len(one)), default="")
