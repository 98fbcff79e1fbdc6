"""CSL-JSON, as Zotero, Mendeley, Crossref and doi.org give it, into records.

Source: the CSL 1.0.2 specification, appendix IV (variables) and III (types), and the JSON schema of citation data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.importers import csl_items, language
from oeuvre.importers.decoding import decode
from oeuvre.importers.prose import plain, plain_block
from oeuvre.importers.record import Parsed, Record, Refusal
from oeuvre.importers.sheet import Sheet
from oeuvre.model import Date, Name
from oeuvre.text import dates, page_range

if TYPE_CHECKING:
    from oeuvre.text.emit import Value

Item = dict[str, Any]

_TYPES = {row.csl: row.type for row in reversed(ENTRY_TYPES.values())} | {
    "article-journal": "article", "article": "preprint", "book": "book", "document": "other", "speech": "talk",
    "article-newspaper": "magazine", "collection": "book", "entry": "other", "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter", "review-book": "review", "post": "blog", "webpage": "other", "standard": "report",
    "thesis": "thesis", "manuscript": "manuscript", "periodical": "other",
    "journal-article": "article", "proceedings-article": "inproceedings", "book-chapter": "chapter",
    "book-part": "chapter", "book-section": "chapter", "reference-entry": "chapter", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "proceedings": "proceedings",
    "posted-content": "preprint", "dissertation": "thesis", "report-component": "report", "peer-review": "review",
}  # fmt: skip
"""CSL's types, and those of the Crossref API, by our own words for them."""

_SAID_AS_WELL = frozenset(
    {row.csl for row in ENTRY_TYPES.values()} | {"journal-article", "proceedings-article", "book-chapter"}
)
_TEXTS = {
    "container-title": "venue", "container-title-short": "venue_short", "journalAbbreviation": "venue_short",
    "short-container-title": "venue_short", "event-title": "venue", "event": "venue", "collection-title": "series",
    "volume": "volume", "edition": "edition", "publisher-place": "address", "publisher-location": "address",
    "language": "lang",
}  # fmt: skip
_DATES = ("issued", "published", "published-print", "published-online", "posted")
_ASIDE = (
    "id type citation-key citation-label source accessed indexed deposited created score prefix member resource "
    "reference references-count reference-count is-referenced-by-count content-domain relation issue-title-short "
    "journal-issue license link subject alternative-id assertion update-policy url-list shortTitle page-first"
)
_IGNORED = frozenset(_ASIDE.split())
"""What is about the record, somebody's desk or the service, and not about the paper."""

_TELLING = frozenset(("title", "author", "editor", "DOI", "container-title"))
_NOTE_LINE = re.compile(r"\s*([A-Za-z][A-Za-z. -]{1,30}?)\s*:\s*(\S.*?)\s*\Z")
_IN_NOTES = {
    "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN", "arxiv": "arXiv", "type": "type",
    "genre": "genre", "event-title": "event-title", "event title": "event-title", "container-title": "container-title",
    "status": "status", "original-date": "original-date", "event-place": "event-place", "edition": "edition",
    "publisher": "publisher", "collection-title": "collection-title", "citation key": "citation-key",
}  # fmt: skip
"""Variables that people write into notes, a line each, because their program has no field for them."""

_MASTERS = re.compile(r"master|m\.?\s?(?:sc|a|s|phil)\b|diplom", re.IGNORECASE)


def parse(data: bytes, name: str) -> Parsed:
    """All papers in a CSL-JSON file: a list, one item, `{"items": […]}`, or an answer of the Crossref API.

    Never raises: what is no item, and what stands behind a fault of the JSON, is refused with its line.
    """
    text, findings = decode(data, name)
    records: list[Record] = []
    refused: list[Refusal] = []
    for item, line, fault in csl_items.read(text):
        if fault or not isinstance(item, dict) or not item.keys() & _TELLING:
            refused.append(Refusal("", line, fault or f"line {line}: this is no item; give it at least a title"))
            continue
        key = _text(item.get("citation-key") or item.get("id") or item.get("DOI"))
        sheet = Sheet(name, key, line)
        fill(sheet, item)
        records.append(sheet.record())
        findings += sheet.findings
    return Parsed(tuple(records), tuple(refused), tuple(findings))


def fill(sheet: Sheet, item: Item) -> None:
    """Everything that a CSL item says, into the sheet."""
    item = dict(item)
    note = _notes(sheet, item)
    _title(sheet, item)
    for name in ("author", "editor"):
        _people(sheet, name, item.pop(name, None))
    _date(sheet, item)
    _identifiers(sheet, item)
    kind = _kind(sheet, item)
    _numbers(sheet, item, kind)
    for name, target in _TEXTS.items():
        text = plain(_text(item.pop(name, None)))
        if target == "lang" and not language.tag(text):
            sheet.keep("language", text)
        else:
            sheet.put(target, language.tag(text) if target == "lang" else text, name)
    for place in _dicts(item.pop("institution", None))[:1]:
        sheet.put("venue" if kind == "preprint" else "institution", plain(_text(place.get("name"))))
    publisher = plain(_text(item.pop("publisher", None)))
    sheet.put("institution" if kind in ("thesis", "mastersthesis", "report") else "publisher", publisher)
    sheet.abstract = plain_block(_text(item.pop("abstract", None)))
    _keywords(sheet, item.pop("keyword", None) or item.pop("categories", None))
    sheet.put("note", note)
    _rest(sheet, item)
    if kind in ("article", "other", "manuscript", "report") and sheet.is_preprint():
        kind = "preprint"
    elif kind == "preprint" and "venue" in sheet.fields and not sheet.is_preprint():
        kind = "article"
    sheet.put("type", kind)


def _text(value: object) -> str:
    """The text of a value: of a list its first, of numbers their digits, of anything else nothing."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _dicts(value: object) -> list[Item]:
    """The objects in a list; of anything else none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _keywords(sheet: Sheet, said: object) -> None:
    """A list, or a text with semicolons or commas between the words."""
    text = _text(said)
    words = said if isinstance(said, list) else text.split(";" if ";" in text else ",")
    sheet.fields["keywords"] = [word for each in words if (word := plain(_text(each)).strip(" .,;"))]


def _notes(sheet: Sheet, item: Item) -> str:
    """The note without the variables in it, which go to the item."""
    left = []
    for line in _text(item.pop("note", None)).split("\n"):
        found = _NOTE_LINE.match(line)
        variable = _IN_NOTES.get(found[1].lower()) if found else None
        if found and variable:
            item.setdefault(variable, found[2])
        elif found and found[1].lower().startswith("tex."):
            sheet.keep(found[1], found[2])
        elif line.strip():
            left.append(plain(line))
    return " ".join(left)


def _title(sheet: Sheet, item: Item) -> None:
    title, subtitle = plain(_text(item.pop("title", None))), plain(_text(item.pop("subtitle", None)))
    if title and subtitle and subtitle.lower() not in title.lower():
        title += (" " if title[-1] in ":?!" else ": ") + subtitle
    sheet.put("title", title or subtitle)


def _people(sheet: Sheet, name: str, people: object) -> None:
    found: list[Name] = []
    more: dict[int, dict[str, Value]] = {}
    for person in _dicts(people):
        whole = plain(_text(person.get("literal") or person.get("name")))
        if whole.lower().rstrip(".") in ("others", "et al"):
            sheet.put("et_al", "true")
            continue
        parts = {part: plain(_text(person.get(part))) for part in ("given", "family", "suffix")}
        particles = (plain(_text(person.get(part))) for part in ("dropping-particle", "non-dropping-particle"))
        particle = " ".join(particles).strip()
        if not whole and not parts["family"]:
            parts["family"], parts["given"] = parts["given"], ""
        if whole or parts["family"]:
            more[len(found)] = _about(person)
            one = Name(parts["given"], parts["family"], particle, parts["suffix"])
            found.append(Name("", whole, group=True) if whole else one)
    if found:
        sheet.people("authors" if name == "author" else name, found, more)


def _about(person: Item) -> dict[str, Value]:
    """An author's ORCID and affiliation, where they are given."""
    about: dict[str, Value] = {}
    orcid = _text(person.get("ORCID") or person.get("orcid"))
    found = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]\Z", orcid)
    if found:
        about["orcid"] = found[0]
    places = person.get("affiliation")
    listed = places if isinstance(places, list) else [places]
    said = (place.get("name") if isinstance(place, dict) else place for place in listed)
    affiliation = "; ".join(name for place in said if (name := plain(_text(place))))
    if affiliation:
        about["affiliation"] = affiliation
    return about


def _date(sheet: Sheet, item: Item) -> None:
    """The first date that the item gives, of `issued` and what Crossref has in its place."""
    given = [item.pop(name) for name in _DATES if name in item]
    status = _text(item.get("status"))
    for value in given:
        date = _one_date(sheet, value)
        if date is not None:
            sheet.date(date)
            return
    sheet.date(dates.read_loose(status) if status else None)


def _one_date(sheet: Sheet, value: object) -> Date | None:
    if not isinstance(value, dict):
        return sheet.dated(_text(value))
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [text for part in first if (text := _text(part)).isdecimal() and text.isascii()]
    if numbers:
        for length in (3, 2, 1):
            date = dates.parse("-".join(number.zfill(2) for number in numbers[:length]))
            if date is not None:
                return date
    return sheet.dated(_text(value.get("raw") or value.get("literal")))


def _identifiers(sheet: Sheet, item: Item) -> None:
    sheet.identify("doi", _text(item.pop("DOI", None) or item.pop("doi", None)))
    for name in ("ISBN", "ISSN"):
        value = item.pop(name, None)
        for part in value if isinstance(value, list) else re.split(r"[,;]\s*|\s+(?=[\dX-]{8,})", _text(value)):
            sheet.identify(name.lower(), _text(part))
    sheet.identify("pmid", _text(item.pop("PMID", None)))
    pmcid = _text(item.pop("PMCID", None))
    if pmcid:
        sheet.link("pmc", f"https://www.ncbi.nlm.nih.gov/pmc/articles/{pmcid}/")
    archive, place = _text(item.get("archive")), _text(item.get("archive_location")) or _text(item.get("number"))
    arxiv = _text(item.pop("arXiv", None))
    if not arxiv and ("arxiv" in archive.lower() or place.lower().startswith("arxiv:")):
        arxiv = place
        item.pop("archive", None)
        item.pop("archive_location" if item.get("archive_location") else "number", None)
    sheet.identify("arxiv", re.sub(r"\s*\[.*\]\s*\Z", "", arxiv))
    sheet.link("html", _text(item.pop("URL", None)), "url")


def _kind(sheet: Sheet, item: Item) -> str:
    """Our word for the item's type; what that does not say is kept."""
    said = _text(item.pop("type", None))
    kind = _TYPES.get(said, "other")
    genre = plain(_text(item.pop("genre", None)))
    if kind == "thesis" and _MASTERS.search(genre):
        kind = "mastersthesis"
    sheet.keep("type", "" if genre.lower() == "preprint" else genre)
    if said and said not in _SAID_AS_WELL:
        sheet.keep("entry_type", said)
    return kind


def _numbers(sheet: Sheet, item: Item, kind: str) -> None:
    issue = _text(item.pop("issue", None))
    number = _text(item.pop("number", None) or item.pop("collection-number", None))
    journal = item.pop("journal-issue", None)
    if not issue and isinstance(journal, dict):
        issue = _text(journal.get("issue"))
    sheet.put("issue", issue)
    sheet.put("issue" if kind == "article" and not issue else "number", number, "number")
    pages = _text(item.pop("page", None)) or _text(item.pop("article-number", None))
    sheet.put("pages", page_range.dashed(plain(pages), "–"))


def _rest(sheet: Sheet, item: Item) -> None:
    """All other variables, as text; what is not a text is about the record."""
    for name, value in item.items():
        if name not in _IGNORED and isinstance(value, str | int | float) and not isinstance(value, bool):
            sheet.keep(name, plain(_text(value)))
