"""The lists as files for reference managers: the whole list, and each category's and each person's.

To add a format to the pages: it needs nothing here; every format of `exporters.FORMATS` that FILES names is written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre.exporters import FORMATS
from oeuvre.pages.page import Page, digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.library import Library
    from oeuvre.model import Paper
    from oeuvre.render import Renderer

FILES = {"bibtex": "publications.bib", "ris": "publications.ris", "csl-json": "publications.csl.json"}


def pages(library: Library) -> Iterator[Page]:
    """A file of each format for the site, each category and each person with a page."""
    for folder, papers in lists(library):
        inputs = (library.site.digest, *digests(library, papers))
        for name, path in FILES.items():
            yield Page(folder + path, inputs, partial(dump, name=name, papers=papers))


def lists(library: Library) -> Iterator[tuple[str, Sequence[Paper]]]:
    """Every list that can be downloaded or followed: the folder it stands in, and its papers."""
    yield "", library.papers
    for code, papers in library.categories.items():
        yield f"categories/{code}/", papers
    for person in library.people.values():
        if person.page:
            yield f"people/{person.id}/", library.papers_by(person.id)


def dump(renderer: Renderer, name: str, papers: Sequence[Paper]) -> str:
    """The papers in one format; the same paper stands in several lists, and is made once."""
    return FORMATS[name].join([renderer.record(name, paper) for paper in papers])
