"""How many papers the site lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oeuvre.library import Library


def measure(library: Library) -> int:
    """The number of papers, drafts apart; withdrawn and retracted ones are listed, and count."""
    return sum(not paper.draft for paper in library.papers)
