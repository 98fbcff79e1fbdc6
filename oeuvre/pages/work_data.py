"""A work as linked data: ScholarlyArticle, Thesis, Dataset, SoftwareSourceCode, Book, Chapter … of schema.org.

Only properties that schema.org gives the type are stated, and only what is known. A retracted paper says so in its
name, its status and its correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from oeuvre.entry_types import entry_type
from oeuvre.pages.page import address
from oeuvre.reference import ACL, arxiv, arxiv_address, doi_address, fate, warning
from oeuvre.text import names, page_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.model import Paper, Version

Node = dict[str, Any]

PDF = "application/pdf"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"

_PERIODICALS = {"article", "review", "editorial", "magazine", ""}
_PROCEEDINGS = {"inproceedings", "workshop"}
_MADE_SOMEWHERE = {"thesis", "mastersthesis", "report"}


def work(paper: Paper, top: str, authors: Sequence[Node], language: str) -> Node:
    """The work; `authors` are references to their nodes, `language` is the site's."""
    kind = entry_type(paper)
    here = address(top, paper)
    title = warning(paper) + paper.title.plain
    first, last = page_range.split(paper.pages)
    return stated(
        {
            "@type": kind.schema_org,
            "@id": paper_id(paper, top),
            "url": here,
            "name": title,
            "headline": title,
            "author": list(authors),
            "editor": [{"@type": "Person", "name": names.display(each.name)} for each in paper.editor],
            "datePublished": str(paper.date) if paper.date.year else "",
            "creativeWorkStatus": _status(paper),
            "abstract": paper.abstract.plain,
            "inLanguage": paper.lang or language,
            "keywords": list(paper.keywords),
            "isPartOf": _container(paper, kind.type),
            "publisher": organization(paper.publisher),
            "identifier": _identifiers(paper),
            "sameAs": _elsewhere(paper),
            "encoding": [
                {"@type": "MediaObject", "contentUrl": here + quote(file.name), "encodingFormat": PDF}
                for file in paper.files
                if file.kind == "pdf"
            ],
            "correction": _correction(paper),
            "award": paper.award,
            "pageStart": first,
            "pageEnd": last,
            **_of_its_kind(paper, kind.type),
        }
    )


def citations(paper: Paper, top: str) -> list[Node]:
    """The citation count as a statement that somebody made on a day, not as a property of the work."""
    count = paper.citations
    if count is None:
        return []
    return [
        stated(
            {
                "@type": "Observation",
                "observationAbout": {"@id": paper_id(paper, top)},
                "measuredProperty": "citations",
                "value": count.total,
                "observationDate": str(count.as_of) if count.as_of else "",
                "creator": organization(count.source),
            }
        )
    ]


def person_id(key: str, top: str) -> str:
    """The one identifier of a person, on every page."""
    return f"{top}#person-{key}"


def paper_id(paper: Paper, top: str) -> str:
    """The one identifier of a work, on every page."""
    return f"{address(top, paper)}#paper"


def organization(name: str) -> Node | None:
    """An organization by its name, if there is one."""
    return {"@type": "Organization", "name": name} if name else None


def stated(node: Node) -> Node:
    """The node without what is not known; a count of 0 is known."""
    return {key: value for key, value in node.items() if value or value == 0}


def _of_its_kind(paper: Paper, kind: str) -> Node:
    """What only works of some kinds have."""
    links = {link.label: link.url for link in paper.links}
    if kind in _MADE_SOMEWHERE:
        where = organization(paper.institution or paper.venue or paper.publisher)
        return {"sourceOrganization": where, "reportNumber": paper.number if kind == "report" else ""}
    if kind in {"book", "proceedings"}:
        return {"isbn": paper.isbn, "bookEdition": paper.edition}
    if kind == "software":
        return {"codeRepository": links.get("code", "")}
    if kind == "dataset":
        data = {"@type": "DataDownload", "contentUrl": links["data"]} if "data" in links else None
        return {"description": paper.abstract.plain, "distribution": data}
    return {}


def _container(paper: Paper, kind: str) -> Node | None:
    """What it appeared in: an issue of a volume of a journal, a book, the proceedings of a conference."""
    if not paper.venue or kind in _MADE_SOMEWHERE:
        return None
    if kind not in _PERIODICALS:
        book = "Book" if kind in {"chapter", *_PROCEEDINGS} else "CreativeWork"
        series = {"@type": "BookSeries", "name": paper.series, "issn": paper.issn} if paper.series else None
        isbn = paper.isbn if book == "Book" else ""
        return stated({"@type": book, "name": paper.venue, "isbn": isbn, "isPartOf": series and stated(series)})
    part: Node = stated({"@type": "Periodical", "name": paper.venue, "issn": paper.issn})
    if paper.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": paper.volume, "isPartOf": part}
    if paper.issue:
        part = {"@type": "PublicationIssue", "issueNumber": paper.issue, "isPartOf": part}
    return part


def _identifiers(paper: Paper) -> list[Node]:
    identifier = arxiv(paper)
    known = {
        "doi": (paper.doi, doi_address(paper.doi)),
        "arxiv": (identifier, arxiv_address(identifier)),
        "pmid": (paper.pmid, f"{PUBMED}{paper.pmid}/"),
        "acl": (paper.acl, f"{ACL}{paper.acl}/"),
        "isbn": (paper.isbn, ""),
    }
    return [
        stated({"@type": "PropertyValue", "propertyID": name, "value": value, "url": url})
        for name, (value, url) in known.items()
        if value
    ]


def _elsewhere(paper: Paper) -> list[str]:
    """The addresses of the work in registers, and those of its other versions: they are one work."""
    found: list[str] = []
    works: tuple[Paper | Version, ...] = (paper, *paper.versions)
    for each in works:
        found += [doi_address(each.doi)] if each.doi else []
        found += [arxiv_address(each.arxiv)] if each.arxiv else []
    found += [version.url for version in paper.versions if version.url]
    return list(dict.fromkeys(found))


def _status(paper: Paper) -> str:
    if paper.status is not None:
        return paper.status.kind.capitalize()
    return "" if paper.date.year else "Forthcoming"


def _correction(paper: Paper) -> Node | None:
    status = paper.status
    if status is None:
        return None
    when = str(status.date) if status.date and status.date.year else ""
    return stated({"@type": "CorrectionComment", "text": fate(paper), "datePublished": when, "url": status.url})
