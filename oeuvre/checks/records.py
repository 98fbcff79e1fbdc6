"""What other people's reference managers would get of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, told
from oeuvre.exporters import own_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library


def key_twice(library: Library, _: Occasion) -> Iterator[Fault]:
    """A citation key that front matter gives is one paper's; BibTeX takes keys that differ in case for the same."""
    first: dict[str, str] = {}
    for paper in sorted((paper for paper in library.papers if paper.citation_key), key=lambda paper: paper.path):
        other = first.setdefault(paper.citation_key.lower(), paper.path)
        if other != paper.path:
            message = f"citation_key {told(paper.citation_key)} is that of {other} as well; give each paper its own"
            yield Fault(paper.path, "citation_key", message)


def own_entry(library: Library, _: Occasion) -> Iterator[Fault]:
    """A BibTeX entry of one's own can be handed out: it is one entry, and ends."""
    for paper in library.papers:
        if paper.bibtex and not own_bibtex.entry(paper.bibtex, "key"):
            beside = paper.file("bib")
            where = beside.path if beside else paper.path
            message = "bibtex is not one whole entry, and a generated one is handed out instead; see its braces and key"
            yield Fault(where, "" if beside else "bibtex", message)
