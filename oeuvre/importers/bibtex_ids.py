"""The ids in a BibTeX entry: DOI, ISBN, ISSN, PubMed, HAL and arXiv, wherever people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre import categories
from oeuvre.importers.bibtex_text import address, text

if TYPE_CHECKING:
    from oeuvre.importers.sheet import Sheet

    Fields = dict[str, str]

_ARXIV_VENUE = re.compile(
    r"(?:arxiv(?:\.org)?(?: e-?prints?| preprints?| electronic prints?)?[\s:,]*|corr\b[\s,]*(?:abs/)?)"
    r"(?:arxiv[\s:]*|abs/)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)?"
    r"(?:\s*\[([\w.-]+)\])?(?:\s*\(\d{4}\))?[\s.]*\Z",
    re.IGNORECASE,
)
_ARXIV_ID = re.compile(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?\Z", re.IGNORECASE)


def identifiers(sheet: Sheet, fields: Fields) -> None:
    """DOI, ISBN, ISSN, PubMed and arXiv ids; an `eprint` is what its `archiveprefix` or `eprinttype` says."""
    sheet.identify("doi", address(fields.pop("doi", "")))
    for name in ("isbn", "issn"):
        for part in re.split(r"[,;/]\s*|\s+(?=[\dX-]{8,})", address(fields.pop(name, ""))):
            sheet.identify(name, part)
    sheet.identify("pmid", address(fields.pop("pmid", "")))
    pmcid = address(fields.pop("pmcid", ""))
    if pmcid:
        number = pmcid if pmcid.upper().startswith("PMC") else f"PMC{pmcid}"
        sheet.link("pmc", f"https://www.ncbi.nlm.nih.gov/pmc/articles/{quote(number)}/")
    hal = address(fields.pop("hal_id", "") or fields.pop("hal", ""))
    if hal:
        sheet.link("hal", hal if "://" in hal else f"https://hal.science/{quote(hal)}")
    forum = address(fields.get("openreview", ""))
    if re.fullmatch(r"[\w-]{8,14}", forum):
        sheet.link("openreview", f"https://openreview.net/forum?id={forum}")
        fields.pop("openreview")
    for name in ("arxiv", "arxivid"):
        sheet.identify("arxiv", address(fields.pop(name, "")))
    _eprint(sheet, fields)


def _eprint(sheet: Sheet, fields: Fields) -> None:
    """The id of a copy on some server, and its subject there."""
    number = address(fields.pop("eprint", ""))
    archive = text(fields.pop("archiveprefix", "") or fields.pop("eprinttype", ""))
    subject = text(fields.pop("primaryclass", "") or fields.pop("eprintclass", ""))
    if number and archive.lower() in ("", "arxiv") and not number.startswith("http"):
        if archive or _ARXIV_ID.match(number):
            sheet.identify("arxiv", number)
        else:
            sheet.keep("eprint", number)
    elif number and archive.lower() in ("pubmed", "pmid"):
        sheet.identify("pmid", number)
    elif number and archive.lower() == "hal":
        sheet.link("hal", f"https://hal.science/{quote(number)}")
    elif number.startswith("http"):
        sheet.link("pdf" if number.lower().endswith(".pdf") else "eprint", number)
    elif number:
        sheet.keep("eprint", f"{archive}:{number}")
    _category(sheet, subject)


def _category(sheet: Sheet, subject: str) -> None:
    """A code of arXiv's; what is none is kept."""
    try:
        sheet.put("category", categories.resolve(subject, ()).code if subject else "")
    except ValueError:
        sheet.keep("primaryclass", subject)


def is_arxiv(sheet: Sheet, venue: str, fields: Fields) -> bool:
    """Whether the venue is arXiv; the id and category in it, or in the volume that goes with it, are then taken.

    That is `arXiv preprint arXiv:1409.0473 [cs.CL]`, or `CoRR` with the volume `abs/1409.0473`.
    """
    found = _ARXIV_VENUE.match(venue)
    if not found:
        return False
    volume = fields.get("volume", "").strip()
    if volume.lower().startswith("abs/") or _ARXIV_ID.match(volume):
        sheet.identify("arxiv", fields.pop("volume").strip().removeprefix("abs/"))
    if found[1]:
        sheet.identify("arxiv", found[1])
    _category(sheet, found[2] or "")
    sheet.preprint = True
    return True
