"""Languages that the interface does not speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre import languages
from oeuvre.checks.check import Fault, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library

SETTINGS = "content/site.yml"


def unspoken(library: Library, _: Occasion) -> Iterator[Fault]:
    """The site's language has words of its own for what stands around the papers."""
    language = library.site.language
    if not languages.has_words(language):
        there = ", ".join(languages.known()).replace("_", "-")
        message = (
            f"language {told(language)} has no words here yet, so headings and links are in English; "
            f"choose one of {there}, or write its words (CONTRIBUTING.md)"
        )
        yield Fault(SETTINGS, "language", message)
