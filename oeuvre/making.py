"""Pages into bytes: those that changed, in as many processes as are worth it, straight to the sink."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from oeuvre import fragments, moved
from oeuvre.errors import OutputError
from oeuvre.pages import KINDS, Copy, Page, groups
from oeuvre.pages.cited import style_digest
from oeuvre.pages.page import digests, shared
from oeuvre.parallel import FORKS, processors, share
from oeuvre.render import Renderer, load_theme
from oeuvre.write import Folder
from oeuvre.write.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

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
        if name == "alias":
            continue
        for page in kind(library):
            if found.setdefault(page.path, page) is not page:
                raise OutputError(f'two pages would be "{page.path}"; rename one of their files in content/')
    aliases = list(KINDS["alias"](library))
    if aliases:
        names = Names()
        for path in (*found, "assets/style.css"):
            names.add(path)
        found |= {page.path: page for page in aliases if not names.add(page.path)}
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


def make(
    folder: str,
    library: Library,
    look: Theme,
    sink: Folder,
    engine: str,
    jobs: int,
    *,
    hoard: str = "",
    remember: Callable[[], None] | None = None,
) -> tuple[list[str], list[str]]:
    """Give every page to the sink, made anew only where its key is not the last build's; return those paths, and all.

    First come the papers' pages, shared out, and with each how the paper looks in lists; then the lists, which join
    that. `hoard` is a folder that keeps it for the next build; `remember` is what else is to be done at some time.
    """
    all_pages = pages(library)
    keys = [key(page, engine) for page in all_pages]
    stale = [number for number, page in enumerate(all_pages) if not sink.keep(page.path, keys[number])]
    papers = [number for number in stale if _of_a_paper(all_pages[number])]
    lists = [number for number in stale if not _of_a_paper(all_pages[number])]
    task = Making(folder, library, look, sink.writer, keys, all_pages, papers)
    shelf = _Shelf(hoard if lists else "", engine, library, task.renderer)
    wanted = _jobs(jobs, len(papers))
    if FORKS and wanted > 1:
        task.first = remember  # it takes a while, for which the other process need not wait
    elif remember:
        remember()
    made = share(task, task.size, wanted)
    for slug, pieces in [each for part in made[1:] for each in part.pieces.items()]:
        task.renderer.take(slug, pieces)
    for entry in [entry for part in made for entry in part.entries] + [task.made(number) for number in lists]:
        sink.add(entry)
    shelf.put_away()
    return [all_pages[number].path for number in stale], [page.path for page in all_pages]


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
    remember: Callable[[], None] | None = None,
    withheld: Callable[[], Collection[str]] | None = None,
) -> tuple[Report, list[str], str]:
    """Bring the whole site into `output`.

    Return the counts, a line for every file that is new, other or gone, and the digest of the site's manifest. With
    `withheld`, which gives the paths of drafts, there are lines of advice for pages that are gone.
    `adopt` takes over a folder that something else has made; `afresh` makes every page again.
    """
    look = load_theme(folder, library)
    with Folder(output, hoard, site=folder, adopt=adopt) as sink:
        if afresh:
            sink.forget()
        before = set(sink.previous)
        made_with = basis(engine, folder, library, look)
        keep = "" if afresh else hoard
        made, paths = make(folder, library, look, sink, made_with, jobs, hoard=keep, remember=remember)
        for path, data in look.files:
            sink.put(path, path, data)
        after = {*paths, *(path for path, _ in look.files)}
        gone = sorted(before - after)
        advice = moved.advice(gone, after, output, library, withheld) if withheld else {}
        report = sink.commit()
        manifest = sink.manifest
    lines = [f"{'~' if path in before else '+'} {path}" for path in sorted(made)]
    for path in gone:
        lines += [f"- {path}", advice[path]] if path in advice else [f"- {path}"]
    return report, lines, manifest


def _jobs(wanted: int, size: int) -> int:
    if wanted:
        return min(wanted, max(1, size))
    return max(1, min(processors(), size // WORTH_A_PROCESS))


def _of_a_paper(page: Page) -> bool:
    return page.path.startswith("papers/")


class Made(NamedTuple):
    """What a process has made: entries of the manifest, and by slug how papers look in lists."""

    entries: list[Entry]
    pieces: dict[str, tuple[str, ...]]


class Making:
    """A share of the papers' pages that are to be made, and of how these papers look in lists."""

    def __init__(
        self,
        folder: str,
        library: Library,
        look: Theme,
        writer: Writer,
        keys: Sequence[str],
        all_pages: list[Page],
        stale: Sequence[int],
    ) -> None:
        self.folder = folder
        self.library = library
        self.look = look
        self.writer = writer
        self.keys = keys
        self.pages: list[Page] | None = all_pages
        self.batches = [stale[start : start + TOGETHER] for start in range(0, len(stale), TOGETHER)]
        self.first: Callable[[], None] | None = None
        self.renderer = Renderer(folder, library, look)

    @property
    def size(self) -> int:
        """How many numbers the queue is to give: one a batch, and the first for what is to be done at some time."""
        return len(self.batches) + 1

    def __getstate__(self) -> dict[str, Any]:
        """Without what holds functions: a process that does not share this memory makes it itself."""
        return {**self.__dict__, "pages": None, "renderer": None}

    def __call__(self, queue: Queue) -> Made:
        """Make the batches that the queue gives, and say what was written."""
        if self.pages is None:
            self.pages = pages(self.library)
            self.renderer = Renderer(self.folder, self.library, self.look)
        entries: list[Entry] = []
        slugs: list[str] = []
        in_list = self.renderer.line if groups.long(self.library) else self.renderer.entry
        for batch in queue:
            if batch:
                entries += [self.made(number) for number in self.batches[batch - 1]]
                for number in self.batches[batch - 1]:
                    slug = _slug(self.pages[number])
                    if slug in self.library.by_slug:  # not an alias, or a file, that stands among papers
                        in_list(self.library.by_slug[slug])
                        slugs.append(slug)
            elif self.first:
                self.first()
        return Made(entries, {slug: self.renderer.pieces(slug) for slug in slugs})

    def made(self, number: int) -> Entry:
        """Make one page and write it."""
        page = cast("list[Page]", self.pages)[number]
        made = page.make(self.renderer)
        if isinstance(made, Copy):
            return self.writer.copy(page.path, self.keys[number], os.path.join(self.folder, made.path))
        data = made.encode("utf-8", "replace") if isinstance(made, str) else made
        return self.writer.put(page.path, self.keys[number], data)


def _slug(page: Page) -> str:
    """Whose own page this is; empty for a page in another language and for a file."""
    parts = page.path.split("/")
    return parts[1] if len(parts) == 3 and parts[2] == "index.html" else ""


class _Shelf:
    """How papers look in lists: brought to a renderer from the last build, and put away for the next."""

    def __init__(self, hoard: str, engine: str, library: Library, renderer: Renderer) -> None:
        self.path = os.path.join(hoard, "list") if hoard else ""
        self.renderer = renderer
        if not self.path:
            return
        self.context = blake2b("\0".join((engine, *shared(library))).encode(), digest_size=16).hexdigest()
        self.digests = dict(zip(library.by_slug, digests(library, library.papers), strict=True))
        self.before = fragments.load(self.path, self.context)
        for slug, (digest, *pieces) in self.before.items():
            if self.digests.get(slug) == digest:
                renderer.take(slug, tuple(pieces))

    def put_away(self) -> None:
        """Keep what the renderer has now."""
        if self.path:
            now = {slug: (digest, *self.renderer.pieces(slug)) for slug, digest in self.digests.items()}
            fragments.save(self.path, self.context, now, self.before)
