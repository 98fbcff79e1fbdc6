"""The site in memory, for the live preview: pages are made when they are asked for, and kept until they change."""

from __future__ import annotations

import mimetypes
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oeuvre import cache, making, pipeline
from oeuvre.gather import gather
from oeuvre.render import Renderer, load_theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from oeuvre.cache import Memory
    from oeuvre.errors import Finding
    from oeuvre.library import Library
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
        self.base_path = "/"
        self._memory: Memory | None = None
        self._made: dict[str, tuple[str, bytes]] = {}
        self._last: Snapshot | None = None

    def refresh(self, changed: Collection[str] | None = None) -> Snapshot:
        """The site as it is now. Wrong content is among its findings; a template that is wrong raises TemplateError."""
        del changed  # looking at all files costs less than being wrong about one
        gathered = gather(self.folder, self.engine, self._memory, jobs=1 if self._memory else 0)
        self._memory = gathered.memory
        library = pipeline.shelve(gathered, drafts=self.drafts)
        findings = pipeline.found(self.folder, gathered, library)
        look = load_theme(self.folder, library)
        self.base_path = urlsplit(library.site.url).path or "/"
        self._last = Snapshot(self.folder, library, look, self.engine, findings, self._made, self._last)
        return self._last


class Snapshot:
    """A whole site that does not change."""

    def __init__(
        self,
        folder: str,
        library: Library,
        look: Theme,
        engine: str,
        findings: Sequence[Finding],
        made: dict[str, tuple[str, bytes]],
        before: Snapshot | None,
    ) -> None:
        self.findings = findings
        self._folder = folder
        self._pages: dict[str, Page] = {page.path: page for page in making.pages(library)}
        self._assets = dict(look.files)
        self._engine = f"{engine} {look.digest}"
        self._renderer = Renderer(folder, library, look)
        self._made = made
        del before

    def paths(self) -> Iterable[str]:
        """The paths of all files."""
        return [*self._pages, *self._assets]

    def get(self, path: str) -> Response | None:
        """The file at `path` with its media type, or None if the site has none there."""
        if path in self._assets:
            return self._assets[path], media_type(path)
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
        return kept[1], media_type(path)

    def _copied(self, path: str) -> bytes:
        with open(os.path.join(self._folder, path), "rb") as file:
            return file.read()


def media_type(path: str) -> str:
    """The media type of a file of the site, by its name."""
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
