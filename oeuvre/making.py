"""Pages into bytes: those that changed, in as many processes as are worth it, straight to the sink."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre.errors import OutputError
from oeuvre.pages import KINDS, Copy, Page
from oeuvre.pages.cited import style_digest
from oeuvre.parallel import processors, share
from oeuvre.render import Renderer, load_theme
from oeuvre.write import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oeuvre.library import Library
    from oeuvre.parallel import Queue
    from oeuvre.theme import Theme
    from oeuvre.write.entries import Entry
    from oeuvre.write.report import Report
    from oeuvre.write.stage import Writer

WORTH_A_PROCESS = 300
"""Pages for each further process: a process costs about 20 ms to start, a page about 0.3 ms to make."""

TOGETHER = 50
"""Pages that a process takes from the queue at once."""


def pages(library: Library) -> list[Page]:
    """All pages of a site, in the order of their kinds. Raises OutputError where two would have one path.

    An alias gives way to what has its address: that is a finding of its own.
    """
    found: dict[str, Page] = {}
    for name, kind in KINDS.items():
        for page in kind(library):
            if found.setdefault(page.path, page) is not page and name != "alias":
                raise OutputError(f'two pages would be "{page.path}"; rename one of their files in content/')
    return list(found.values())


def basis(engine: str, folder: str, library: Library, look: Theme) -> str:
    """What every page is made with: the engine, the templates and assets, and the file of the citation style."""
    return f"{engine} {look.digest} {style_digest(library, folder)}"


def key(page: Page, engine: str) -> str:
    """What a page is made from, in 32 digits: equal keys, equal bytes."""
    return blake2b("\0".join((engine, page.path, *page.inputs)).encode(), digest_size=16).hexdigest()


def content(page: Page, renderer: Renderer, copied: Callable[[str], bytes]) -> bytes:
    """The bytes of one page; `copied` reads the files that go into a site as they are."""
    made = page.make(renderer)
    if isinstance(made, Copy):
        return copied(made.path)
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def make(folder: str, library: Library, look: Theme, sink: Folder, engine: str, jobs: int) -> list[str]:
    """Give every page to the sink, made anew only where its key is not the last build's; return the paths made."""
    all_pages = pages(library)
    keys = [key(page, engine) for page in all_pages]
    stale = [number for number, page in enumerate(all_pages) if not sink.keep(page.path, keys[number])]
    task = Making(folder, library, look, sink.writer, stale, keys, all_pages)
    for entries in share(task, len(task.batches), _jobs(jobs, len(stale))):
        for entry in entries:
            sink.add(entry)
    return [all_pages[number].path for number in stale]


def publish(
    folder: str,
    library: Library,
    output: str,
    hoard: str,
    *,
    engine: str,
    jobs: int,
    adopt: bool = False,
    afresh: bool = False,
) -> tuple[Report, list[str], str]:
    """Bring the whole site into `output`.

    Return the counts, a line for every file that is new, other or gone, and the digest of the site's manifest.
    `adopt` takes over a folder that something else has made; `afresh` makes every page again.
    """
    look = load_theme(folder, library)
    with Folder(output, hoard, site=folder, adopt=adopt) as sink:
        if afresh:
            sink.forget()
        before = set(sink.previous)
        made = make(folder, library, look, sink, basis(engine, folder, library, look), jobs)
        for path, data in look.files:
            sink.put(path, path, data)
        report = sink.commit()
        manifest = sink.manifest
    after = {page.path for page in pages(library)} | {path for path, _ in look.files}
    lines = [f"{'~' if path in before else '+'} {path}" for path in sorted(made)]
    return report, lines + [f"- {path}" for path in sorted(before - after)], manifest


def _jobs(wanted: int, size: int) -> int:
    if wanted:
        return min(wanted, max(1, size))
    return max(1, min(processors(), size // WORTH_A_PROCESS))


class Making:
    """A share of the pages that are to be made. Lists come first and together: they hold the same entries."""

    def __init__(
        self,
        folder: str,
        library: Library,
        look: Theme,
        writer: Writer,
        stale: Sequence[int],
        keys: Sequence[str],
        all_pages: list[Page],
    ) -> None:
        self.folder = folder
        self.library = library
        self.look = look
        self.writer = writer
        self.keys = keys
        self.pages: list[Page] | None = all_pages
        self.batches = _batches(stale, all_pages)

    def __getstate__(self) -> dict[str, Any]:
        """Without the pages, which hold functions: a process that does not share this memory lists them itself."""
        return {**self.__dict__, "pages": None}

    def __call__(self, queue: Queue) -> list[Entry]:
        """Make the batches that the queue gives, and say what was written."""
        if self.pages is None:
            self.pages = pages(self.library)
        renderer = Renderer(self.folder, self.library, self.look)
        return [self._made(number, self.pages[number], renderer) for batch in queue for number in self.batches[batch]]

    def _made(self, number: int, page: Page, renderer: Renderer) -> Entry:
        made = page.make(renderer)
        if isinstance(made, Copy):
            return self.writer.copy(page.path, self.keys[number], os.path.join(self.folder, made.path))
        data = made.encode("utf-8", "replace") if isinstance(made, str) else made
        return self.writer.put(page.path, self.keys[number], data)


def _batches(numbers: Iterable[int], all_pages: Sequence[Page]) -> list[list[int]]:
    lists: list[int] = []
    papers: list[int] = []
    for number in numbers:
        (papers if all_pages[number].path.startswith("papers/") else lists).append(number)
    batches = [papers[start : start + TOGETHER] for start in range(0, len(papers), TOGETHER)]
    return [lists, *batches] if lists else batches
