"""CSL-JSON: what Zotero, pandoc and every CSL processor read.

Source: Citation Style Language 1.0.2, `csl-data.json`. Text is plain Unicode: markup and math have no form there.
A field of the paper stands on a line of its own, which is kinder to readers and to `diff`.
"""

from __future__ import annotations

from functools import lru_cache
from json.encoder import encode_basestring as _string
from typing import TYPE_CHECKING

from oeuvre.entry_types import entry_type
from oeuvre.reference import address, arxiv, fate, warning
from oeuvre.text import page_range
from oeuvre.text.marks import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.model import Author, Date, Name, Paper

_GENRES = {
    "preprint": "preprint", "thesis": "PhD thesis", "mastersthesis": "Master's thesis", "report": "technical report",
    "poster": "poster",
}  # fmt: skip


def record(paper: Paper, key: str, *, abstract: bool = False) -> str:
    """One paper as a JSON object under its citation key."""
    lines = [f'    "id": {_string(key)}', f'    "type": "{entry_type(paper).csl}"']
    lines += [f'    "{name}": {_string(value)}' for name, text in _texts(paper) if text and (value := clean(text))]
    lines += [f'    "{name}": {value}' for name, value in _values(paper) if value]
    if abstract and (text := clean(paper.abstract.plain)):
        lines.append(f'    "abstract": {_string(text)}')
    return "  {\n" + ",\n".join(lines) + "\n  }"


def join(records: Iterable[str]) -> str:
    """A file of records: a JSON array."""
    body = ",\n".join(records)
    return f"[\n{body}\n]\n" if body else "[]\n"


def _texts(paper: Paper) -> tuple[tuple[str, str], ...]:
    identifier = arxiv(paper)
    preprint = entry_type(paper).type == "preprint" and bool(identifier)
    return (
        ("title", warning(paper) + paper.title.plain),
        ("container-title", paper.venue),
        ("container-title-short", paper.venue_short),
        ("collection-title", paper.series),
        ("publisher", paper.institution or paper.publisher or ("arXiv" if preprint else "")),
        ("publisher-place", paper.address),
        ("edition", paper.edition),
        ("volume", paper.volume),
        ("issue", paper.issue),
        ("number", paper.number or (f"arXiv:{identifier}" if preprint else "")),
        ("page", page_range.dashed(paper.pages, "-") if paper.pages else ""),
        ("genre", _GENRES.get(entry_type(paper).type, "")),
        ("DOI", paper.doi),
        ("ISBN", paper.isbn),
        ("ISSN", paper.issn),
        ("PMID", paper.pmid),
        ("URL", address(paper)),
        ("language", paper.lang),
        ("status", "" if paper.date.year else "forthcoming"),
        ("keyword", ", ".join(paper.keywords)),
        ("note", _note(paper, "" if preprint else identifier)),
    )


def _note(paper: Paper, identifier: str) -> str:
    """`arXiv: 2206.15408` is the form in which Zotero keeps the id of a published work."""
    parts = (fate(paper), paper.note.plain, f"arXiv: {identifier}" if identifier else "")
    return "; ".join([part for part in parts if part])


def _values(paper: Paper) -> tuple[tuple[str, str], ...]:
    return (
        ("author", _names(paper.authors, more=paper.et_al)),
        ("editor", _names(paper.editor)),
        ("issued", _date(paper.date)),
    )


def _names(authors: tuple[Author, ...], *, more: bool = False) -> str:
    """The names; those who are not listed are `others`, as in pandoc's reading of `and others`."""
    if not authors:
        return ""
    names = [_name(author.name) for author in authors]
    if more:
        names.append('{"literal": "others"}')
    return "[\n      " + ",\n      ".join(names) + "\n    ]"


@lru_cache(maxsize=1 << 15)
def _name(name: Name) -> str:
    if name.group or not name.given:
        whole = " ".join([part for part in (name.particle, name.family, name.suffix) if part])
        return f'{{"literal": {_string(clean(whole))}}}'
    parts = (
        ("family", name.family),
        ("given", name.given),
        ("non-dropping-particle", name.particle),
        ("suffix", name.suffix),
    )
    return "{" + ", ".join([f'"{part}": {_string(clean(text))}' for part, text in parts if text]) + "}"


def _date(date: Date) -> str:
    """As precise as it is known; nothing for a work that has not appeared."""
    known = [part for part in date if part]
    return f'{{"date-parts": [[{", ".join(map(str, known))}]]}}' if date.year else ""
