"""Categories that nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.checks.check import Fault, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library

SETTINGS = "content/site.yml"


def unused(library: Library, _: Occasion) -> Iterator[Fault]:
    """A category that the settings declare is that of a paper or a person."""
    used = {*library.categories, library.owner.category, *(person.category for person in library.people.values())}
    for category in library.site.categories:
        if category.code not in used:
            message = f"category {told(category.code)} is declared, but no paper has it; use it or remove it"
            yield Fault(SETTINGS, f"categories.{category.code}", message)
