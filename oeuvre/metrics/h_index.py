"""The h-index: the largest number h of papers with at least h citations each.

J. E. Hirsch, "An index to quantify an individual's scientific research output", PNAS 102 (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.metrics.citations import counts

if TYPE_CHECKING:
    from oeuvre.library import Library


def measure(library: Library) -> int | None:
    """The h-index of the papers whose citations are known; None where none are."""
    known = counts(library)
    return sum(count >= place for place, count in enumerate(known, 1)) if known else None
