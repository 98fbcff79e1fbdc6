"""A site's content into values: every file, and everything that is wrong in any of them.

`scan` looks at what there is, `read_paper` and its like each read one file or group of files, and `read` does all of
it in order. Nothing here is remembered between two calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from oeuvre import fields
from oeuvre.config import read_site, with_url
from oeuvre.model import Content, Site
from oeuvre.read import files, listing
from oeuvre.read.cited import cited
from oeuvre.read.listing import Source
from oeuvre.read.others import read_news, read_owner, read_page, read_person
from oeuvre.read.papers import read_files
from oeuvre.read.places import locate
from oeuvre.read.sources import RULES as _NAMES
from oeuvre.read.sources import PaperFiles, Sources, scan
from oeuvre.read.who import same_ids, with_names
from oeuvre.text import frontmatter

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from oeuvre.errors import Finding
    from oeuvre.model import Paper, Person

T = TypeVar("T")

__all__ = [
    "PaperFiles",
    "Source",
    "Sources",
    "locate",
    "read",
    "read_files",
    "read_news",
    "read_owner",
    "read_page",
    "read_paper",
    "read_person",
    "read_rest",
    "read_settings",
    "rules",
    "scan",
    "with_names",
    "with_url",
]


def read(folder: str | os.PathLike[str]) -> tuple[Content, list[Finding]]:
    """All of a site's content, and all findings, in the order of the files' names.

    Raises UsageError if the folder is not a site.
    """
    sources = scan(folder)
    site, findings = read_settings(sources)
    papers = _each(read_paper, sources, sources.papers, site, findings)
    content, found = read_rest(sources, site, papers)
    return content, sorted([*sources.findings, *findings, *found], key=_by_place)


def read_settings(sources: Sources) -> tuple[Site, list[Finding]]:
    """The settings of the site; the defaults where it has none."""
    findings: list[Finding] = []
    data = files.load(sources.folder, sources.site, findings) if sources.site else None
    if sources.site is None or data is None:
        return Site(digest=""), findings
    site, found = read_site(sources.site.path, data)
    return site, findings + found


def read_paper(sources: Sources, slug: str, site: Site) -> tuple[Paper | None, list[Finding]]:
    """One paper; see `papers.read_files`."""
    return read_files(sources.folder, sources.papers[slug], site)


def read_rest(sources: Sources, site: Site, papers: Iterable[Paper]) -> tuple[Content, list[Finding]]:
    """The content of a site whose settings and papers have been read."""
    owner, findings = read_owner(sources, site)
    papers = cited(sources, papers, findings)
    people = _each(read_person, sources, sources.people, site, findings)
    pages = _each(read_page, sources, sources.pages, site, findings)
    news = _each(read_news, sources, sources.news, site, findings)
    everybody = (owner, *people)
    findings += [locate(sources.folder, finding) for finding in same_ids(everybody)]
    named, found = with_names(sources.folder, papers, everybody)
    findings += found
    copies = tuple(_copies(sources, everybody, findings))
    return Content(site, owner, named, people, pages, news, copies), findings


def rules() -> dict[str, str]:
    """Every rule that reading can tell, with what it is about."""
    from oeuvre import snapshot
    from oeuvre.text import problems

    own = problems.RULES | files.RULES | listing.RULES | _NAMES | snapshot.RULES
    found = own | frontmatter.rules() | fields.rules()
    return dict(sorted(found.items()))


def _each(
    reader: Callable[[Sources, str, Site], tuple[T | None, list[Finding]]],
    sources: Sources,
    slugs: Iterable[str],
    site: Site,
    findings: list[Finding],
) -> tuple[T, ...]:
    """What the reader makes of each, where it makes anything."""
    values = []
    for slug in slugs:
        value, found = reader(sources, slug, site)
        findings += found
        if value is not None:
            values.append(value)
    return tuple(values)


def _copies(sources: Sources, people: Iterable[Person], findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """What goes onto the site as it is: `content/files/`, and the photos that lie beside people's files."""
    photos = {f"content/{person.photo}" for person in people if person.photo}
    beside = (picture for picture in sources.pictures if picture.path in photos)
    for source in (*sources.files, *beside):
        yield source.path, files.digest(sources.folder, source, findings)


def _by_place(finding: Finding) -> tuple[str, int, int]:
    return finding.path, finding.line, finding.column
