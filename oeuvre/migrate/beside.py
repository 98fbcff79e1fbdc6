"""Entries in .bib files that belong to papers with a file of their own: found by name or by title, each used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers import bibtex
from oeuvre.migrate.old import Place
from oeuvre.migrate.works import folded, same_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.importers.record import Parsed, Record
    from oeuvre.migrate.matter import Matter
    from oeuvre.migrate.old import Old


class Bibliography:
    """The entries of some .bib files of an old site."""

    def __init__(self, old: Old, paths: Sequence[str]) -> None:
        self.parsed: dict[str, Parsed] = {path: bibtex.parse(old.read(path), path) for path in paths}
        self.used: set[tuple[str, int]] = set()
        self._by_title: dict[str, list[tuple[str, Record]]] = {}
        for path, parsed in self.parsed.items():
            for record in parsed.records:
                self._by_title.setdefault(folded(str(record.fields.get("title", ""))), []).append((path, record))

    def take(self, title: object, matter: Matter, name: str) -> Record | None:
        """The entry of a paper: the one in the file that it names, or one with its title; of several the same year's."""
        wanted = str(title)
        stem = name.rpartition("/")[2].casefold()
        for path, parsed in self.parsed.items():
            if stem and path.rpartition("/")[2].casefold() == stem and parsed.records:
                found = next(
                    (one for one in parsed.records if same_title(str(one.fields.get("title", "")), wanted)), None
                )
                return self._used(path, found or (parsed.records[0] if len(parsed.records) == 1 else None))
        same = self._by_title.get(folded(wanted), []) if wanted else []
        year = matter.text("date", "year")[:4]
        same = sorted(
            same, key=lambda one: (str(one[1].fields.get("date", ""))[:4] != year, (one[0], one[1].line) in self.used)
        )
        for path, record in same:
            if not year or abs(_year(record) - int(year if year.isdecimal() else 0)) <= 1 or not _year(record):
                return self._used(path, record)
        return None

    def alone(self, path: str, title: str, findings: list[Finding]) -> Record | None:
        """The entry of a paper in the file beside it; one of quite another title is told, and not used."""
        parsed = self.parsed.get(path)
        if not parsed:
            return None
        found = next((one for one in parsed.records if same_title(str(one.fields.get("title", "")), title)), None)
        if found is None and parsed.records:
            other = str(parsed.records[0].fields.get("title", ""))
            message = f'the entry has the title "{other}" and the paper "{title}"; nothing was taken from it'
            findings.append(Finding(path, parsed.records[0].line, 1, "note", message, "migrate/beside"))
        return self._used(path, found)

    def _used(self, path: str, record: Record | None) -> Record | None:
        if record is not None:
            title = folded(str(record.fields.get("title", "")))
            self.used |= {
                (where, one.line)
                for where, one in self._by_title.get(title, ())
                if where == path or one.key == record.key
            }
            self.used.add((path, record.line))
        return record

    def places(self) -> tuple[Place, ...]:
        """Where the entries stand that papers took."""
        return tuple(Place(path, record.line) for path, parsed in self.parsed.items() for record in parsed.records
                     if (path, record.line) in self.used)  # fmt: skip

    def unused(self) -> Iterator[tuple[str, int, Record | None, str]]:
        """Every entry that no paper took, and every one that could not be read, with the reason."""
        for path, parsed in self.parsed.items():
            for record in parsed.records:
                if (path, record.line) not in self.used:
                    yield path, record.line, record._replace(key=f"{path}:{record.key}"), ""
            for refusal in parsed.refused:
                yield path, refusal.line, None, refusal.reason


def _year(record: Record) -> int:
    year = str(record.fields.get("date", ""))[:4]
    return int(year) if year.isdecimal() else 0
