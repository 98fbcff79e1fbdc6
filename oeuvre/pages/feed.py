"""The feeds to follow: one for the site, each category and each person with a page, as Atom and as JSON Feed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre import categories
from oeuvre.pages import exports, feeds
from oeuvre.pages.page import Page, digests, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer

FORMS = {"feed.xml": feeds.atom, "feed.json": feeds.json_feed}


def pages(library: Library) -> Iterator[Page]:
    """Both forms of every feed, unless the site wants none."""
    if not library.site.feeds:
        return
    for folder, papers in exports.lists(library):
        feed = feeds.Feed(title(library, folder), folder, feeds.newest(papers))
        inputs = (*shared(library), *digests(library, feed.papers))
        for name in FORMS:
            yield Page(folder + name, inputs, partial(make, name=name, feed=feed))


def make(renderer: Renderer, name: str, feed: feeds.Feed) -> str:
    """One feed in one form."""
    return FORMS[name](feed, renderer.library)


def title(library: Library, folder: str) -> str:
    """What a reader of feeds calls this one."""
    site = library.site.title or library.owner.display
    kind, _, key = folder.rstrip("/").partition("/")
    if kind == "categories":
        return f"{site}: {categories.resolve(key, library.site.categories).label}"
    return f"{site}: {library.people[key].display}" if kind == "people" else site
