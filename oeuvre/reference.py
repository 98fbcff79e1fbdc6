"""What every reference to a paper says, whatever its format: where the work stands, its arXiv id, what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.text.marks import clean
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from oeuvre.model import Author, Paper

_PLAIN_DOI = re.compile(r"[A-Za-z0-9/:;()._-]+")
_UNSAFE = pattern("[\x00-\x20\"<>\\\\^`{|}\x7f-\xa0\u2028\u2029\ud800-\udfff]")
ARXIV = "https://arxiv.org/abs/"
ACL = "https://aclanthology.org/"

_FIRST = {"software": ("code",), "dataset": ("data",), "talk": ("slides", "video"), "poster": ("poster",)}
_THEN = ("pdf", "blog", "project")
_MARKS = {"retracted": "RETRACTED: ", "withdrawn": "WITHDRAWN: "}
_TOLD = pattern(r"\s*\[?(retracted|withdrawn)(?: article| paper)?(?:\]|\s*:)", re.IGNORECASE)
"""How publishers mark a title: `RETRACTED: `, `RETRACTED ARTICLE: `, `[Retracted] `; a bare word is the title's."""

_BECAME = {"retracted": "Retracted", "withdrawn": "Withdrawn", "corrected": "Corrected"}


def nobody(_author: Author) -> bool:
    """Nobody is the owner: for references in which no name stands out."""
    return False


def arxiv(paper: Paper) -> str:
    """The work's arXiv id: the paper's own, else that of one of its versions."""
    identifier = paper.arxiv or next((version.arxiv for version in paper.versions if version.arxiv), "")
    return clean(identifier) if identifier else ""


def arxiv_address(identifier: str) -> str:
    """Where arXiv shows the work: `https://arxiv.org/abs/2206.15408`."""
    return _safe(ARXIV + identifier)


def address(paper: Paper) -> str:
    """Where the work itself can be read, besides its DOI: always http or https, empty if unknown.

    That is the link that is the work (`code` for software, `data` for a dataset), the publisher's page (`html`),
    the ACL Anthology, arXiv, or the PDF elsewhere. A link about the work, such as a video, is no address of it.
    """
    found = _first(paper, (*_FIRST.get(paper.type, ()), "html")) if paper.links else ""
    if not found and paper.acl:
        found = f"{ACL}{paper.acl}/"
    if not found and (identifier := arxiv(paper)):
        found = ARXIV + identifier
    if not found and paper.links:
        found = _first(paper, _THEN)
    return _safe(found) if found else ""


def _first(paper: Paper, labels: tuple[str, ...]) -> str:
    """The first of these links that leads to another server."""
    links = {link.label.lower(): link.url for link in paper.links if link.url.startswith(("https://", "http://"))}
    return next((links[label] for label in labels if label in links), "")


def _safe(url: str) -> str:
    """The address without what none can hold, and without what could end the field that it stands in."""
    return _UNSAFE.sub(_escaped, url)


def _escaped(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")


def doi_address(doi: str) -> str:
    """A DOI as a link, in the form that Crossref's and DataCite's display guidelines ask for.

    Characters that an address cannot hold are escaped, as in `10.1002/(SICI)1097-0258(1998)17:15<1661::AID>3.0.CO;2-2`.
    """
    if _PLAIN_DOI.fullmatch(doi):
        return f"https://doi.org/{doi}"
    return "https://doi.org/" + quote(doi, safe="/:;()._-~!$&'*,=@", errors="replace")


def pdf(paper: Paper) -> str:
    """The address of a PDF on another server: always http or https, empty if unknown."""
    found = _first(paper, ("pdf",)) if paper.links else ""
    return _safe(found) if found else ""


def locator(paper: Paper) -> str:
    """The one address that a reader is sent to: the DOI's, else `address`."""
    return doi_address(paper.doi) if paper.doi else address(paper)


def warning(paper: Paper) -> str:
    """What stands before the title of a retracted or withdrawn paper, as publishers print it: `RETRACTED: `."""
    if paper.status is None:
        return ""
    mark = _MARKS.get(paper.status.kind, "")
    told = _TOLD.match(paper.title.plain)
    return "" if told and told[1].upper() == mark[:-2] else mark


def fate(paper: Paper) -> str:
    """What became of the paper, as a phrase: `Retracted 2024-02-03: image duplication, https://…`; else empty."""
    status = paper.status
    if status is None:
        return ""
    when = f" {status.date}" if status.date is not None and status.date.year else ""
    why = ", ".join([part for part in (status.note, status.url) if part])
    return f"{_BECAME[status.kind]}{when}" + (f": {why}" if why else "")
