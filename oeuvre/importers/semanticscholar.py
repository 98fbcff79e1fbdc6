"""The papers of an author of Semantic Scholar, by the number in the address of the author's page.

Source: the Semantic Scholar Academic Graph API, "details about an author's papers".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from oeuvre.importers import asking, prose
from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Refusal
from oeuvre.text import dates, names, page_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.importers.asking import Asking
    from oeuvre.importers.record import Parsed
    from oeuvre.importers.sheet import Sheet

_FIELDS = (
    "externalIds,title,abstract,year,publicationDate,venue,publicationVenue,journal,publicationTypes,authors,"
    "openAccessPdf,url"
)
_AT_ONCE = 500
_MOST = 10_000
_AUTHOR = re.compile(r"(?:https?://(?:www\.)?semanticscholar\.org/author/(?:[^/]+/)?)?(\d{1,15})/?\Z", re.ASCII)
_TYPES = {
    "JournalArticle": "article", "Review": "article", "Conference": "inproceedings", "Book": "book",
    "BookSection": "chapter", "Dataset": "dataset", "Editorial": "article", "CaseReport": "article",
    "LettersAndComments": "article", "ClinicalTrial": "article", "MetaAnalysis": "article", "Study": "article",
    "News": "magazine",
}  # fmt: skip
_OUR_IDS = (("DOI", "doi"), ("ArXiv", "arxiv"), ("PubMed", "pmid"), ("ACL", "acl"))


def ask(ids: Sequence[str]) -> Asking:
    """The papers of each author, five hundred at once."""
    documents, refused = [], []
    for said in ids:
        found = _AUTHOR.match(said.strip())
        if not found:
            reason = f'"{said}" is no author of Semantic Scholar; write the number in the address of the page'
            refused.append(Refusal(said, 0, reason))
            continue
        offset = 0
        while offset < _MOST:
            path = f"graph/v1/author/{quote(found[1])}/papers?fields={_FIELDS}&limit={_AT_ONCE}&offset={offset}"
            answer = yield Request("semanticscholar", path)
            if answer is None:
                refused.append(Refusal(said, 0, "Semantic Scholar has no author of this number; see that it is right"))
                break
            documents.append(answer)
            following = asking.within(asking.load(answer), "next")
            if not isinstance(following, int) or following <= offset:
                break
            offset = following
    return Found(tuple(documents), tuple(refused))


def parse(data: bytes, name: str) -> Parsed:
    """A list of papers, a page of them, or one paper."""
    return asking.items(data, name, _papers, _fill)


def _papers(whole: object) -> list[object]:
    listed = asking.within(whole, "data")
    if isinstance(listed, list):
        return listed
    return whole if isinstance(whole, list) else [whole]


def _fill(sheet: Sheet, paper: dict[str, Any]) -> None:
    sheet.key = asking.text(paper.get("paperId"))
    ids = paper.get("externalIds")
    sheet.put("title", prose.plain(asking.text(paper.get("title"))))
    listed = (prose.plain(asking.text(one.get("name"))) for one in asking.dicts(paper.get("authors")))
    sheet.people("authors", [names.parse(one) for one in listed if one])
    date = dates.parse(asking.text(paper.get("publicationDate")))
    sheet.date(date or dates.parse(asking.text(paper.get("year"))))
    for theirs, ours in _OUR_IDS:
        sheet.identify(ours, asking.text(asking.within(ids, theirs)))
    central = asking.text(asking.within(ids, "PubMedCentral"))
    if central:
        sheet.link("pmc", f"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC{quote(central.removeprefix('PMC'))}/")
    for theirs in ("DBLP", "MAG"):
        sheet.keep(theirs.lower(), asking.text(asking.within(ids, theirs)))
    _venue(sheet, paper)
    sheet.link("pdf", asking.text(asking.within(paper.get("openAccessPdf"), "url")))
    sheet.link("Semantic Scholar", asking.text(paper.get("url")))
    sheet.abstract = prose.plain_block(asking.text(paper.get("abstract")))
    said = asking.texts(paper.get("publicationTypes"))
    kind = next((_TYPES[one] for one in said if one in _TYPES), "article" if sheet.fields.get("venue") else "other")
    if kind == "article" and "Conference" in said:
        kind = "inproceedings"
    sheet.put("type", "preprint" if sheet.is_preprint() else kind)


def _venue(sheet: Sheet, paper: dict[str, Any]) -> None:
    """Where it was published; `arXiv.org` is no venue."""
    journal = paper.get("journal")
    for place in (asking.text(paper.get("venue")), asking.text(asking.within(journal, "name"))):
        if place and place.lower() not in ("arxiv.org", "arxiv") and not sheet.fields.get("venue"):
            sheet.put("venue", prose.plain(place))
    volume = asking.text(asking.within(journal, "volume"))
    if not volume.startswith("abs/"):
        sheet.put("volume", volume)
    sheet.put("pages", page_range.dashed(prose.plain(asking.text(asking.within(journal, "pages"))), "–"))
    sheet.identify("issn", asking.text(asking.within(paper.get("publicationVenue"), "issn")))
