"""IEEE style: IEEE Reference Guide (version 11.29.2023), whose example list gives the form of each type.

Section II.A: initials and family name, `et al.` in italics after the first of more than six names; months abbreviated;
titles of parts in quotation marks, of whole works in italics; `doi: 10.…` or `[Online]. Available:` and no full stop
after an address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.citations import parts
from oeuvre.reference import arxiv, arxiv_address, nobody
from oeuvre.text import marks, page_range
from oeuvre.text.marks import commas, italic

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.model import Author, Paper

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


def line(paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
    """The reference with its marks."""
    body = _FORMS.get(parts.kind(paper), _other)(paper)
    text = commas(_authors(paper, is_owner), body, parts.doi(paper))
    return parts.ended(marks.stop(text), paper, _online(paper))


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    names = parts.people(paper.authors, parts.short, is_owner)
    if names and (len(names) > 6 or paper.et_al):
        return f"{names[0]} {italic('et al.')}"
    return parts.series(names, "and") if names else _editors(paper)


def _editors(paper: Paper) -> str:
    names = parts.people(paper.editor, parts.short, nobody)
    return commas(parts.series(names, "and"), "Ed." if len(names) == 1 else "Eds.") if names else ""


def _online(paper: Paper) -> str:
    """The address of what has no DOI; arXiv's is known from its id."""
    address = "" if paper.doi else parts.web(paper)
    return f"[Online]. Available: {address}" if address and not (_is_preprint(paper) and arxiv(paper)) else ""


def _is_preprint(paper: Paper) -> bool:
    return parts.kind(paper) == "preprint"


def _date(paper: Paper) -> str:
    """`Jun. 2022`, or `Jun. 30, 2022` for what is dated by the day."""
    if not paper.date.year:
        return "to be published"
    month = parts.month(paper.date, _MONTHS)
    if month and paper.date.day and parts.kind(paper) in {"blog", "talk", "patent", "preprint", "software"}:
        return f"{month} {paper.date.day}, {paper.date.year}"
    return f"{month} {paper.date.year}" if month else str(paper.date.year)


def _year(paper: Paper) -> str:
    return parts.year(paper, "to be published")


def _numbers(paper: Paper) -> str:
    return commas(
        f"vol. {marks.clean(paper.volume)}" if paper.volume else "",
        f"no. {marks.clean(paper.issue)}" if paper.issue else "",
    )


def _pages(paper: Paper) -> str:
    if page_range.electronic(paper.pages):
        return f"Art. no. {parts.article(paper)}"
    pages = parts.pages(paper)
    return f"{'pp.' if parts.several(paper) else 'p.'} {pages}" if pages else ""


def _journal(paper: Paper) -> str:
    where = _pages(paper) or (f"Art. no. {parts.article(paper)}" if paper.number else "")
    rest = commas(italic(parts.said(paper.venue)), _numbers(paper), where, _date(paper))
    return f"{parts.quoted(paper, ',')} {rest}"


def _part(paper: Paper) -> str:
    """In a book or in proceedings. Conferences are dated by the month, books by the year."""
    book = f"in {italic(parts.said(paper.venue))}" if paper.venue else ""
    series = f"ser. {parts.said(paper.series)}" if paper.series else ""
    editors = _editors(paper) if paper.authors else ""
    within = commas(book, parts.edition(paper), series, _numbers(paper), editors)
    date = _date(paper) if parts.kind(paper) == "conference" else _year(paper)
    rest = commas(parts.published(paper), date, _pages(paper))
    return f"{parts.quoted(paper, ',')} {_then(within, rest) if paper.publisher else commas(within, rest)}"


def _book(paper: Paper) -> str:
    series = f"in {parts.said(paper.series)}" if paper.series else ""
    work = commas(italic(parts.title(paper)), parts.edition(paper), _numbers(paper), series)
    return _then(work, commas(parts.published(paper), _year(paper)))


def _then(work: str, rest: str) -> str:
    """A book ends with a full stop before its place and publisher."""
    return parts.spaced((marks.stop(work), rest))


def _thesis(paper: Paper) -> str:
    degree = "M.S. thesis" if paper.type == "mastersthesis" else "Ph.D. dissertation"
    rest = commas(degree, parts.house(paper), parts.said(paper.address), _year(paper))
    return f"{parts.quoted(paper, ',')} {rest}"


def _report(paper: Paper) -> str:
    number = f"Rep. {marks.clean(paper.number)}" if paper.number else ""
    rest = commas(parts.house(paper), parts.said(paper.address), number, _date(paper))
    return f"{parts.quoted(paper, ',')} {rest}"


def _preprint(paper: Paper) -> str:
    identifier = arxiv(paper)
    venue = italic(parts.said(paper.venue))
    where = marks.link(arxiv_address(identifier), f"arXiv:{identifier}") if identifier else venue
    return f"{parts.quoted(paper, ',')} {commas(_date(paper), where)}"


def _dataset(paper: Paper) -> str:
    return f"{parts.quoted(paper, ',')} {commas(parts.house(paper), _date(paper))}"


def _software(paper: Paper) -> str:
    return marks.sentences(italic(parts.title(paper)), f"({_date(paper)})", parts.house(paper))


def _patent(paper: Paper) -> str:
    number = f"Patent {marks.clean(paper.number)}" if paper.number else "Patent"
    return f"{parts.quoted(paper, ',')} {commas(parts.house(paper), number, _date(paper))}"


def _talk(paper: Paper) -> str:
    venue = parts.first_of(paper.venue, paper.institution)
    where = venue if venue.startswith(("Invited", "Keynote")) else f"presented at the {venue}" if venue else ""
    return f"{parts.quoted(paper, ',')} {commas(where, parts.said(paper.address), _date(paper))}"


def _blog(paper: Paper) -> str:
    venue = italic(parts.first_of(paper.venue, paper.publisher))
    return f"{parts.quoted(paper, ',')} {commas(venue, _date(paper))}"


def _other(paper: Paper) -> str:
    rest = commas(parts.said(paper.venue), parts.first_of(paper.institution, paper.publisher), _date(paper))
    return f"{parts.quoted(paper, ',')} {rest}"


_FORMS: dict[str, Callable[[Paper], str]] = {
    "journal": _journal,
    "magazine": _journal,
    "conference": _part,
    "chapter": _part,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _dataset,
    "software": _software,
    "patent": _patent,
    "talk": _talk,
    "blog": _blog,
}
