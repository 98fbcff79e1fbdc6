"""The head of the search index: tables of what many papers share, and each paper as a row that points into them.

A row is [slug, title, date, authors, categories, type, venue, citations or -1, keywords, piece, place in the piece];
all but the slug, the title, the date and the citations are numbers of entries in the tables, and -1 is none. What
became of a paper stands behind these, as a word for the style sheet and one for readers: it is never shown unmarked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oeuvre import categories
from oeuvre.entry_types import entry_type
from oeuvre.text import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Author, Paper, Person


class Table(dict[Any, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


class Authors:
    """The names on papers. One that is no more than a name stands for itself; others have a key and a name to show."""

    def __init__(self, library: Library) -> None:
        self.names: list[str | tuple[str, str, str]] = []
        self._on = library.people_on
        self._known: dict[tuple[Author, Person | None], int] = {}
        self._numbers: dict[str | tuple[str, str, str], int] = {}

    def on(self, paper: Paper) -> list[int]:
        """The numbers of the names on a paper."""
        known = self._known
        found = []
        for key in zip(paper.authors, self._on(paper.authors), strict=True):
            number = known.get(key)
            found.append(self._add(*key) if number is None else number)
        return found

    def _add(self, author: Author, person: Person | None) -> int:
        written = names.display(author.name)
        entry: str | tuple[str, str, str] = written
        if person:
            entry = (written, person.id, person.display)
        elif author.orcid:
            entry = (written, author.orcid, written)
        number = self._numbers.setdefault(entry, len(self.names))
        if number == len(self.names):
            self.names.append(entry)
        self._known[author, person] = number
        return number


class Keywords:
    """Keywords without regard to capitals, each spelt as where it is first met."""

    def __init__(self) -> None:
        self.spellings: list[str] = []
        self._numbers = Table()

    def of(self, paper: Paper) -> list[int]:
        """The numbers of a paper's keywords, each once."""
        found: dict[int, None] = {}
        for keyword in paper.keywords:
            found[self._numbers[keyword.casefold()]] = None
            if len(self._numbers) > len(self.spellings):
                self.spellings.append(keyword)
        return list(found)


def head(library: Library, words: Words, shards: Sequence[Sequence[Paper]]) -> dict[str, list[Any]]:
    """The tables and the rows; these in the order of the site."""
    authors = Authors(library)
    codes, types, venues, keywords = Table(), Table(), Table(), Keywords()
    places = {paper.slug: (shard, place) for shard, papers in enumerate(shards) for place, paper in enumerate(papers)}
    rows = []
    for paper in library.papers:
        kind = entry_type(paper)
        venue = " ".join(part for part in (paper.venue, paper.venue_short) if part)
        row = (
            paper.slug,
            paper.title.plain,
            str(paper.date) if paper.date.year else "",
            authors.on(paper),
            [codes[code] for code in paper.categories],
            types[kind.type, words.get(f"type.{kind.type}", kind.label)] if kind.type else -1,
            venues[venue] if venue else -1,
            paper.citations.total if paper.citations else -1,
            keywords.of(paper),
            *places[paper.slug],
            *((paper.status.kind, words(f"status.{paper.status.kind}")) if paper.status else ()),
        )
        rows.append(row)
    found = [categories.resolve(code, library.site.categories) for code in codes]
    return {
        "papers": rows,
        "names": authors.names,
        "categories": [(each.code, each.short, each.label) for each in found],
        "types": list(types),
        "venues": list(venues),
        "keywords": keywords.spellings,
    }
