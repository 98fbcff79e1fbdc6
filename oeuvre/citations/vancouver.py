"""Vancouver style, as the National Library of Medicine writes it: Citing Medicine, 2nd edition, and ICMJE's samples.

Chapter 1 journals, 2 books and parts of them, 3 conference papers, 4 reports, 5 dissertations, 10 patents, 24 and 25
websites and datasets: family name and at most two initials without punctuation; up to six names, then `et al.`; the
date as `2022 Jun 30`; shortened page ranges; `doi:` and the PubMed number at the end. No italics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.citations import parts
from oeuvre.reference import address, arxiv, nobody
from oeuvre.text import marks, page_range
from oeuvre.text.marks import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oeuvre.model import Author, Paper

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def line(paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
    """The reference with its marks."""
    body = _FORMS.get(parts.kind(paper), _other)(paper)
    pubmed = f"PubMed PMID: {marks.clean(paper.pmid)}" if paper.pmid else ""
    text = sentences(_authors(paper, is_owner), *body, parts.doi(paper), pubmed)
    return parts.ended(text, paper, _available(paper))


def _available(paper: Paper) -> str:
    """Where what has no DOI can be read; no full stop after an address."""
    return f"Available from: {marks.link(address(paper))}" if not paper.doi and address(paper) else ""


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    if not paper.authors:
        return _editors(paper)
    names = _people(paper.authors[:6], is_owner)
    return f"{names}, et al." if len(paper.authors) > 6 or paper.et_al else names


def _editors(paper: Paper) -> str:
    word = "editor" if len(paper.editor) == 1 else "editors"
    return f"{_people(paper.editor, nobody)}, {word}" if paper.editor else ""


def _people(people: Sequence[Author], is_owner: Callable[[Author], bool]) -> str:
    """Names with commas between them; semicolons set off an organisation (chapter 1, organizations as author)."""
    line = ""
    groups = [False, *(person.name.group for person in people)]
    for place, name in enumerate(parts.people(people, parts.bare, is_owner)):
        mark = "; " if groups[place] or groups[place + 1] else ", "
        line += mark + name if place else name
    return line


def _date(paper: Paper) -> str:
    """`2022 Jun 30`, as precise as it is known."""
    if not paper.date.year:
        return "Forthcoming"
    day = str(paper.date.day) if paper.date.day else ""
    return parts.spaced((str(paper.date.year), parts.month(paper.date, _MONTHS), day))


def _pages(paper: Paper) -> str:
    return parts.pages(paper, page_range.shortened, "-")


def _journal(paper: Paper) -> tuple[str, ...]:
    issue = f"({marks.clean(paper.issue)})" if paper.issue else ""
    numbers = marks.clean(paper.volume) + issue
    where = _pages(paper) or marks.clean(paper.number)
    place = _date(paper) + (f";{numbers}" if numbers else "") + (f":{where}" if where else "")
    return (parts.title(paper), parts.said(paper.venue), place)


def _published(paper: Paper) -> str:
    """`City: Publisher; 2022`."""
    when = _year(paper)
    house = parts.published(paper)
    return f"{house}; {when}" if house else when


def _year(paper: Paper) -> str:
    return parts.year(paper, "Forthcoming")


def _part(paper: Paper) -> tuple[str, ...]:
    """In a book or in proceedings (chapters 2 and 3)."""
    editors = _editors(paper) if paper.authors else ""
    book = sentences(editors, parts.said(paper.venue), parts.edition(paper), _volume(paper))
    pages = _pages(paper) if page_range.electronic(paper.pages) else f"p. {_pages(paper)}" if paper.pages else ""
    return (parts.title(paper), f"In: {book}" if book else "", _published(paper), pages, _series(paper))


def _volume(paper: Paper) -> str:
    return f"Vol. {marks.clean(paper.volume)}" if paper.volume and not paper.series else ""


def _series(paper: Paper) -> str:
    """`(Lecture Notes in Parsing; vol. 812)`."""
    volume = f"; vol. {marks.clean(paper.volume)}" if paper.volume else ""
    return f"({parts.said(paper.series)}{volume})" if paper.series else ""


def _book(paper: Paper) -> tuple[str, ...]:
    return (parts.title(paper), parts.edition(paper), _volume(paper), _published(paper), _series(paper))


def _at(paper: Paper, label: str) -> tuple[str, ...]:
    """`Title [dissertation]. City: University; 2022`."""
    house, city = parts.house(paper), parts.said(paper.address)
    where = f"{city}: {house}" if city and house else city or house
    return (f"{parts.title(paper)} {label}".rstrip(), f"{where}; {_year(paper)}" if where else _year(paper))


def _thesis(paper: Paper) -> tuple[str, ...]:
    return _at(paper, "[master’s thesis]" if paper.type == "mastersthesis" else "[dissertation]")


def _report(paper: Paper) -> tuple[str, ...]:
    return (*_at(paper, ""), f"Report No.: {marks.clean(paper.number)}" if paper.number else "")


def _preprint(paper: Paper) -> tuple[str, ...]:
    identifier = arxiv(paper)
    where = f"arXiv:{identifier}" if identifier else parts.first_of(paper.venue, paper.publisher)
    return (f"{parts.title(paper)} [Preprint]", where, _date(paper))


def _patent(paper: Paper) -> tuple[str, ...]:
    number = f"Patent {marks.clean(paper.number)}" if paper.number else "Patent"
    return (parts.title(paper), parts.house(paper), number, _date(paper))


def _talk(paper: Paper) -> tuple[str, ...]:
    venue = parts.first_of(paper.venue, paper.institution)
    what = "Poster presented" if paper.type == "poster" else "Presented"
    where = "; ".join([part for part in (venue, _date(paper), parts.said(paper.address)) if part])
    return (parts.title(paper), f"{what} at: {where}" if venue else where)


def _blog(paper: Paper) -> tuple[str, ...]:
    return (parts.title(paper), f"{parts.first_of(paper.venue, paper.publisher)} [blog]".lstrip(), _date(paper))


def _labelled(label: str) -> Callable[[Paper], tuple[str, ...]]:
    return lambda paper: _at(paper, label)


def _other(paper: Paper) -> tuple[str, ...]:
    return (parts.title(paper), parts.said(paper.venue), _published(paper))


_FORMS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "journal": _journal,
    "magazine": _journal,
    "conference": _part,
    "chapter": _part,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _labelled("[dataset]"),
    "software": _labelled("[software]"),
    "patent": _patent,
    "talk": _talk,
    "blog": _blog,
    "manuscript": _labelled("[manuscript]"),
}
