"""What a page kind gives: where a page goes, all that it depends on, and how it is made when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from oeuvre.text.dates import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oeuvre.library import Library
    from oeuvre.model import Paper
    from oeuvre.render import Renderer


class Copy(NamedTuple):
    """A file to copy as it is; `path` is relative to the site's folder."""

    path: str


class Page(NamedTuple):
    """One file of the output. `path` is relative to it, with forward slashes.

    `inputs` are digests of everything that the page shows: same inputs, same bytes. What every page depends on (the
    engine, the templates, the assets) is added by the pipeline.
    """

    path: str
    inputs: tuple[str, ...]
    make: Callable[[Renderer], str | bytes | Copy]


def root(path: str) -> str:
    """The way from a page up to the site's top: `""`, `"../../"`."""
    return "../" * path.count("/")


def canonical(library: Library, path: str) -> str:
    """The address that stands for a page, without `index.html`; empty while the site's address is unknown."""
    url = library.site.url
    if not url:
        return ""
    return f"{url.rstrip('/')}/{quote(path.removesuffix('index.html'))}"


def address(top: str, paper: Paper) -> str:
    """The folder of a paper's page, from the site's address or the way up to its top."""
    return f"{top}papers/{quote(paper.slug)}/"


def shared(library: Library) -> tuple[str, ...]:
    """Digests of what every page shows: the settings, the people behind the names, and the menu."""
    menu = [f"{page.slug} {page.order} {page.title.plain}" for page in library.pages if page.menu]
    people = [library.owner.digest, *sorted(person.digest for person in library.people.values())]
    photos = [repr(library.portrait(person)) for person in (library.owner, *library.people.values()) if person.photo]
    return (library.site.digest, *people, *photos, *menu, "news" if library.news else "", str(library.statistics))


def digests(library: Library, papers: Iterable[Paper]) -> tuple[str, ...]:
    """The digests of some papers, in order, with their citation keys and pictures: these depend on other files too."""
    keys = library.keys
    if library.gallery is None or not library.gallery.pictures:
        return tuple([paper.digest + keys[paper.slug] for paper in papers])
    return tuple([f"{paper.digest}{keys[paper.slug]}{library.teaser(paper) or ''}" for paper in papers])


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """Papers by date, the newest first; forthcoming ones before all."""
    return sorted(papers, key=lambda paper: sort_key(paper.date), reverse=True)
