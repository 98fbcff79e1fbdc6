"""APA Style: Publication Manual of the American Psychological Association, 7th edition (2020), chapters 9 and 10.

9.8 names, up to 20 of them (more: the first 19, an ellipsis, the last); 9.13–9.17 dates; 9.25–9.33 sources;
9.35 DOIs as addresses, without a full stop; forms by type: 10.1 to 10.6, 10.9, 10.10. Works that are not part of a
greater whole stand in italics. What the manual does not know (authors who are not listed) is said with "et al.".
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
    return parts.ended(sentences(_authors(paper, is_owner), f"({_date(paper)})", *body), paper, parts.web(paper))


def _authors(paper: Paper, is_owner: Callable[[Author], bool]) -> str:
    if not paper.authors:
        editors = parts.people(paper.editor, parts.short_inverted, is_owner)
        return f"{_and(editors)} {_role(editors)}" if editors else ""
    names = parts.people(paper.authors, parts.short_inverted, is_owner)
    if len(names) > 20:
        return f"{', '.join(names[:19])}, . . . {'et al.' if paper.et_al else names[-1]}"
    return _and(names, more=paper.et_al)


def _and(names: Sequence[str], *, more: bool = False) -> str:
    return parts.series(names, "&", more=more, pair=", ")


def _role(editors: Sequence[str]) -> str:
    return "(Ed.)" if len(editors) == 1 else "(Eds.)"


def _date(paper: Paper) -> str:
    """The year; month and day as well where readers look by date (9.14)."""
    date = paper.date
    if date.month and parts.kind(paper) in {"magazine", "blog", "talk"}:
        return f"{date.year}, {parts.month(date)}{f' {date.day}' if date.day else ''}"
    return parts.year(paper, "in press")


def _journal(paper: Paper) -> tuple[str, ...]:
    volume = commas(parts.first_of(paper.venue), parts.first_of(paper.volume))
    issue = f"({marks.clean(paper.issue)})" if paper.issue else ""
    place = italic(volume) + issue if paper.volume else commas(italic(volume), issue)
    article = parts.article(paper)
    where = f"Article {article}" if article else parts.pages(paper)
    return (parts.title(paper), commas(place, where))


def _part(paper: Paper) -> tuple[str, ...]:
    """In a book or in proceedings (10.3, 10.5)."""
    editors = parts.people(paper.editor, parts.short, nobody)
    who = f"{parts.series(editors, '&')} {_role(editors)}" if editors else ""
    within = commas(_volume(paper), _pages(paper))
    book = parts.spaced((italic(parts.said(paper.venue)), f"({within})" if within else ""))
    return (parts.title(paper), "In " + commas(who, book) if who or book else "", parts.said(paper.publisher))


def _pages(paper: Paper) -> str:
    if page_range.electronic(paper.pages):
        return f"Article {parts.article(paper)}"
    pages = parts.pages(paper)
    return f"{'pp.' if parts.several(paper) else 'p.'} {pages}" if pages else ""


def _volume(paper: Paper) -> str:
    return commas(parts.edition(paper), f"Vol. {marks.clean(paper.volume)}" if paper.volume else "")


def _book(paper: Paper) -> tuple[str, ...]:
    within = _volume(paper)
    return (_work(paper, f"({within})" if within else ""), parts.first_of(paper.publisher, paper.institution))


def _thesis(paper: Paper) -> tuple[str, ...]:
    degree = "Master’s thesis" if paper.type == "mastersthesis" else "Doctoral dissertation"
    return (_work(paper, f"[{commas(degree, parts.house(paper))}]"),)


def _report(paper: Paper) -> tuple[str, ...]:
    return (_work(paper, f"(Report No. {marks.clean(paper.number)})" if paper.number else ""), parts.house(paper))


def _preprint(paper: Paper) -> tuple[str, ...]:
    identifier = arxiv(paper)
    where = parts.first_of(paper.venue, "arXiv" if identifier else "", paper.publisher)
    return (_work(paper, f"(arXiv:{identifier})" if identifier else "[Preprint]"), where)


def _patent(paper: Paper) -> tuple[str, ...]:
    return (_work(paper, f"(Patent No. {marks.clean(paper.number)})" if paper.number else ""), parts.house(paper))


def _talk(paper: Paper) -> tuple[str, ...]:
    what = "[Poster presentation]" if paper.type == "poster" else "[Presentation]"
    venue = parts.first_of(paper.venue, paper.institution)
    return (_work(paper, what), commas(venue, parts.said(paper.address)))


def _blog(paper: Paper) -> tuple[str, ...]:
    return (parts.title(paper), italic(parts.first_of(paper.venue, paper.publisher)))


def _labelled(label: str) -> Callable[[Paper], tuple[str, ...]]:
    return lambda paper: (_work(paper, label), parts.house(paper))


def _other(paper: Paper) -> tuple[str, ...]:
    return (_work(paper), parts.said(paper.venue), parts.first_of(paper.publisher, paper.institution))


def _work(paper: Paper, about: str = "") -> str:
    """A title in italics, and what is said of it in brackets."""
    return parts.spaced((italic(parts.title(paper)), about))


_FORMS: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "journal": _journal,
    "magazine": _journal,
    "conference": _part,
    "chapter": _part,
    "book": _book,
    "thesis": _thesis,
    "report": _report,
    "preprint": _preprint,
    "dataset": _labelled("[Data set]"),
    "software": _labelled("[Computer software]"),
    "patent": _patent,
    "talk": _talk,
    "blog": _blog,
    "manuscript": _labelled("[Unpublished manuscript]"),
}
