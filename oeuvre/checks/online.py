"""What became of addresses elsewhere, by the answers that `oeuvre check --online` brought."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.checks.check import Fault, told
from oeuvre.reference import ARXIV, doi_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.probe import Answer

_LINK = re.compile(r'(?:href|src)="(https?://[^"]*)"')


class Address(NamedTuple):
    """An address elsewhere, and where it was typed. Of an id (`doi`, `arxiv`) only the first answer counts."""

    url: str
    path: str
    field: str
    typed: str
    id: str = ""


def addresses(library: Library) -> Iterator[Address]:
    """Every address elsewhere that the content names: links, links in texts, DOIs and arXiv ids."""
    for paper in library.papers:
        if paper.doi:
            yield Address(doi_address(paper.doi), paper.path, "doi", paper.doi, "doi")
        if paper.arxiv:
            yield Address(ARXIV + paper.arxiv, paper.path, "arxiv", paper.arxiv, "arxiv")
        for place, version in enumerate(paper.versions):
            if version.doi:
                yield Address(doi_address(version.doi), paper.path, f"versions.{place}.doi", version.doi, "doi")
            if version.url:
                yield Address(version.url, paper.path, f"versions.{place}.url", version.url)
        if paper.status and paper.status.url:
            yield Address(paper.status.url, paper.path, "status.url", paper.status.url)
    people = [(person.path, person.links, person.biography) for person in (library.owner, *library.people.values())]
    papers = [(paper.path, paper.links, paper.abstract) for paper in library.papers]
    pages = [(page.path, (), page.body) for page in library.pages]
    news = [(one.path, (), one.body) for one in library.news]
    for path, links, text in (*papers, *people, *pages, *news):
        for link in links:
            if link.url.startswith(("http://", "https://")):
                yield Address(link.url, path, f"links.{link.label}", link.url)
        for url in map(unescape, _LINK.findall(text.html)):
            yield Address(url, path, f"body.{max(text.source.find(url), 0)}", url)


def gone(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """An address leads to something."""
    from oeuvre.probe import UNKNOWN_HOST

    for address, answer in _answered(library, occasion):
        if answer.status in (404, 410):
            if address.id:
                message = f"{address.id} {told(address.typed)} is not known there ({answer.status}); correct it"
            else:
                message = f"link {told(address.typed)} leads to nothing ({answer.status}); correct it or remove it"
            yield Fault(address.path, address.field, message)
        elif answer.trouble == UNKNOWN_HOST:
            message = f"link {told(address.typed)} names a host that is not known; correct it"
            yield Fault(address.path, address.field, message)


def moved(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """An address is the present one of what it leads to."""
    for address, answer in _answered(library, occasion):
        if answer.moved and not address.id:
            message = f"link {told(address.typed)} has moved for good; write {told(answer.moved)}"
            yield Fault(address.path, address.field, message)


def unchecked(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """Nothing is known of an address whose server does not tell."""
    from oeuvre.probe import UNKNOWN_HOST

    for address, answer in _answered(library, occasion):
        why = answer.trouble or (f"status {answer.status}" if answer.status >= 400 else "")
        if why and answer.status not in (404, 410) and why != UNKNOWN_HOST:
            what = address.id or "link"
            message = f"{what} {told(address.typed)} could not be checked: {why}; open it"
            yield Fault(address.path, address.field, message)


def _answered(library: Library, occasion: Occasion) -> Iterator[tuple[Address, Answer]]:
    if occasion.answers:
        for address in addresses(library):
            if answer := occasion.answers.get(address.url):
                yield address, answer
