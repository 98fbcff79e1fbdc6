"""How often all papers together are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oeuvre.library import Library


def counts(library: Library) -> list[int]:
    """The citation counts that are known, the highest first."""
    known = [paper.citations.total for paper in library.papers if paper.citations is not None and not paper.draft]
    return sorted(known, reverse=True)


def measure(library: Library) -> int | None:
    """The sum of the counts that are known; None where none is."""
    known = counts(library)
    return sum(known) if known else None
