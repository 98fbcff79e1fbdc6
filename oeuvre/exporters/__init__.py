"""Papers as other texts: records for reference managers (`FORMATS`), and lists for a CV (`LISTS`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.entry_types import ENTRY_TYPES, entry_type
from oeuvre.exporters import bibtex, csl_json, endnote, latex, markdown, ris, typst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from oeuvre.model import Paper


_CSL = "application/vnd.citationstyles.csl+json"


class Format(NamedTuple):
    """A format of records. What is asked for often (a paper stands in many lists) can be made once with `record`."""

    label: str
    extension: str
    media_type: str
    record: Callable[..., str]
    """One paper under its citation key: `record(paper, key, *, abstract=False)`."""
    join: Callable[[Iterable[str]], str]
    """A whole file of records."""

    def dumps(self, papers: Iterable[Paper], keys: Mapping[str, str], *, abstract: bool = False) -> str:
        """A file of papers in their order; `keys` are `citation_keys` of the whole library, by slug."""
        return self.join([self.record(paper, keys[paper.slug], abstract=abstract) for paper in papers])


# To add a format: 1. a file with `record(paper, key, *, abstract=False)` and `join(records)`; 2. a line here;
# 3. its cases, `tests/exporters/cases/<name>.txt`, and what it cannot hold in `docs/exports.md`.
FORMATS: dict[str, Format] = {
    "bibtex": Format("BibTeX", ".bib", "application/x-bibtex", bibtex.record, bibtex.join),
    "bibtex-ascii": Format("BibTeX (ASCII)", ".ascii.bib", "application/x-bibtex", bibtex.record_ascii, bibtex.join),
    "ris": Format("RIS", ".ris", "application/x-research-info-systems", ris.record, ris.join),
    "csl-json": Format("CSL-JSON", ".csl.json", _CSL, csl_json.record, csl_json.join),
    "endnote": Format("EndNote", ".enw", "application/x-endnote-refer", endnote.record, endnote.join),
}
"""Every format of records by the word for it in `oeuvre export`."""


class List(NamedTuple):
    """A format of lists, whose entries are references in a citation style."""

    label: str
    extension: str
    media_type: str
    item: Callable[[str, Paper], str]
    join: Callable[[Iterable[tuple[str, Sequence[str]]]], str]

    def dumps(self, papers: Iterable[Paper], cite: Callable[[Paper], str], group: str = "year") -> str:
        """A document; `cite` gives a paper's reference with its marks, `group` is `year`, `type` or empty."""
        groups = _grouped(papers, group)
        return self.join([(heading, [self.item(cite(paper), paper) for paper in each]) for heading, each in groups])


LISTS: dict[str, List] = {
    "markdown": List("Markdown", ".md", "text/markdown", markdown.item, markdown.join),
    "latex": List("LaTeX", ".tex", "application/x-tex", latex.item, latex.join),
    "typst": List("Typst", ".typ", "text/vnd.typst", typst.item, typst.join),
}
"""Every format of lists by the word for it in `oeuvre export`."""


def _grouped(papers: Iterable[Paper], group: str) -> list[tuple[str, list[Paper]]]:
    """The papers under their headings, each group in the order given: years newest first, types as in their table."""
    groups: dict[tuple[int, str], list[Paper]] = {}
    order = {name: place for place, name in enumerate(ENTRY_TYPES)}
    for paper in papers:
        if group == "year":
            year = paper.date.year
            place = (-year, str(year)) if year else (-10000, "Forthcoming")
        elif group == "type":
            kind = entry_type(paper)
            place = (order.get(kind.type, len(order)), kind.plural)
        else:
            place = (0, "")
        groups.setdefault(place, []).append(paper)
    return [(heading, members) for (_, heading), members in sorted(groups.items())]
