"""With how many people the owner wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oeuvre.library import Library


def measure(library: Library) -> int | None:
    """The number of people beside the owner, groups apart; None where a paper does not name all of its authors."""
    return None if any(paper.et_al for paper in library.papers) else len(library.coauthors)
