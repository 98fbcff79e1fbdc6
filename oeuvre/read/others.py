"""People, pages and news out of their files."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from oeuvre.errors import Finding
from oeuvre.fields import reading
from oeuvre.fields.report import Settings
from oeuvre.model import NO_TEXT, Date, MarkdownPage, News, Person
from oeuvre.read.papers import open_file, prose
from oeuvre.text import dates, names
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.fields.report import Report
    from oeuvre.model import Site
    from oeuvre.read.listing import Source
    from oeuvre.read.sources import Sources
    from oeuvre.text.nodes import Document

_DATED = r"([12][0-9]{3}(?:-[0-9]{2}){0,2})(?:-.*)?"


def read_owner(sources: Sources, site: Site) -> tuple[Person, list[Finding]]:
    """The owner of the site, from `content/profile.md`; one called like the site where nobody can be told."""
    findings: list[Finding] = []
    person = None
    if sources.profile:
        person = _person(sources, sources.profile, site, findings)
    else:
        message = 'there is no profile; add this file with a line "---", "name: …" and a line "---"'
        findings.append(Finding("content/profile.md", 1, 1, "error", message, "person/name"))
    if not person:
        name = names.parse(site.title or "Unknown")
        person = Person(slugify(site.title) or "owner", "content/profile.md", "", name, names.display(name))
    return person._replace(owner=True, page=False), findings


def read_person(sources: Sources, slug: str, site: Site) -> tuple[Person | None, list[Finding]]:
    """Somebody in `content/people/`; None where their name cannot be told."""
    findings: list[Finding] = []
    return _person(sources, sources.people[slug], site, findings, slug), findings


def _person(sources: Sources, source: Source, site: Site, findings: list[Finding], slug: str = "") -> Person | None:
    opened = open_file(sources.folder, source, "person", Settings(site.categories, site.macros), findings)
    if not opened:
        return None
    report, document = opened
    values: dict[str, Any] = reading.read(document, report)
    biography = prose(document, report)
    photo = _photo(values.pop("photo", ""), source, sources, report, document)
    findings += report.findings
    if "name" not in values:
        return None
    display = names.display(values["name"])
    return Person(
        **{"id": slug or slugify(display) or "owner", "page": True, **values},
        path=source.path,
        digest=_digest(source, report.data, photo),
        display=display,
        photo=photo,
        biography=biography,
    )


def _photo(given: str, source: Source, sources: Sources, report: Report, document: Document) -> str:
    """Where a photo is on the site: the one that the file names, or one that is named like the file."""
    folder = source.path.rpartition("/")[0]
    if not given:
        beside = (picture.path for picture in sources.pictures if picture.stem == source.stem)
        found = next((path for path in beside if path.rpartition("/")[0] == folder), "")
        return found.removeprefix("content/")
    there = {picture.path for picture in (*sources.pictures, *sources.files)}
    for path in (f"content/{given}", f"{folder}/{given}", f"content/files/{given}"):
        if path in there:
            return path.removeprefix("content/")
    report.field = "photo"
    node = next(node for key, node in document.fields.entries if key.text == "photo")
    report.error(node, f'photo "{given}" is not there; put it beside this file or into content/files/')
    return ""


def read_page(sources: Sources, slug: str, site: Site) -> tuple[MarkdownPage | None, list[Finding]]:
    """A page in `content/pages/`; None where its title cannot be told."""
    source = sources.pages[slug]
    findings: list[Finding] = []
    opened = open_file(sources.folder, source, "page", Settings(site.categories, site.macros), findings)
    if not opened:
        return None, findings
    report, document = opened
    values: dict[str, Any] = reading.read(document, report)
    body = prose(document, report, page=True)
    findings += report.findings
    if "title" not in values:
        return None, findings
    return MarkdownPage(slug=slug, path=source.path, digest=_digest(source, report.data), body=body, **values), findings


def read_news(sources: Sources, slug: str, site: Site) -> tuple[News | None, list[Finding]]:
    """A piece of news in `content/news/`; None where its date cannot be told. A line of text is enough of a file."""
    source = sources.news[slug]
    findings: list[Finding] = []
    opened = open_file(sources.folder, source, "news", Settings(site.categories, site.macros), findings)
    if not opened:
        return None, findings
    report, document = opened
    if document.body:
        report.findings = [finding for finding in report.findings if finding.rule != "frontmatter/missing"]
    values: dict[str, Any] = reading.read(document, report)
    body = prose(document, report)
    date = values.pop("date", None) or _date(slug)
    if not date and not any(finding.field == "date" for finding in report.findings):
        report.field = "date"
        report.error(document.fields, 'date is missing; begin the name of the file with it: "2025-03-17-award.md"')
    findings += report.findings
    if not date:
        return None, findings
    title = values.pop("title", NO_TEXT)
    digest = _digest(source, report.data)
    return News(slug=slug, path=source.path, digest=digest, date=date, title=title, body=body, **values), findings


def _date(slug: str) -> Date | None:
    """The date with which a file's name begins."""
    match = re.fullmatch(_DATED, slug)
    return dates.parse(match[1]) if match else None


def _digest(source: Source, data: bytes, more: str = "") -> str:
    """Identify a file by its content and by its name, which says its address and may say its date."""
    return blake2b(f"{source.path}\0{more}\0".encode("utf-8", "replace") + data, digest_size=16).hexdigest()
