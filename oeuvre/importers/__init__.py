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

RULES: dict[str, str] = {
    "import/encoding": "the file is not in UTF-8, and its encoding was guessed",
    "import/empty": "nothing was found in the file",
    "import/missing-key": "an entry without a citation key",
    "import/missing-comma": "a comma that is missing between fields",
    "import/missing-brace": "the last brace of an entry is missing",
    "import/missing-end": "a RIS record without ER",
    "import/extra-brace": "a brace too many",
    "import/not-a-field": "something in an entry that is no field",
    "import/bare-word": "a value that stands in no braces and is no @string",
    "import/duplicate-field": "a field that stands twice in its entry",
    "import/duplicate-key": "a citation key that stands twice in its file",
    "import/commented-out": "entries behind a %",
    "import/crossref": "an entry points to one that is not there",
    "import/left-out": "fields that are not about the paper",
    "import/too-many": "a file with more problems than anybody reads",
    "import/name-mark": "marks on names, such as stars, that were taken off",
    "import/date": "a date that could not be read, or not whole",
    "import/doi": "a DOI that is none, or was found in something longer",
    "import/arxiv": "an arXiv id that is none",
    "import/isbn": "an ISBN that is none",
    "import/issn": "an ISSN that is none",
    "import/pmid": "a PubMed id that is none",
    "import/acl": "an id of the ACL Anthology that is none",
    "import/link": "an address that cannot be linked",
    "import/draft": "a paper without title, authors or date became a draft",
}
"""What an importer can tell, by the ids of the findings."""
