"""The curriculum: the same papers as a numbered list by type, each cited in full, to be read on paper.

`cv.html` is given `person`, `role`, `links` (HTML), `metrics` (as on the home page) and `sections`: pairs of a heading
and its papers, each an `Item` with its reference as HTML, the owner in bold and the title a link to the paper's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.entry_types import ENTRY_TYPES, entry_type
from oeuvre.pages.cited import linked
from oeuvre.pages.contacts import contacts, role
from oeuvre.pages.numbers import shown
from oeuvre.pages.page import Page, canonical, digests, newest_first, root, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.model import Paper
    from oeuvre.render import Renderer

PATH = "cv/index.html"


class Item(NamedTuple):
    """One entry of the curriculum: the paper, and its reference as HTML."""

    paper: Paper
    html: str


def pages(library: Library) -> Iterator[Page]:
    """The one page, where the site has papers for it."""
    if library.curriculum:
        yield Page(PATH, (*shared(library), *digests(library, library.papers)), curriculum)


def curriculum(renderer: Renderer) -> str:
    """Fill `cv.html`."""
    library, words = renderer.library, renderer.words
    return renderer.template(
        "cv.html",
        root(PATH),
        heading=f"{library.owner.display}: {words('link.cv')}",
        description=words("papers_by", name=library.owner.display),
        canonical=canonical(library, PATH),
        kind_of_page="profile",
        current=PATH,
        person=library.owner,
        role=role(library.owner, words),
        links=contacts(library.owner, words),
        metrics=shown(library, words),
        sections=[
            (words(f"types.{kind}"), [Item(paper, linked(paper, library, renderer.folder)) for paper in papers])
            for kind, papers in by_type(library)
        ],
    )


def by_type(library: Library) -> list[tuple[str, list[Paper]]]:
    """The papers under their types, in the order of the table of types, each newest first."""
    groups: dict[str, list[Paper]] = {name: [] for name in ENTRY_TYPES}
    for paper in newest_first(library.curriculum):
        groups.setdefault(entry_type(paper).type, []).append(paper)
    return [(kind or "paper", papers) for kind, papers in groups.items() if papers]
