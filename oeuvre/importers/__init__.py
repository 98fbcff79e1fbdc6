"""Sources of papers: each a pure reader of one format.

To add a source: 1. write `importers/<name>.py` with `parse(data: bytes, name: str) -> Parsed`, mostly a table that
fills a `sheet.Sheet`; 2. add a line to `SOURCES`; 3. add its cases to `tests/importers/cases/<name>/` and a section to
`docs/import.md`. `sync.run(site, name, parsed)` does the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.importers import bibtex, csl_json, ris

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.importers.record import Parsed


class Source(NamedTuple):
    """Where papers come from. `parse` takes the bytes of a file or an answer, and the name to call it in findings."""

    label: str
    parse: Callable[[bytes, str], Parsed]
    endings: tuple[str, ...] = ()


SOURCES: dict[str, Source] = {
    "bibtex": Source("BibTeX", bibtex.parse, (".bib",)),
    "csl-json": Source("CSL-JSON", csl_json.parse, (".json",)),
    "ris": Source("RIS", ris.parse, (".ris", ".txt")),
}
