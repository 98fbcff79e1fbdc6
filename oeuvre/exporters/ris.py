"""RIS: what EndNote, Zotero, Mendeley and RefWorks import.

Source: "RIS Format Specifications" (Research Information Systems, 2001 and 2011): `XX  - value`, one line a tag, lines
ending in CR LF, `TY` first and `ER` last; dates as `YYYY/MM/DD/` with empty parts for what is not known; names as
`Last, First, Suffix`. A value stands on one line, so none can begin a tag or end a record.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.entry_types import entry_type
from oeuvre.reference import address, arxiv, fate, pdf, warning
from oeuvre.text import page_range
from oeuvre.text.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oeuvre.model import Date, Name, Paper

_END = "\r\n"
_THESES = {"thesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def record(paper: Paper, key: str, *, abstract: bool = False) -> str:
    """One paper as a RIS record, its citation key as ID."""
    lines = [f"TY  - {entry_type(paper).ris}", f"ID  - {key}"]
    lines += [f"{tag}  - {value}" for tag, text in _fields(paper) if text and (value := clean(text))]
    if abstract and (text := clean(paper.abstract.plain)):
        lines.append(f"AB  - {text}")
    lines.append("ER  - ")
    return _END.join(lines) + _END


def join(records: Iterable[str]) -> str:
    """A file of records, with an empty line between them."""
    return _END.join(records)


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TI", warning(paper) + paper.title.plain
    for author in paper.authors:
        yield "AU", _name(author.name)
    if paper.et_al:
        yield "AU", "et al."
    for editor in paper.editor:
        yield "ED", _name(editor.name)
    yield "PY", f"{paper.date.year:04d}" if paper.date.year else ""
    yield "DA", _date(paper.date)
    yield "T2", paper.venue
    yield "J2", paper.venue_short
    yield "T3", paper.series
    yield "VL", paper.volume
    yield "IS", paper.issue
    yield "M1", paper.number
    first, last = page_range.split(paper.pages) if paper.pages else ("", "")
    yield "SP", first
    yield "EP", last
    yield "ET", paper.edition
    yield "PB", paper.institution or paper.publisher
    yield "CY", paper.address
    yield "SN", paper.isbn or paper.issn
    yield "SN", paper.issn if paper.isbn else ""
    yield "DO", paper.doi
    yield "AN", _accession(paper)
    yield "UR", address(paper).replace(";", "%3B")  # a semicolon stands between two addresses
    yield "L1", pdf(paper)
    yield "LA", paper.lang
    yield "M3", _THESES.get(paper.type, "")
    for keyword in paper.keywords:
        yield "KW", keyword
    for note in _notes(paper):
        yield "N1", note


def _accession(paper: Paper) -> str:
    identifier = arxiv(paper)
    return f"arXiv:{identifier}" if identifier else paper.pmid


def _notes(paper: Paper) -> tuple[str, ...]:
    return (fate(paper), "" if paper.date.year else "forthcoming", paper.note.plain)


@lru_cache(maxsize=1 << 15)
def _name(name: Name) -> str:
    """`van der Berg, Jan, Jr.`; a group has no comma, which is how readers know it."""
    family = f"{name.particle} {name.family}" if name.particle else name.family
    if name.group:
        return family.replace(",", "")
    return ", ".join([part.replace(",", " ") for part in (family, name.given, name.suffix) if part])


def _date(date: Date) -> str:
    if not date.month:
        return ""
    return f"{date.year:04d}/{date.month:02d}/{date.day:02d}/" if date.day else f"{date.year:04d}/{date.month:02d}//"
