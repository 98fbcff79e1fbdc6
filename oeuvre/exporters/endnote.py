"""EndNote import format (`.enw`): refer tags, a percent sign and a letter, one record a paragraph.

Source: "The EndNote Import Format" (EndNote user guide): `%0` names the reference type and comes first; a comma after
a name says that it is no person's and stays as it is; `et al.,` stands for authors who are not listed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.entry_types import entry_type
from oeuvre.reference import address, arxiv, fate, warning
from oeuvre.text import page_range
from oeuvre.text.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oeuvre.model import Date, Name, Paper

_TYPES = {
    "article": "Journal Article", "review": "Journal Article", "editorial": "Journal Article",
    "magazine": "Magazine Article", "inproceedings": "Conference Paper", "workshop": "Conference Paper",
    "proceedings": "Conference Proceedings", "book": "Book", "chapter": "Book Section", "thesis": "Thesis",
    "mastersthesis": "Thesis", "report": "Report", "preprint": "Unpublished Work", "manuscript": "Unpublished Work",
    "dataset": "Dataset", "software": "Computer Program", "patent": "Patent", "blog": "Blog",
}  # fmt: skip
_IN_JOURNAL = frozenset(("Journal Article", "Magazine Article"))
_THESES = {"thesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def record(paper: Paper, key: str, *, abstract: bool = False) -> str:
    """One paper as an EndNote record, its citation key as label."""
    kind = _TYPES.get(entry_type(paper).type, "Generic")
    lines = [f"%0 {kind}", f"%F {key}"]
    lines += [f"{tag} {value}" for tag, text in _fields(paper, kind) if text and (value := clean(text))]
    if abstract and (text := clean(paper.abstract.plain)):
        lines.append(f"%X {text}")
    return "\n".join(lines) + "\n"


def join(records: Iterable[str]) -> str:
    """A file of records, with an empty line between them."""
    return "\n".join(records)


def _fields(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    yield "%T", warning(paper) + paper.title.plain
    for author in paper.authors:
        yield "%A", _name(author.name)
    if paper.et_al:
        yield "%A", "et al.,"
    for editor in paper.editor:
        yield "%E", _name(editor.name)
    yield "%D", f"{paper.date.year:04d}" if paper.date.year else "forthcoming"
    yield "%8", _day(paper.date)
    yield "%J" if kind in _IN_JOURNAL else "%B", paper.venue
    yield "%S", paper.series
    yield "%V", paper.volume
    yield "%N", paper.issue or paper.number
    yield "%P", page_range.dashed(paper.pages, "-") if paper.pages else ""
    yield "%7", paper.edition
    yield "%I", paper.institution or paper.publisher
    yield "%C", paper.address
    yield "%@", paper.isbn or paper.issn
    yield "%R", paper.doi
    yield "%U", address(paper)
    yield "%M", f"arXiv:{arxiv(paper)}" if arxiv(paper) else paper.pmid
    yield "%9", _THESES.get(paper.type, "")
    yield "%G", paper.lang
    for keyword in paper.keywords:
        yield "%K", keyword
    for note in (fate(paper), paper.note.plain):
        yield "%Z", note


@lru_cache(maxsize=1 << 14)
def _name(name: Name) -> str:
    """`van der Berg, Jan, Jr.`; a group ends with a comma."""
    family = f"{name.particle} {name.family}" if name.particle else name.family
    if name.group or not name.given:
        return f"{family.replace(',', ',,')},"
    return ", ".join([part.replace(",", " ") for part in (family, name.given, name.suffix) if part])


def _day(date: Date) -> str:
    return " ".join([part for part in (_MONTHS[date.month], str(date.day or "")) if part])
