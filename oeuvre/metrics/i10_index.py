"""The i10-index: the number of papers with at least ten citations, as Google Scholar counts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.metrics.citations import counts

if TYPE_CHECKING:
    from oeuvre.library import Library


def measure(library: Library) -> int | None:
    """The i10-index of the papers whose citations are known; None where none are."""
    known = counts(library)
    return sum(count >= 10 for count in known) if known else None
