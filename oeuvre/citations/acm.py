"""ACM Reference Format: "Citation Style and Reference Formats" (ACM's author guidelines), ACM-Reference-Format.bst.

Full names, all of them, given name first; the year after the names; volume and issue as `50, 1 (January 2007)`;
editions as `(2nd. ed.)`; a DOI as an address, without a full stop.
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


def line(paper: Paper, is_owner: Callable[[Author], bool] = nobody) -> str:
    """The reference with its marks."""
    body = _FORMS.get(parts.kind(paper), _other)(paper)
    text = sentences(_authors(paper, is_owner), parts.year(paper, "To appear"), *body)
    return parts.ended(text, paper, _where(paper))


def _where(paper: Paper) -> str:
    address = parts.web(paper)
    return f"Retrieved from {address}" if address and not paper.doi else address


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    if not paper.authors:
        return _editors(paper)
    return parts.series(parts.people(paper.authors, parts.full, is_owner), "and", more=paper.et_al)


def _editors(paper: Paper) -> str:
    names = parts.people(paper.editor, parts.full, nobody)
    return f"{parts.series(names, 'and')} {'(Ed.)' if len(names) == 1 else '(Eds.)'}" if names else ""


def _journal(paper: Paper) -> tuple[str, ...]:
    volume, issue = marks.clean(paper.volume), marks.clean(paper.issue)
    place = parts.spaced((italic(parts.said(paper.venue)), volume))
    place = commas(place, issue if volume or not issue else f"no. {issue}")
    electronic = page_range.electronic(paper.pages)
    number = parts.article(paper) if electronic else marks.clean(paper.number)
    article = f"Article {number}" if number else ""
    when = parts.spaced((parts.month(paper.date), parts.year(paper, "")))
    issue = parts.spaced((commas(place, article), f"({when})" if when else ""))
    return (parts.title(paper), commas(issue, "" if electronic else parts.pages(paper)))


def _conference(paper: Paper) -> tuple[str, ...]:
    series = f"({_series(paper)})" if paper.series else ""
    book = parts.spaced((italic(parts.said(paper.venue)), series))
    within = commas(book, "" if not paper.authors else _editors(paper))
    rest = commas(_published(paper), _pages(paper))
    if not paper.publisher and not paper.address:
        return (parts.title(paper), f"In {commas(within, rest)}" if within or rest else "")
    return (parts.title(paper), f"In {within}" if within else "", rest)


def _pages(paper: Paper) -> str:
    return f"Article {parts.article(paper)}" if page_range.electronic(paper.pages) else parts.pages(paper)


def _series(paper: Paper) -> str:
    return commas(parts.said(paper.series), f"Vol. {marks.clean(paper.volume)}" if paper.volume else "")


def _published(paper: Paper) -> str:
    return commas(parts.said(paper.publisher), parts.said(paper.address))


def _edition(paper: Paper) -> str:
    """ACM writes a full stop after the number as well: `(2nd. ed.)`; not after a word: `(Revised ed.)`."""
    text = parts.edition(paper)
    ordinal = text.removesuffix(" ed.")
    return f"({ordinal}. ed.)" if ordinal[:1].isdigit() else f"({text})" if text else ""


def _chapter(paper: Paper) -> tuple[str, ...]:
    book = parts.spaced((italic(parts.said(paper.venue)), _edition(paper)))
    within = commas(book, _editors(paper) if paper.authors else "")
    return (parts.title(paper), f"In {within}" if within else "", commas(_published(paper), _pages(paper)))


def _book(paper: Paper) -> tuple[str, ...]:
    volume = f"Vol. {marks.clean(paper.volume)}" if paper.volume else ""
    title = parts.spaced((italic(parts.title(paper)), _edition(paper)))
    if paper.series:
        return (title, _series(paper), _published(paper))
    return (commas(title, volume), _published(paper))


def _thesis(paper: Paper) -> tuple[str, ...]:
    degree = "Master’s thesis" if paper.type == "mastersthesis" else "Ph.D. Dissertation"
    return (italic(parts.title(paper)), degree, commas(parts.house(paper), parts.said(paper.address)))


def _report(paper: Paper) -> tuple[str, ...]:
    number = f"Technical Report {marks.clean(paper.number)}" if paper.number else "Technical Report"
    return (italic(parts.title(paper)), number, commas(parts.house(paper), parts.said(paper.address)))


def _preprint(paper: Paper) -> tuple[str, ...]:
    identifier = arxiv(paper)
    where = f"arXiv:{identifier}" if identifier else parts.first_of(paper.venue, paper.publisher, "Preprint")
    return (parts.title(paper), where)


def _patent(paper: Paper) -> tuple[str, ...]:
    number = f"Patent No. {marks.clean(paper.number)}" if paper.number else "Patent"
    month, day = parts.month(paper.date), paper.date.day
    when = f"{month}{f' {day},' if day else ''} {paper.date.year}" if month else ""
    return (parts.title(paper), commas(number, f"Issued {when}" if when else ""))


def _talk(paper: Paper) -> tuple[str, ...]:
    month = parts.month(paper.date)
    day = f" {paper.date.day}" if paper.date.day else ""
    when = f"({month}{day}, {paper.date.year})" if day else f"({month} {paper.date.year})" if month else ""
    where = commas(parts.first_of(paper.venue, paper.institution), parts.said(paper.address))
    return (parts.title(paper), "Poster" if paper.type == "poster" else "Presentation", parts.spaced((where, when)))


def _labelled(label: str) -> Callable[[Paper], tuple[str, ...]]:
    return lambda paper: (f"{italic(parts.title(paper))} {label}", parts.house(paper))


def _other(paper: Paper) -> tuple[str, ...]:
    return (parts.title(paper), parts.said(paper.venue), parts.first_of(paper.publisher, paper.institution))


_FORMS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "journal": _journal,
    "magazine": _journal,
    "conference": _conference,
    "chapter": _chapter,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _labelled("[Dataset]"),
    "software": _labelled("[Software]"),
    "patent": _patent,
    "talk": _talk,
    "blog": lambda paper: (parts.title(paper), italic(parts.first_of(paper.venue, paper.publisher))),
    "manuscript": lambda paper: (parts.title(paper), "Unpublished manuscript", parts.house(paper)),
}
