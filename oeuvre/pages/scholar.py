"""The `citation_*` tags of a paper's page, as Google Scholar's inclusion guidelines ask for them.

Source: Google Scholar, Inclusion Guidelines for Webmasters, "Indexing". One tag per author, in the paper's order and
without degrees or affiliations; a date as precise as it is known and no more; `citation_pdf_url` absolute, and only
for a file in the page's own folder; tags without a value are left out. A retracted paper's title says that it is.
`citation_doi`, `citation_arxiv_id`, `citation_pmid`, `citation_keywords` and `citation_language` are not Scholar's but
are read by Zotero and others.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.entry_types import entry_type
from oeuvre.pages.page import address
from oeuvre.reference import arxiv, warning
from oeuvre.text import names, page_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.model import Date, Paper

_VENUE = {
    "inproceedings": "citation_conference_title",
    "workshop": "citation_conference_title",
    "poster": "citation_conference_title",
    "talk": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "mastersthesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
    "book": "",
    "proceedings": "",
    "dataset": "",
    "software": "",
    "patent": "",
    "preprint": "",
    "blog": "",
}
"""Which tag carries the venue; a journal's for all that is not named here, none where the text is empty."""


def tags(paper: Paper, url: str) -> str:
    """The tags of one paper as HTML; `url` is the site's address, or empty where it is not known."""
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in pairs(paper, url) if value)


def pairs(paper: Paper, url: str) -> Iterator[tuple[str, str]]:
    """Names and values of the tags, in order; an empty value is a tag to leave out."""
    yield "citation_title", warning(paper) + paper.title.plain
    for author in paper.authors:
        yield "citation_author", names.display(author.name)
    yield "citation_publication_date", date(paper.date)
    kind = entry_type(paper).type
    first, last = page_range.split(paper.pages)
    institution = paper.institution or paper.publisher or paper.venue
    match _VENUE.get(kind, "citation_journal_title"):
        case "citation_dissertation_institution" as tag:
            yield tag, institution
        case "citation_technical_report_institution" as tag:
            yield tag, institution
            yield "citation_technical_report_number", paper.number
        case "":
            pass
        case tag:
            yield tag, paper.venue
    yield "citation_volume", paper.volume
    yield "citation_issue", paper.issue
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_issn", paper.issn
    yield "citation_isbn", paper.isbn
    yield "citation_publisher", paper.publisher
    yield "citation_doi", paper.doi
    yield "citation_arxiv_id", arxiv(paper)
    yield "citation_pmid", paper.pmid
    yield "citation_keywords", "; ".join(paper.keywords)
    yield "citation_language", paper.lang
    if url:
        here = address(url, paper)
        yield "citation_abstract_html_url", here
        for file in paper.files:
            if file.kind == "pdf":
                yield "citation_pdf_url", here + quote(file.name)


def date(value: Date) -> str:
    """`2010/05/12`, `2010/05` or `2010`; nothing for a paper that is forthcoming."""
    return str(value).replace("-", "/") if value.year else ""

