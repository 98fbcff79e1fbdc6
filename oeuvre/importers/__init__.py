"""Sources of papers: each a pure reader of one format, of a file or of what a service answers.

To add a source: 1. write `importers/<name>.py` with `parse(data: bytes, name: str) -> Parsed`, mostly a table that
fills a `sheet.Sheet`; 2. add a line to `SOURCES`; 3. add its cases to `tests/importers/cases/<name>/` and a section to
`docs/import.md`. `sync.run(site, name, parsed)` does the rest. A service has a row in `fetch.SERVICES` as well, and an
`ask` (see `importers/asking.py`), which `collect` drives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.importers import arxiv, asking, bibtex, csl_json, dblp, doi, openalex, orcid, ris, semanticscholar
from oeuvre.importers.record import Parsed
from oeuvre.text.characters import in_message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oeuvre.importers.asking import Asking


class Source(NamedTuple):
    """Where papers come from. `read` takes the bytes of a file or an answer, and the name to call it in findings.

    `ask` is what to ask a service for some ids; without it, the source is a file. `wants` is what to give it.
    """

    label: str
    read: Callable[[bytes, str], Parsed]
    endings: tuple[str, ...] = ()
    ask: Callable[[Sequence[str]], Asking] | None = None
    wants: str = "FILE"

    def parse(self, data: bytes, name: str) -> Parsed:
        """All that `data` holds; what is told of it is legible and not endless, whatever was typed there."""
        parsed = self.read(data, name)
        findings = [one._replace(message=in_message(one.message)) for one in parsed.findings]
        refused = [one._replace(key=in_message(one.key), reason=in_message(one.reason)) for one in parsed.refused]
        return Parsed(parsed.records, tuple(refused), tuple(findings))


SOURCES: dict[str, Source] = {
    "bibtex": Source("BibTeX", bibtex.parse, (".bib",)),
    "csl-json": Source("CSL-JSON", csl_json.parse, (".json",)),
    "ris": Source("RIS", ris.parse, (".ris", ".txt")),
    "orcid": Source("ORCID", orcid.parse, ask=orcid.ask, wants="ID"),
    "arxiv": Source("arXiv", arxiv.parse, ask=arxiv.ask, wants="ID…"),
    "doi": Source("DOI", doi.parse, ask=doi.ask, wants="DOI…"),
    "openalex": Source("OpenAlex", openalex.parse, ask=openalex.ask, wants="ID"),
    "semanticscholar": Source("Semantic Scholar", semanticscholar.parse, ask=semanticscholar.ask, wants="ID"),
    "dblp": Source("DBLP", dblp.parse, ask=dblp.ask, wants="PID"),
}


def collect(name: str, ids: Sequence[str], get: Callable[[str, str], bytes | None]) -> Parsed:
    """All papers that a service has for some ids. `get(service, path)` answers, as `fetch.Client.get` does.

    What `get` raises goes through: half of an answer is none.
    """
    source = SOURCES[name]
    if source.ask is None:
        raise ValueError(f"{name} is read from a file")
    parsed = asking.gathered(asking.answers(source.ask(ids), get), name, source.parse)
    findings = tuple(finding._replace(line=max(finding.line, 1)) for finding in parsed.findings)
    parsed = parsed._replace(findings=findings)
    if parsed.records or parsed.refused:
        return parsed
    message = f"{source.label} has no papers there; see that the id is right"
    return parsed._replace(findings=(*parsed.findings, Finding(name, 1, 1, "warning", message, "import/empty")))


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
