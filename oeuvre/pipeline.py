"""The whole line: content/ → read → Library → pages → render → write → output/. Start reading here.

`build` does it once, into a folder; `check` stops before the pages; `preview.Preview` keeps going, into memory.
"""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import cache, seal, theme
from oeuvre.errors import Finding, TemplateError
from oeuvre.write import Folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.gather import Gathered
    from oeuvre.library import Library
    from oeuvre.probe import Answer


class Report(NamedTuple):
    """What a build did. `written` is None where the content's errors kept the old site as it was.

    `stages` are (name, seconds); `changes` are lines that tell what became of the site.
    """

    output: str
    findings: Sequence[Finding]
    papers: int
    seconds: float
    stages: Sequence[tuple[str, float]]
    written: int | None = None
    unchanged: int = 0
    removed: int = 0
    changes: Sequence[str] = ()

    def __str__(self) -> str:
        papers = "1 paper" if self.papers == 1 else f"{self.papers} papers"
        files = f"{self.written} files written, {self.unchanged} unchanged, {self.removed} removed"
        return f"{papers}; {files} in {self.seconds:.2f} s"


def build(
    folder: str,
    *,
    output: str | None = None,
    base_url: str | None = None,
    drafts: bool = False,
    strict: bool = False,
    jobs: int = 0,
    use_cache: bool = True,
    adopt: bool = False,
    explain: bool = False,
) -> Report:
    """Build the site in `folder` into `output` (by default `output/` in it). Raises OeuvreError.

    `explain` looks at the pages that are gone as well, to tell what would lead on from their addresses.
    """
    clock = Clock()
    target = output or os.path.join(folder, "output")
    hoard = os.path.join(folder, ".cache")
    engine = cache.engine_digest()
    seen = seal.look(folder, theme.engine_templates(), (engine, os.path.abspath(target), base_url, drafts, strict))
    if use_cache and not adopt and (unchanged := _unchanged(folder, target, hoard, seen)):
        known, files = unchanged
        clock.lap("look")
        return Report(target, known.findings, known.papers, clock.total(), clock.laps, written=0, unchanged=files)
    clock.lap("look")
    from oeuvre import making, moved
    from oeuvre.gather import gather, with_pictures

    clock.lap("import")
    memory = cache.load(_papers_file(hoard), engine) if use_cache else None
    clock.lap("recall")
    gathered = gather(folder, engine, memory, jobs)
    clock.lap("read")
    gathered = with_pictures(folder, gathered, jobs, afresh=not use_cache)
    clock.lap("pictures")
    library = shelve(gathered, base_url, drafts=drafts)
    findings = found(folder, gathered, library)
    clock.lap("check")
    if fails(findings, strict=strict):
        return Report(target, findings, len(library.papers), clock.total(), clock.laps)

    try:
        report, changes, manifest = making.publish(
            folder,
            library,
            target,
            hoard,
            engine=engine,
            jobs=jobs,
            adopt=adopt,
            afresh=not use_cache,
            remember=partial(cache.save, _papers_file(hoard), gathered.memory, memory) if use_cache else None,
            withheld=partial(_withheld, hoard, gathered) if explain else None,
        )
    except TemplateError as error:  # found while pages are made; it is told with all else that is wrong
        findings = sorted([*findings, _fault(error)])
        return Report(target, findings, len(library.papers), clock.total(), clock.laps)
    moved.remember(_drafts_file(hoard), _shown_drafts(gathered, library) if drafts else ())
    clock.lap("make and write")
    seal.save(_seal_file(hoard), seal.Seal(seen.digest, manifest, len(library.papers), tuple(findings)))
    clock.lap("remember")
    return Report(
        target,
        [*findings, *report.findings(target)],
        len(library.papers),
        clock.total(),
        clock.laps,
        report.written,
        report.unchanged,
        report.removed,
        changes,
    )


def _unchanged(folder: str, output: str, hoard: str, seen: seal.Look) -> tuple[seal.Seal, int] | None:
    """What the last build told, and how many files it left, if all is as it was: its sources and its output."""
    known = seal.load(_seal_file(hoard)) if seen.digest else None
    if known is None or known.digest != seen.digest:
        return None
    with Folder(output, hoard, site=folder) as sink:
        if sink.manifest != known.manifest or not sink.untouched():
            return None
        return known, len(sink.previous)


def check(folder: str, *, online: bool = False) -> list[Finding]:
    """Everything that is wrong in a site, and nothing written; `online`, other servers are asked about addresses.

    Raises UsageError where there is no site.
    """
    from oeuvre.gather import gather, with_pictures

    gathered = with_pictures(folder, gather(folder, "", None))
    library = shelve(gathered, drafts=True)
    findings = found(folder, gathered, library, thorough=True, online=online)
    return sorted({*findings, *_template_faults(folder, library)})


def _template_faults(folder: str, library: Library) -> list[Finding]:
    """What is wrong in the site's own templates: every page is made for that, each at most up to its first fault."""
    if not os.path.isdir(os.path.join(folder, "templates")):
        return []
    from oeuvre import making
    from oeuvre.render import Renderer, load_theme

    faults = []
    try:
        renderer = Renderer(folder, library, load_theme(folder, library))
        pages = [page for page in making.pages(library) if page.path.endswith(".html")]
    except TemplateError as error:
        return [_fault(error)]
    for page in pages:
        try:
            page.make(renderer)
        except TemplateError as error:
            faults.append(_fault(error))
    return faults


def _fault(error: TemplateError) -> Finding:
    return Finding(error.path, error.line, 1, "error", error.message, "template")


def _withheld(hoard: str, gathered: Gathered) -> set[str]:
    """The paths of pages that drafts bring about: now, and in the last build if that one showed them."""
    from oeuvre import moved

    return moved.recall(_drafts_file(hoard)) | moved.paths(shelve(gathered, drafts=True))


def _shown_drafts(gathered: Gathered, library: Library) -> set[str]:
    """The paths of pages that only drafts bring about, of a library that has them."""
    from oeuvre import moved

    if not any(shown.draft for group in (library.papers, library.pages, library.news) for shown in group):
        return set()
    return moved.paths(library) - moved.paths(shelve(gathered))


def shelve(gathered: Gathered, base_url: str | None = None, *, drafts: bool = False) -> Library:
    """The library of what was read; `base_url` stands in for the address in site.yml."""
    from oeuvre import read
    from oeuvre.library import Library

    content = gathered.content
    if base_url:
        content = content._replace(site=read.with_url(content.site, base_url))
    return Library(content, drafts=drafts, gallery=gathered.gallery)


def found(
    folder: str, gathered: Gathered, library: Library, *, thorough: bool = False, online: bool = False
) -> list[Finding]:
    """All findings with their places, in the order of files and lines; `thorough` opens PDFs and gives advice."""
    from oeuvre import checks, read

    told = [*gathered.findings, *theme.missing(folder, library.site)]
    paths: frozenset[str] = frozenset()
    answers: dict[str, Answer] = {}
    if online:
        answers = _answers(folder, library)
    if thorough or any(one.aliases for group in (library.papers, library.pages) for one in group):
        from oeuvre.pages import KINDS

        paths = frozenset(page.path for kind in KINDS.values() for page in kind(library))
    findings = checks.run_all(library, told, folder=folder if thorough else "", paths=paths, answers=answers)
    return sorted({read.locate(folder, finding) for finding in findings})


def _answers(folder: str, library: Library) -> dict[str, Answer]:
    """What became of all addresses elsewhere; of a DOI or an arXiv id only what its own server says."""
    from oeuvre.checks.online import addresses
    from oeuvre.probe import Prober

    found = list(addresses(library))
    prober = Prober(os.path.join(folder, ".cache", "online.json"), library.site.url)
    return prober.ask([one.url for one in found], follow={one.url: not one.id for one in found})


def fails(findings: Sequence[Finding], *, strict: bool) -> bool:
    """Whether these findings keep a site from being published; `strict`: warnings do as well."""
    return any(finding.severity == "error" or (strict and finding.severity == "warning") for finding in findings)


class Clock:
    """Where the time of a build goes."""

    def __init__(self) -> None:
        self.start = self.last = time.perf_counter()
        self.laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        """The time since the last lap went into `name`."""
        now = time.perf_counter()
        self.laps.append((name, now - self.last))
        self.last = now

    def total(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.start


def _seal_file(hoard: str) -> str:
    return os.path.join(hoard, "seal")


def _drafts_file(hoard: str) -> str:
    return os.path.join(hoard, "drafts")


def _papers_file(hoard: str) -> str:
    return os.path.join(hoard, "papers")
