"""Citation counts from the committed snapshot, for the papers whose front matter gives none."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from oeuvre.read import files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.errors import Finding
    from oeuvre.model import Paper
    from oeuvre.read.sources import Sources
    from oeuvre.snapshot import Snapshot


def cited(sources: Sources, papers: Iterable[Paper], findings: list[Finding]) -> list[Paper]:
    """The papers with their counts; the digest of each that got one covers it."""
    papers = list(papers)
    data = files.load(sources.folder, sources.citations, findings) if sources.citations else None
    if data is None:
        return papers
    from oeuvre import snapshot

    found, faults = snapshot.parse(data)
    findings += faults
    return [_with_count(paper, found) for paper in papers] if found.counts else papers


def _with_count(paper: Paper, found: Snapshot) -> Paper:
    count = found.of(paper) if paper.citations is None else None
    if count is None:
        return paper
    digest = blake2b(f"{paper.digest}\0{count!r}".encode(), digest_size=16).hexdigest()
    return paper._replace(citations=count, digest=digest)
