"""One work should be one paper: the same DOI, arXiv id or title twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, told
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Paper

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_VERSION = re.compile(r"v\d+\Z")
_SUBJECT = re.compile(r"\.[A-Za-z-]+(?=/)")
_NO_LETTERS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c"))

_SHORTEST_TITLE = 16
"""Letters of a title at least: many works are called Introduction, Preface or Discussion."""

_YEARS_APART = 2
"""Years that a preprint and its publication lie apart at most; a title that returns later is another report's."""

_OF_ITS_OWN = frozenset(
    ("talk", "poster", "dataset", "software", "patent", "thesis", "mastersthesis", "review", "editorial", "blog")
)
"""Kinds of works that have a paper's title and are none."""

_Ids = dict[str, str]
"""Ids in a form in which equal ones are equal, and the fields where they stand."""


def doi(library: Library, _: Occasion) -> Iterator[Fault]:
    """The same DOI in two papers."""
    return _shared(library, _dois, "doi")


def arxiv(library: Library, _: Occasion) -> Iterator[Fault]:
    """The same arXiv id in two papers, whatever the version."""
    return _shared(library, _arxiv_ids, "arxiv")


def title(library: Library, _: Occasion) -> Iterator[Fault]:
    """The same title, but for case, accents and punctuation, in two papers of about the same time."""
    seen: dict[str, list[Paper]] = {}
    for paper in _by_path(library):
        letters = fold(paper.title.plain).translate(_NO_LETTERS)
        if len(letters) >= _SHORTEST_TITLE:
            for other in seen.setdefault(letters, []):
                if _one_work(paper, other):
                    yield Fault(
                        paper.path,
                        "title",
                        f"title {told(paper.title.plain)} is that of {other.path} as well; "
                        "make them one paper with versions, or give them titles of their own",
                    )
                    break
            seen[letters].append(paper)


def _shared(library: Library, ids: Callable[[Paper], _Ids], name: str) -> Iterator[Fault]:
    seen: dict[str, Paper] = {}
    for paper in _by_path(library):
        for key, field in ids(paper).items():
            other = seen.setdefault(key, paper)
            if other is not paper:
                message = f"{name} {told(key)} is that of {other.path} as well; make them one paper, or correct it"
                yield Fault(paper.path, field, message)


def _dois(paper: Paper) -> _Ids:
    found = {paper.doi.lower(): "doi"} if paper.doi else {}
    for place, version in enumerate(paper.versions):
        if version.doi:
            found.setdefault(version.doi.lower(), f"versions.{place}.doi")
    return found


def _arxiv_ids(paper: Paper) -> _Ids:
    found: _Ids = {}
    for id_, field in _arxiv_fields(paper):
        found.setdefault(_SUBJECT.sub("", _VERSION.sub("", id_.lower())), field)
    return found


def _arxiv_fields(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.arxiv:
        yield paper.arxiv, "arxiv"
    elif _ARXIV_DOI.match(paper.doi):
        yield _ARXIV_DOI.sub("", paper.doi), "doi"
    for place, version in enumerate(paper.versions):
        if version.arxiv:
            yield version.arxiv, f"versions.{place}.arxiv"


def _one_work(one: Paper, two: Paper) -> bool:
    """Whether two papers of one title look like one work that nothing else has told to be the same."""
    if one.type != two.type and not _OF_ITS_OWN.isdisjoint((one.type, two.type)):
        return False
    if _dois(one).keys() & _dois(two).keys() or _arxiv_ids(one).keys() & _arxiv_ids(two).keys():
        return False
    return not (one.date.year and two.date.year) or abs(one.date.year - two.date.year) <= _YEARS_APART


def _by_path(library: Library) -> Iterable[Paper]:
    return sorted(library.papers, key=lambda paper: paper.path)
