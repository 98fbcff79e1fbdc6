"""Entries of .bib files and tables that lie beside papers with a file of their own: they fill gaps, or are drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers import bibtex
from oeuvre.importers.record import Record, ordered
from oeuvre.merge.identity import identity, shares_title
from oeuvre.migrate.house import Paper, Refused, Text
from oeuvre.migrate.old import Place
from oeuvre.migrate.works import folded, same_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oeuvre.importers.record import Parsed
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.matter import Matter
    from oeuvre.migrate.old import Old
    from oeuvre.text.emit import Value

Entry = tuple[Place, Record | None, str]
"""An entry where it stands, or why it could not be read."""

_LIST = re.compile(
    r"(?:^|/)(?:markdown_generator/|_bibliography/|cite\.bib\Z|[^/]*(?:pub|paper|citation|bibliograph)[^/]*\.bib\Z)",
    re.I,
)
"""The .bib files that are about the owner's papers by their names."""

_SAMPLE = "Paper Title Number "


class Bibliography:
    """The entries of some .bib files of an old site; `used` has the papers that took them."""

    def __init__(self, old: Old, paths: Sequence[str]) -> None:
        self.parsed: dict[str, Parsed] = {path: bibtex.parse(old.read(path), path) for path in paths}
        self.used: dict[Place, Place] = {}
        self._by_title: dict[str, list[tuple[Place, Record]]] = {}
        for path, parsed in self.parsed.items():
            for record in parsed.records:
                title = folded(str(record.fields.get("title", "")))
                self._by_title.setdefault(title, []).append((Place(path, record.line), record))

    def take(self, fields: dict[str, Value], matter: Matter, name: str) -> Record | None:
        """The entry of a paper: in the file that it names, or one with its title; of several the same year's."""
        stem = name.rpartition("/")[2].casefold()
        path = next((one for one in self.parsed if stem and one.rpartition("/")[2].casefold() == stem), "")
        if path and self.parsed[path].records:
            return self.alone(path, fields, matter, [])
        year = _year(fields)
        same = self._by_title.get(folded(str(fields.get("title", ""))), []) if fields.get("title") else []
        fitting = [one for one in same if not year or not _year(one[1].fields) or abs(_year(one[1].fields) - year) < 2]
        fitting.sort(key=lambda one: (_year(one[1].fields) != year, one[0] in self.used))
        return self._used(*fitting[0], matter) if fitting else None

    def alone(self, path: str, fields: dict[str, Value], matter: Matter, findings: list[Finding]) -> Record | None:
        """The entry of a paper in the file beside it; one of quite another title is told, and not used."""
        records = self.parsed[path].records
        title, mine = str(fields.get("title", "")), identity(fields)
        found = next((one for one in records if same_title(str(one.fields.get("title", "")), title)), None)
        if found is None and len(records) == 1 and shares_title(identity(records[0].fields), mine):
            found = records[0]
        if found is None and records:
            other = str(records[0].fields.get("title", ""))
            message = f'the entry has the title "{other}" and the paper "{title}"; nothing was taken from it'
            findings.append(Finding(path, records[0].line, 1, "note", message, "migrate/beside"))
        return self._used(Place(path, found.line), found, matter) if found else None

    def _used(self, place: Place, record: Record, matter: Matter) -> Record:
        """The record, and its like in the same file or under the same key in others, as taken by this paper."""
        for where, one in self._by_title.get(folded(str(record.fields.get("title", ""))), ()):
            if where.path == place.path or one.key == record.key:
                self.used.setdefault(where, Place(matter.path))
        self.used.setdefault(place, Place(matter.path))
        return record

    def unused(self, ledger: Ledger) -> Iterator[Entry]:
        """Every entry of the site's lists that no paper took, and every one that could not be read, with the reason.

        Of other .bib files, which may be anybody's, the ledger is told how many entries belong to no paper.
        """
        for path, parsed in self.parsed.items():
            if not _LIST.search(path):
                left = sum(Place(path, record.line) not in self.used for record in parsed.records)
                if left:
                    what = f"{left} entries of `{path}` belong to no paper; `oeuvre import bibtex` brings them in"
                    ledger.decide("paper", path, what, Place(path))
                continue
            for record in parsed.records:
                if Place(path, record.line) not in self.used:
                    yield Place(path, record.line), record._replace(key=f"{path}:{record.key}"), ""
            for refusal in parsed.refused:
                yield Place(path, refusal.line), None, refusal.reason


def aside(entries: Iterable[Entry], source: str, refused: list[Refused]) -> list[Paper]:
    """Entries that no paper took, as drafts that papers with the same identity take in; the others are for a person."""
    drafts: list[Paper] = []
    for place, record, reason in entries:
        if record is None or str(record.fields.get("title", "")).startswith(_SAMPLE):
            refused.append(Refused("paper", place, reason or "it is the example that comes with the theme"))
        else:
            draft = record._replace(fields=ordered(record.fields | {"draft": "true"}), files=())
            drafts.append(Paper(place, draft, Text(record.abstract), source, aside=True))
    return drafts


def _year(fields: dict[str, Value]) -> int:
    year = str(fields.get("date", ""))[:4]
    return int(year) if year.isdecimal() else 0
