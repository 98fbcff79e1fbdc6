"""Chicago author-date: The Chicago Manual of Style, 17th edition (2017), chapters 14 and 15.

15.6 to 15.9 order and names; 14.76 up to ten names (more: the first seven and `et al.`); 15.45 forthcoming works;
14.175 DOIs as addresses; 9.61 abbreviated page ranges; forms by type: 14.100 to 14.224.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.citations import parts
from oeuvre.reference import arxiv, nobody
from oeuvre.text import marks, page_range
from oeuvre.text.marks import commas, italic, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oeuvre.model import Author, Paper


def line(paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
    """The reference with its marks."""
    body = _FORMS.get(parts.kind(paper), _other)(paper)
    text = sentences(_authors(paper, is_owner), parts.year(paper, "Forthcoming"), *body, parts.web(paper))
    return parts.ended(text, paper)


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    people = paper.authors or paper.editor
    if not people:
        return ""
    first = parts.people(people[:1], parts.full_inverted, is_owner)
    names = first + parts.people(people[1:], parts.full, is_owner)
    if len(names) > 10:
        text = parts.series(names[:7], "and", more=True)
    else:
        # the comma before "and" belongs to an inverted name
        pair = ", " if ", " in names[0] else " "
        text = parts.series(names, "and", more=paper.et_al and bool(paper.authors), pair=pair)
    return text if paper.authors else f"{text}, {'ed.' if len(names) == 1 else 'eds.'}"


def _pages(paper: Paper) -> str:
    return parts.pages(paper, page_range.chicago)


def _journal(paper: Paper) -> tuple[str, ...]:
    volume, issue = marks.clean(paper.volume), marks.clean(paper.issue)
    place = italic(parts.said(paper.venue))
    if volume:
        within = issue or parts.month(paper.date)
        place = parts.spaced((place, volume, f"({within})" if within else ""))
    else:
        place = commas(place, f"no. {issue}" if issue else "")
    where = _pages(paper) or marks.clean(paper.number)
    if not where:
        return (_quoted(paper), place)
    return (_quoted(paper), f"{place}{':' if volume or issue else ','} {where}" if place else where)


def _quoted(paper: Paper) -> str:
    return parts.quoted(paper, ".")


def _part(paper: Paper) -> tuple[str, ...]:
    """In a book or in proceedings (14.106, 14.217)."""
    editors = _edited(paper.editor) if paper.authors else ""
    volume = f"vol. {marks.clean(paper.volume)}" if paper.volume and not paper.series else ""
    book = commas(italic(parts.said(paper.venue)), parts.edition(paper), volume, editors, _pages(paper))
    return (_quoted(paper), f"In {book}" if book else "", _series(paper), parts.published(paper))


def _series(paper: Paper) -> str:
    """`Lecture Notes in Parsing 812`: a volume's number belongs to its series (14.123)."""
    return parts.spaced((parts.said(paper.series), marks.clean(paper.volume))) if paper.series else ""


def _edited(editors: Sequence[Author]) -> str:
    names = parts.people(editors, parts.full, nobody)
    return f"edited by {parts.series(names, 'and')}" if names else ""


def _book(paper: Paper) -> tuple[str, ...]:
    volume = f"Vol. {marks.clean(paper.volume)}" if paper.volume and not paper.series else ""
    return (italic(parts.title(paper)), parts.edition(paper), volume, _series(paper), parts.published(paper))


def _thesis(paper: Paper) -> tuple[str, ...]:
    degree = "Master’s thesis" if paper.type == "mastersthesis" else "PhD diss."
    return (_quoted(paper), commas(degree, parts.house(paper)))


def _report(paper: Paper) -> tuple[str, ...]:
    number = f"Report no. {marks.clean(paper.number)}" if paper.number else ""
    house, city = parts.house(paper), parts.said(paper.address)
    return (italic(parts.title(paper)), number, f"{city}: {house}" if city and house else city or house)


def _preprint(paper: Paper) -> tuple[str, ...]:
    identifier = arxiv(paper)
    where = f"arXiv:{identifier}" if identifier else parts.first_of(paper.venue, paper.publisher)
    return (_quoted(paper), commas("Preprint", where, _day(paper)))


def _day(paper: Paper) -> str:
    """`June 30`: the year stands elsewhere."""
    month = parts.month(paper.date)
    return f"{month} {paper.date.day}" if month and paper.date.day else month


def _patent(paper: Paper) -> tuple[str, ...]:
    number = f"Patent {marks.clean(paper.number)}" if paper.number else "Patent"
    return (parts.title(paper), parts.house(paper), commas(number, f"issued {_day(paper)}" if _day(paper) else ""))


def _talk(paper: Paper) -> tuple[str, ...]:
    what = "Poster presented" if paper.type == "poster" else "Presented"
    venue = parts.first_of(paper.venue, paper.institution)
    where = commas(f"{what} at {venue}" if venue else what, parts.said(paper.address), _day(paper))
    return (_quoted(paper), where)


def _blog(paper: Paper) -> tuple[str, ...]:
    venue = parts.first_of(paper.venue, paper.publisher)
    return (_quoted(paper), commas(f"{italic(venue)} (blog)" if venue else "Blog", _day(paper)))


def _magazine(paper: Paper) -> tuple[str, ...]:
    return (_quoted(paper), commas(italic(parts.said(paper.venue)), _day(paper)))


def _labelled(label: str) -> Callable[[Paper], tuple[str, ...]]:
    return lambda paper: (italic(parts.title(paper)), label, parts.house(paper))


def _manuscript(paper: Paper) -> tuple[str, ...]:
    return (_quoted(paper), commas("Unpublished manuscript", parts.house(paper)))


def _other(paper: Paper) -> tuple[str, ...]:
    return (_quoted(paper), parts.said(paper.venue), parts.first_of(paper.publisher, paper.institution))


_FORMS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "journal": _journal,
    "magazine": _magazine,
    "conference": _part,
    "chapter": _part,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _labelled("Data set"),
    "software": _labelled("Software"),
    "patent": _patent,
    "talk": _talk,
    "blog": _blog,
    "manuscript": _manuscript,
}
