"""What the styles are made of: names, dates, pages and addresses in the forms that style manuals ask for.

No style changes the case of a title. APA, IEEE, NLM and ACM print titles in sentence case, but only a reader can tell
`Bayesian` or `May` from a common word, so the title stands as its author wrote it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.entry_types import entry_type
from oeuvre.reference import doi_address, locator, nobody, warning
from oeuvre.text import marks, names, page_range
from oeuvre.text.name_words import eastern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oeuvre.model import Author, Date, Name, Paper

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_NO_LETTERS = re.compile(r"[\s.-]+")
_SMALL_PART = re.compile(r"-([^\W\d_])[^\W\d_]+(?=[ -]|\Z)")
_KINDS = {
    "article": "journal", "review": "journal", "editorial": "journal", "magazine": "magazine",
    "inproceedings": "conference", "workshop": "conference", "chapter": "chapter",
    "book": "book", "proceedings": "book", "thesis": "thesis", "mastersthesis": "thesis", "report": "report",
    "preprint": "preprint", "dataset": "dataset", "software": "software", "patent": "patent",
    "talk": "talk", "poster": "talk", "blog": "blog", "manuscript": "manuscript",
}  # fmt: skip


def kind(paper: Paper) -> str:
    """Which of a style's forms the paper takes: journal, magazine, conference, chapter, book, thesis … or other."""
    return _KINDS.get(entry_type(paper).type, "other")


def title(paper: Paper) -> str:
    """The title's place, after `RETRACTED: ` where that is so."""
    return warning(paper) + marks.title(marks.clean(paper.title.plain))


def quoted(paper: Paper, stop: str) -> str:
    """The title in double quotation marks with `stop` inside."""
    text = marks.quoted(marks.clean(paper.title.plain), stop)
    return text.replace("“", "“" + warning(paper), 1) if paper.status else text


# names


def _whole(name: Name) -> bool:
    return name.group or not name.given or eastern(name)


def _initials(name: Name) -> str:
    """The initials, each with its full stop and its hyphen (APA 9.8): `M.-J.` from Min-ji."""
    return _SMALL_PART.sub(lambda found: f"-{found[1].upper()}.", names.initials(name))


def _surname(name: Name) -> str:
    return f"{name.particle} {name.family}" if name.particle else name.family


@lru_cache(maxsize=1 << 15)
def full(name: Name) -> str:
    """`Jan van der Berg Jr.`; Chinese, Japanese and Korean names as they are written, `王小明`."""
    return said(name.family + name.given if eastern(name) else names.display(name))


@lru_cache(maxsize=1 << 15)
def full_inverted(name: Name) -> str:
    """Family name first: `van der Berg, Jan, Jr.`."""
    if _whole(name):
        return full(name)
    return said(marks.commas(_surname(name), name.given, name.suffix))


@lru_cache(maxsize=1 << 15)
def short(name: Name) -> str:
    """Initials first: `J. van der Berg Jr.`."""
    if _whole(name):
        return full(name)
    return said(" ".join([p for p in (_initials(name), _surname(name), name.suffix) if p]))


@lru_cache(maxsize=1 << 15)
def short_inverted(name: Name) -> str:
    """Initials last: `van der Berg, J., Jr.`."""
    if _whole(name):
        return full(name)
    return said(marks.commas(_surname(name), _initials(name), name.suffix))


@lru_cache(maxsize=1 << 15)
def bare(name: Name) -> str:
    """`van der Berg JP Jr`: at most two initials, no full stops, no hyphens (Citing Medicine, ch. 1).

    Letters that have no capitals, as those of Arabic and Hebrew, are no initials: such a name stays whole.
    """
    if _whole(name):
        return full(name)
    letters = "".join([piece[0].upper() for piece in _NO_LETTERS.split(names.initials(name)) if piece])
    if letters and not letters.isupper():
        return full(name)
    return said(" ".join([p for p in (_surname(name), letters[:2], name.suffix.rstrip(".")) if p]))


def people(authors: Sequence[Author], form: Callable[[Name], str], is_owner: Callable[[Author], bool]) -> list[str]:
    """The names in one form, the owner's in bold."""
    if is_owner is nobody:
        return [form(author.name) for author in authors]
    return [marks.bold(form(author.name)) if is_owner(author) else form(author.name) for author in authors]


def series(items: Sequence[str], word: str, *, more: bool = False, pair: str = " ") -> str:
    """`A`, `A and B`, `A, B, and C`; with `more`, `A, B, et al.`. `pair` stands before `word` between two."""
    if more:
        return ", ".join(items) + (" et al." if len(items) == 1 else ", et al.")
    if len(items) < 3:
        return f"{pair}{word} ".join(items)
    return f"{', '.join(items[:-1])}, {word} {items[-1]}"


# dates


def year(paper: Paper, forthcoming: str) -> str:
    """The year, or the style's word for a work that has not appeared."""
    return str(paper.date.year) if paper.date.year else forthcoming


def month(date: Date, words: Sequence[str] = MONTHS) -> str:
    """The month in words, empty where it is not known."""
    return words[date.month - 1] if date.month else ""


# places


def pages(paper: Paper, shorten: Callable[[str, str], str] | None = None, dash: str = "–") -> str:
    """The pages with an en dash; `shorten` says how the last page is abbreviated."""
    if not paper.pages:
        return ""
    first, last = page_range.split(paper.pages)
    if not last:
        return marks.clean(page_range.dashed(paper.pages, dash))
    return marks.clean(first + dash + (shorten(first, last) if shorten else last))


def article(paper: Paper) -> str:
    """The number of an article in a journal without pages, from `number` or, as many sources have it, from `pages`."""
    if paper.pages:
        return marks.clean(paper.pages) if page_range.electronic(paper.pages) else ""
    return marks.clean(paper.number)


def several(paper: Paper) -> bool:
    """Whether the pages are more than one: `pp.` rather than `p.`."""
    return any(mark in paper.pages for mark in "-–—―−,")


def edition(paper: Paper) -> str:
    """`2nd ed.` from `2`, `2nd`, `Second`, `2nd ed.` or `2nd edition`; empty for a first edition in figures."""
    text = marks.clean(paper.edition)
    if not text or text in {"1", "1st"}:
        return ""
    if text.isdecimal():
        ending = {1: "st", 2: "nd", 3: "rd"}.get(int(text) % 10, "th") if int(text) % 100 not in {11, 12, 13} else "th"
        return f"{text}{ending} ed."
    text = text.removesuffix("edition").removesuffix("Edition").removesuffix("ed.").rstrip()
    return f"{text} ed."


def published(paper: Paper) -> str:
    """`City: Publisher`, or what is known of it."""
    place, house = said(paper.address), said(paper.publisher)
    return f"{place}: {house}" if place and house else place or house


def house(paper: Paper) -> str:
    """Who stands behind a thesis, a report or a dataset: institution, else publisher, else what stands as venue."""
    return said(paper.institution or paper.publisher or paper.venue)


def web(paper: Paper) -> str:
    """The work's address as a link: `https://doi.org/10.1000/xyz`, or where else it stands."""
    address = locator(paper)
    return marks.link(address) if address else ""


def doi(paper: Paper) -> str:
    """`doi: 10.1000/xyz`, linked to its address, as IEEE and NLM print it."""
    return "doi: " + marks.link(doi_address(paper.doi), marks.clean(paper.doi)) if paper.doi else ""


def ended(line: str, paper: Paper, *more: str) -> str:
    """The whole line, its address, and `[Retracted 2024-02-03]` or `[Corrected 2024]` where that is so."""
    return " ".join([part for part in (line, *more, _fate(paper)) if part])


def _fate(paper: Paper) -> str:
    status = paper.status
    if status is None:
        return ""
    when = f" {status.date}" if status.date is not None and status.date.year else ""
    return f"[{status.kind.capitalize()}{when}]"


def first_of(*texts: str) -> str:
    """The first text that is not empty, as one line."""
    return said(next((text for text in texts if text), ""))


def said(text: str) -> str:
    """What a field says, as one line that keeps its direction to itself."""
    return marks.alone(marks.clean(text))


def spaced(parts: Iterable[str]) -> str:
    """The parts that are not empty, with spaces between them."""
    return " ".join([part for part in parts if part])
