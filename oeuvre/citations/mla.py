"""MLA style: MLA Handbook, 9th edition (2021), chapter 5, the template of core elements.

5.6 to 5.8 names: one, two, or the first and `et al.`; titles of parts in quotation marks, of whole works in italics
(2.106 to 2.109); container, editors, version, number, publisher, date and location with commas between them; dates as
`30 June 2022` (5.74), months over four letters abbreviated; page ranges shortened to two digits (2.139); DOIs as
addresses (5.93) and a full stop at the very end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.citations import parts
from oeuvre.reference import arxiv, nobody
from oeuvre.text import marks, page_range
from oeuvre.text.marks import commas, italic, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.model import Author, Paper

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

_BY_YEAR = frozenset(("conference", "chapter", "book", "thesis"))


def line(paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
    """The reference with its marks."""
    body = _FORMS.get(parts.kind(paper), _other)(paper)
    return parts.ended(sentences(_authors(paper, is_owner), *body), paper)


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    people = paper.authors or paper.editor
    if not people:
        return ""
    names = parts.people(people[:1], parts.full_inverted, is_owner)
    if len(people) > 2 or (paper.et_al and paper.authors):
        text = f"{names[0]}, et al."
    else:
        # the comma before "and" belongs to an inverted name
        pair = ", " if ", " in names[0] else " "
        text = parts.series(names + parts.people(people[1:], parts.full, is_owner), "and", pair=pair)
    if paper.authors:
        return text
    return f"{text}, {'editor' if len(people) == 1 else 'editors'}"


def _editors(paper: Paper) -> str:
    if not paper.editor or not paper.authors:
        return ""
    names = parts.people(paper.editor, parts.full, nobody)
    return f"edited by {names[0]} et al." if len(names) > 2 else f"edited by {parts.series(names, 'and')}"


def _date(paper: Paper) -> str:
    """`30 June 2022`, `June 2022`, `2022`: what such a work says of its date."""
    if not paper.date.year:
        return "forthcoming"
    kind = parts.kind(paper)
    month = "" if kind in _BY_YEAR else parts.month(paper.date, _MONTHS)
    day = str(paper.date.day) if month and paper.date.day and kind != "journal" else ""
    return parts.spaced((day, month, str(paper.date.year)))


def _pages(paper: Paper) -> str:
    if page_range.electronic(paper.pages):
        return f"article {parts.article(paper)}"
    pages = parts.pages(paper, page_range.two_digits)
    return f"{'pp.' if parts.several(paper) else 'p.'} {pages}" if pages else ""


def _numbers(paper: Paper) -> str:
    return commas(
        f"vol. {marks.clean(paper.volume)}" if paper.volume else "",
        f"no. {marks.clean(paper.issue)}" if paper.issue else "",
    )


def _journal(paper: Paper) -> tuple[str, ...]:
    where = _pages(paper) or (f"article {parts.article(paper)}" if paper.number else "")
    container = commas(italic(parts.said(paper.venue)), _numbers(paper), _date(paper), where, parts.web(paper))
    return (_quoted(paper), container)


def _quoted(paper: Paper) -> str:
    return parts.quoted(paper, ".")


def _part(paper: Paper) -> tuple[str, ...]:
    numbers = commas(parts.edition(paper), _numbers(paper))
    house = parts.said(paper.publisher)
    book = italic(parts.said(paper.venue))
    container = commas(book, _editors(paper), numbers, house, _date(paper), _pages(paper), parts.web(paper))
    return (_quoted(paper), container, parts.said(paper.series))


def _book(paper: Paper) -> tuple[str, ...]:
    house = parts.first_of(paper.publisher, paper.institution)
    facts = commas(_editors(paper), parts.edition(paper), _numbers(paper), house, _date(paper), parts.web(paper))
    return (italic(parts.title(paper)), _upper(facts), parts.said(paper.series))


def _upper(text: str) -> str:
    """A new sentence begins with a capital: `edited by` after the title's full stop."""
    return text[:1].upper() + text[1:]


def _thesis(paper: Paper) -> tuple[str, ...]:
    degree = "Master’s thesis" if paper.type == "mastersthesis" else "PhD dissertation"
    return (italic(parts.title(paper)), _upper(_date(paper)), commas(parts.house(paper), degree, parts.web(paper)))


def _report(paper: Paper) -> tuple[str, ...]:
    number = f"no. {marks.clean(paper.number)}" if paper.number else ""
    return (italic(parts.title(paper)), _upper(commas(number, parts.house(paper), _date(paper), parts.web(paper))))


def _preprint(paper: Paper) -> tuple[str, ...]:
    where = parts.first_of("arXiv" if arxiv(paper) else "", paper.venue, paper.publisher)
    number = f"arXiv:{arxiv(paper)}" if arxiv(paper) else ""
    return (_quoted(paper), _upper(commas(italic(where), number, _date(paper), parts.web(paper))))


def _data(paper: Paper) -> tuple[str, ...]:
    house = parts.house(paper)
    return (italic(parts.title(paper)), _upper(commas(parts.edition(paper), house, _date(paper), parts.web(paper))))


def _patent(paper: Paper) -> tuple[str, ...]:
    number = f"Patent {marks.clean(paper.number)}" if paper.number else "Patent"
    return (italic(parts.title(paper)), commas(number, parts.house(paper), _date(paper), parts.web(paper)))


def _talk(paper: Paper) -> tuple[str, ...]:
    venue = parts.first_of(paper.venue, paper.institution)
    where = commas(venue, _date(paper), parts.said(paper.address), parts.web(paper))
    return (_quoted(paper), where, "Poster" if paper.type == "poster" else "Conference presentation")


def _blog(paper: Paper) -> tuple[str, ...]:
    venue = italic(parts.first_of(paper.venue, paper.publisher))
    return (_quoted(paper), _upper(commas(venue, _date(paper), parts.web(paper))))


def _other(paper: Paper) -> tuple[str, ...]:
    house = parts.first_of(paper.publisher, paper.institution)
    container = commas(italic(parts.said(paper.venue)), house, _date(paper), parts.web(paper))
    return (_quoted(paper), _upper(container))


_FORMS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "journal": _journal,
    "magazine": _journal,
    "conference": _part,
    "chapter": _part,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _data,
    "software": _data,
    "patent": _patent,
    "talk": _talk,
    "blog": _blog,
}
