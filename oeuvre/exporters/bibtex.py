"""BibTeX, in UTF-8 and with LaTeX's commands for all letters that have one.

Sources: btxdoc (entry types and fields of classic BibTeX, names, `and others`, month macros), arXiv's hint on
`eprint`, `archivePrefix` and `primaryClass`. Text is LaTeX; addresses and identifiers (`doi`, `url`, `eprint`, …) are
not and stand as they are. Nothing is invented: no month without a month, no year for a work that has not appeared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.categories import ARXIV
from oeuvre.entry_types import entry_type
from oeuvre.exporters import capitals, own_bibtex
from oeuvre.reference import address, arxiv, fate, warning
from oeuvre.text import page_range
from oeuvre.text.latex import to_ascii_latex, to_latex
from oeuvre.text.marks import clean
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oeuvre.model import Author, Date, Name, Paper

    Latex = Callable[[str], str]

_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VENUES = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle",
}  # fmt: skip
_SCHOOLS = frozenset(("phdthesis", "mastersthesis"))
_PLAIN = re.compile(r"[!-Z_a-z|~\[\]^]+")
_NOT_VERBATIM = pattern(r"[\s{}\\]|[^\x00-\x7f]")
_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def record(paper: Paper, key: str, *, abstract: bool = False) -> str:
    """One paper as a BibTeX entry in UTF-8: the author's own (`bibtex` in the front matter), or one that is made."""
    return _own(paper, key) or _entry(paper, key, to_latex, abstract=abstract)


def record_ascii(paper: Paper, key: str, *, abstract: bool = False) -> str:
    """The same for BibTeX of any age, with accents as commands; an entry of the author's own stays as it is."""
    return _own(paper, key) or _entry(paper, key, to_ascii_latex, abstract=abstract)


def join(records: Iterable[str]) -> str:
    """A file of entries, with an empty line between them."""
    return "\n".join(records)


def _own(paper: Paper, key: str) -> str:
    """What became of the paper is said in a comment, since the entry itself is the author's."""
    entry = own_bibtex.entry(paper.bibtex, key) if paper.bibtex else ""
    said = clean(fate(paper)).replace("@", "(at)") if entry else ""
    return f"% {said}\n{entry}" if said else entry


def _entry(paper: Paper, key: str, latex: Latex, *, abstract: bool) -> str:
    kind = entry_type(paper).bibtex
    lines = [f"@{kind}{{{key}"]
    if paper.authors:
        lines.append(f"  author = {{{_people(paper.authors, latex)}{' and others' if paper.et_al else ''}}}")
    if paper.editor:
        lines.append(f"  editor = {{{_people(paper.editor, latex)}}}")
    lines.append(f"  title = {{{_title(paper, latex)}}}")
    lines += [f"  {name} = {{{_text(text, latex)}}}" for name, text in _texts(paper, kind) if text]
    lines += _dates(paper.date)
    lines += [f"  {name} = {{{_verbatim(text)}}}" for name, text in _identifiers(paper) if text]
    if abstract and paper.abstract:
        lines.append(f"  abstract = {{{latex(clean(paper.abstract.source))}}}")
    return ",\n".join(lines) + "\n}\n"


def _texts(paper: Paper, kind: str) -> tuple[tuple[str, str], ...]:
    house = "school" if kind in _SCHOOLS else "institution"
    venue = _VENUES.get(kind) or (house if kind in _SCHOOLS and not paper.institution else "howpublished")
    return (
        (venue, paper.venue),
        (house, paper.institution),
        ("publisher", paper.publisher),
        ("address", paper.address),
        ("series", paper.series),
        ("edition", paper.edition),
        ("volume", paper.volume),
        ("number", paper.issue or paper.number),
        ("eid", paper.number if paper.issue else ""),
        ("pages", page_range.dashed(paper.pages, "--") if paper.pages else ""),
        ("keywords", ", ".join([f"{{{word}}}" if "," in word else word for word in paper.keywords])),
        ("note", _note(paper)),
    )


def _note(paper: Paper) -> str:
    parts = ("" if paper.date.year else "forthcoming", fate(paper), paper.note.source)
    return "; ".join([part for part in parts if part])


def _dates(date: Date) -> list[str]:
    """As precise as it is known. `day` is no field of classic BibTeX, which skips it; JabRef and others read it."""
    lines = [f"  year = {{{date.year:04d}}}"] if date.year else []
    if date.month:
        lines.append(f"  month = {_MONTHS[date.month]}")
    if date.day:
        lines.append(f"  day = {{{date.day}}}")
    return lines


def _identifiers(paper: Paper) -> tuple[tuple[str, str], ...]:
    identifier = arxiv(paper)
    about = (
        ("doi", paper.doi),
        ("isbn", paper.isbn),
        ("issn", paper.issn),
        ("pmid", paper.pmid),
        ("url", address(paper)),
    )
    if not identifier:
        return about
    subject = next((code for code in paper.categories if code in ARXIV), "")
    return (("eprint", identifier), ("archivePrefix", "arXiv"), ("primaryClass", subject), *about)


def _verbatim(text: str) -> str:
    """An address or an identifier, which is no LaTeX: only what could end the field is escaped, as in an address."""
    if _PLAIN.fullmatch(text):
        return text
    return _NOT_VERBATIM.sub(lambda found: quote(found[0]), clean(text))


@lru_cache(maxsize=1 << 15)
def _text(text: str, latex: Latex) -> str:
    return latex(clean(text))


def _title(paper: Paper, latex: Latex) -> str:
    foreign = bool(paper.lang) and not paper.lang.lower().startswith("en")
    mark = warning(paper)
    title = latex(capitals.protect(clean(paper.title.source), every=foreign))
    return f"{{{mark[:-2]}}}: {title}" if mark else title


def _people(people: tuple[Author, ...], latex: Latex) -> str:
    return " and ".join([_name(person.name, latex) for person in people])


@lru_cache(maxsize=1 << 15)
def _name(name: Name, latex: Latex) -> str:
    """`von Last, Jr, First`; braces hold together a group, and what BibTeX would take apart."""
    if name.group or not name.given:
        whole = clean(" ".join([part for part in (name.particle, name.family, name.suffix) if part]))
        return f"{{{latex(whole)}}}" if name.group or " " in whole or _must_hold(whole) else latex(whole)
    family = _part(name.family, latex, words=True)
    if name.particle:
        family = f"{_part(name.particle, latex)} {family}"
    return ", ".join([part for part in (family, _part(name.suffix, latex), _part(name.given, latex)) if part])


def _part(text: str, latex: Latex, *, words: bool = False) -> str:
    """A part of a name. In a family name a word that begins small would be taken for a particle."""
    if not text:
        return ""
    text = clean(text)
    written = latex(text)
    hold = _must_hold(text) or (words and _has_small_word(text)) or (words and " " in text and "\\" in written)
    return f"{{{written}}}" if hold else written


def _must_hold(text: str) -> bool:
    return "," in text or _AND.search(text) is not None or text.lower() == "others"


def _has_small_word(text: str) -> bool:
    return any(word[0].islower() for word in text.split())
