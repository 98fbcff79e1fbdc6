"""A person's own page: who they are and the papers that they wrote.

`person.html` is given `person`, `photo` (HTML) and what `category.html` is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre import framing
from oeuvre.markup import placed
from oeuvre.pages import groups, meta
from oeuvre.pages.contacts import contacts, role
from oeuvre.pages.page import Page, canonical, digests, root, shared
from oeuvre.render import downloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each person who has one; the owner's is the home page."""
    common = shared(library)
    for person in library.people.values():
        if person.page and not person.owner:
            inputs = (*common, *digests(library, library.papers_by(person.id)))
            yield Page(f"people/{person.id}/index.html", inputs, partial(page, id=person.id))


def page(renderer: Renderer, id: str) -> str:  # noqa: A002 - a person's id has no better name
    """Fill `person.html`."""
    library, words = renderer.library, renderer.words
    person, papers = library.people[id], library.papers_by(id)
    found, years = groups.grouped(papers, library, words)
    path = f"people/{id}/index.html"
    return renderer.template(
        "person.html",
        root(path),
        person=person,
        biography=placed(person.biography.html, person.path),
        heading=person.display,
        kind_of_page="profile",
        photo=framing.portrait(library, person, words),
        description=words("papers_by", name=person.display),
        canonical=canonical(library, path),
        head_meta=meta.person(library, person),
        about=role(person, words),
        links=contacts(person, words),
        files=downloads(f"people/{id}/"),
        total=len(papers),
        groups=found,
        within=f"author={quote(id)}",
        years=years,
        orders=[],
    )
