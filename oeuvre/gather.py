"""Content into values: each file is read again only if it changed, many of them in several processes."""

from __future__ import annotations

import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import read
from oeuvre.cache import Memory, Record
from oeuvre.model import Gallery
from oeuvre.parallel import processors, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.errors import Finding
    from oeuvre.model import Content, Site
    from oeuvre.parallel import Queue
    from oeuvre.read import PaperFiles, Sources

WORTH_A_PROCESS = 250
"""Papers for each further process: it costs about 20 ms to start, a paper about 0.2 ms to read."""

TOGETHER = 50
"""Papers that a process takes from the queue at once."""


class Gathered(NamedTuple):
    """All content, what is wrong with it, and what the next build may remember of it; `again` counts papers read.

    `gallery` has the pictures, where they were looked at.
    """

    content: Content
    findings: list[Finding]
    memory: Memory
    again: int
    gallery: Gallery | None = None


def gather(folder: str, engine: str, memory: Memory | None, jobs: int = 0) -> Gathered:
    """Read a site's content. `memory` is what an earlier run remembers, `jobs` how many processes; 0 is by size."""
    scanned = time.time_ns()
    sources = read.scan(folder)
    site, findings = read.read_settings(sources)
    findings += sources.findings
    settings = digest(site)
    if memory is not None and (memory.engine, memory.settings) != (engine, settings):
        memory = None
    records = {slug: _recall(memory, files) for slug, files in sources.papers.items()}
    stale = [sources.papers[slug] for slug, record in records.items() if record is None]
    records.update(_read(sources, stale, site, jobs))
    known = {slug: record for slug, record in records.items() if record is not None}
    findings += [finding for record in known.values() for finding in record.findings]
    papers = [record.paper for record in known.values() if record.paper is not None]
    content, found = read.read_rest(sources, site, papers)
    return Gathered(content, findings + found, Memory(engine, settings, scanned, known), len(stale))


def with_pictures(folder: str, gathered: Gathered, jobs: int = 0, *, afresh: bool = False) -> Gathered:
    """The same with the site's pictures looked at, and smaller ones made; `afresh` makes again what is known."""
    content = gathered.content
    people = (content.owner, *content.people)
    papers = any(paper.files or paper.image for paper in content.papers)
    if not (papers or content.site.social_cards or any(person.photo for person in people)):
        return gathered._replace(gallery=Gallery({}))
    from oeuvre.pictures.gallery import survey

    gallery, findings = survey(folder, content, jobs=jobs, afresh=afresh)
    return gathered._replace(gallery=gallery, findings=gathered.findings + findings)


def digest(site: Site) -> str:
    """Identify the settings that bear on how papers are read."""
    return blake2b(repr((site.categories, site.macros)).encode(), digest_size=16).hexdigest()


def _recall(memory: Memory | None, files: PaperFiles) -> Record | None:
    return memory.recall(files.slug, files.signature) if memory is not None else None


def _read(sources: Sources, stale: Sequence[PaperFiles], site: Site, jobs: int) -> dict[str, Record]:
    batches = [stale[start : start + TOGETHER] for start in range(0, len(stale), TOGETHER)]
    wanted = jobs or min(processors(), len(stale) // WORTH_A_PROCESS)
    task = Reading(sources.folder, batches, site)
    return {slug: record for part in share(task, len(batches), wanted) for slug, record in part}


class Reading:
    """A share of the papers that are to be read."""

    def __init__(self, folder: str, batches: Sequence[Sequence[PaperFiles]], site: Site) -> None:
        self.folder = folder
        self.batches = batches
        self.site = site

    def __call__(self, queue: Queue) -> list[tuple[str, Record]]:
        """Read the batches that the queue gives."""
        return [self._record(files) for batch in queue for files in self.batches[batch]]

    def _record(self, files: PaperFiles) -> tuple[str, Record]:
        """Read one paper; what identifies its files becomes plain tuples, for nothing else comes out of a cache."""
        paper, findings = read.read_files(self.folder, files, self.site)
        signature = tuple([(path, size, time, inode) for path, size, time, inode in files.signature])
        return files.slug, Record(signature, paper, tuple(findings))
