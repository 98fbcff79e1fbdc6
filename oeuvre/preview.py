"""The site in memory, for the live preview: pages are made when they are asked for, and kept until they change."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oeuvre import cache, making, pipeline, read
from oeuvre.gather import gather, with_pictures
from oeuvre.pages.page import digests, shared
from oeuvre.render import Renderer, load_theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from oeuvre.cache import Memory
    from oeuvre.errors import Finding
    from oeuvre.gather import Gathered
    from oeuvre.library import Library
    from oeuvre.model import Content, Paper
    from oeuvre.pages import Page
    from oeuvre.theme import Theme

Response = tuple[bytes, str]

KEPT = 500
"""Pages kept in memory; the one that was made first goes first."""


class Preview:
    """Makes snapshots of a site. What did not change is not read and not made again."""

    def __init__(self, folder: str, *, drafts: bool = False) -> None:
        self.folder = os.path.abspath(folder)
        self.drafts = drafts
        self.engine = cache.engine_digest()
        self._memory: Memory | None = None
        self._made: dict[str, tuple[str, bytes]] = {}
        self._papers: dict[str, Paper] = {}
        self._rest: Content | None = None
        self._last: Snapshot | None = None

    @property
    def base_path(self) -> str:
        """Where the site will stand on its server, by the address in its settings: `/`, or `/repository/`."""
        site, _ = read.read_settings(read.scan(self.folder))
        return urlsplit(site.url).path or "/"

    def refresh(self, changed: Collection[str] | None = None) -> Snapshot:
        """The site as it is now. Wrong content is among its findings; a template that is wrong raises TemplateError."""
        del changed  # looking at all files costs less than being wrong about one
        gathered = gather(self.folder, self.engine, self._memory, jobs=1)
        self._memory = gathered.memory
        gathered = with_pictures(self.folder, gathered, jobs=1)
        shown = gathered._replace(content=self._last_good(gathered))
        library = pipeline.shelve(shown, drafts=self.drafts)
        look = load_theme(self.folder, library)
        basis = making.basis(self.engine, self.folder, library, look)
        snapshot = Snapshot(self.folder, gathered, library, look, basis, self._made)
        if self._last is not None:
            snapshot.inherit(self._last)
        self._last = snapshot
        return snapshot

    def _last_good(self, gathered: Gathered) -> Content:
        """The content, with what has an error as it was before: a fault in one file leaves the others alive."""
        wrong = {finding.path for finding in gathered.findings if finding.severity == "error"}
        papers = {paper.path: paper for paper in gathered.content.papers}
        for record in gathered.memory.records.values():
            path = record.signature[0][0]
            if path in wrong and path in self._papers:
                papers[path] = self._papers[path]
        self._papers = papers
        if self._rest is None or all(path.startswith("content/papers/") for path in wrong):
            self._rest = gathered.content
        in_order = sorted(papers.values(), key=lambda paper: paper.path)
        return self._rest._replace(papers=tuple(in_order))


class Snapshot:
    """A whole site that does not change; `made` keeps pages by path with their keys, over all snapshots."""

    def __init__(
        self,
        folder: str,
        gathered: Gathered,
        library: Library,
        look: Theme,
        engine: str,
        made: dict[str, tuple[str, bytes]],
    ) -> None:
        self._folder = folder
        self._gathered = gathered
        self._library = library
        self._assets = dict(look.files)
        self._engine = engine
        self._renderer = Renderer(folder, library, look)
        self._made = made

    def inherit(self, last: Snapshot) -> None:
        """Take over how papers look in lists, where neither they nor what every page shows has changed since."""
        if (last._engine, shared(last._library)) != (self._engine, shared(self._library)):
            return
        before = dict(zip(last._library.by_slug, digests(last._library, last._library.papers), strict=True))
        now = zip(self._library.by_slug, digests(self._library, self._library.papers), strict=True)
        self._renderer.inherit(last._renderer, [slug for slug, digest in now if before.get(slug) == digest])

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All that is wrong; found when asked for, since pages need not wait for it."""
        return pipeline.found(self._folder, self._gathered, self._library)

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.path: page for page in making.pages(self._library)}

    def paths(self) -> Iterable[str]:
        """The paths of all files."""
        return [*self._pages, *self._assets]

    def get(self, path: str) -> Response | None:
        """The file at `path`, or None if the site has none there. Its ending says its media type."""
        if path in self._assets:
            return self._assets[path], ""
        page = self._pages.get(path)
        if page is None:
            return None
        key = making.key(page, self._engine)
        kept = self._made.get(path)
        if kept is None or kept[0] != key:
            kept = (key, making.content(page, self._renderer, self._copied))
            self._made.pop(path, None)
            self._made[path] = kept
            while len(self._made) > KEPT:
                del self._made[next(iter(self._made))]
        return kept[1], ""

    def _copied(self, path: str) -> bytes:
        with open(os.path.join(self._folder, path), "rb") as file:
            return file.read()

