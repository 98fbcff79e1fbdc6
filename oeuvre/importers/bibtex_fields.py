r"""What the fields of a BibTeX or biblatex entry say in front matter: tables, and a step for each field that needs one.

Sources: btxdoc 3.2, the biblatex manual 2.2, and al-folio's own fields (its `_layouts/bib.liquid`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.importers import bibtex_ids, bibtex_names, language
from oeuvre.importers.bibtex_text import address, addresses, only_address, text
from oeuvre.importers.prose import block
from oeuvre.text import dates, page_range

if TYPE_CHECKING:
    from oeuvre.importers.sheet import Sheet
    from oeuvre.model import Date

Fields = dict[str, str]

_TEXTS = {
    "volume": "volume", "publisher": "publisher", "series": "series", "edition": "edition", "abbr": "venue_short",
    "shortjournal": "venue_short", "address": "address", "location": "address", "school": "institution",
    "institution": "institution", "eid": "pages", "articleno": "pages", "article-number": "pages",
}  # fmt: skip
_BUTTONS = (
    "html url link weburl pdf webpdf code slides poster video website project demo blog data dataset model supp "
    "supplement supplementary preprint_url talk press doi_url openreview conference_url software"
)
_LINKS = _BUTTONS.split()
_LABELS = {"url": "html", "link": "html", "weburl": "html", "webpdf": "pdf", "dataset": "data"}
_ASIDE = (
    "file localfile local-url date-added date-modified timestamp owner urldate lastchecked biburl bibsource groups "
    "__markedentry rating ranking readstatus read printed priority qualityassured relevance added-at modified-at "
    "interhash intrahash username creationdate modificationdate bibtex_show sortkey sortname sorttitle sortyear "
    "presort options execute key hyphenation bdsk-color"
)
_IGNORED = frozenset(_ASIDE.split())
"""What is about the file, the reader's own desk, or the order of somebody's list, and not about the paper."""

_IGNORED_PATTERN = re.compile(
    r"(?:bdsk-(?!url)|mendeley-|citeulike-|opt|alt(?=author|editor)|jabref|comment-).*|\w*_show"
)
_EDTF = re.compile(r"\s*([12]\d{3}(?:-\d\d){0,2})[~?%]?\s*(?:/\s*(.*))?\Z")
_SEASON = re.compile(r"([12]\d{3})-(?:2[1-4]|3\d|4[01])\Z")


def fill(sheet: Sheet, kind: str, fields: Fields) -> None:
    """Everything that the entry says, into the sheet. `fields` is used up."""
    left_out = [name for name in fields if name in _IGNORED or _IGNORED_PATTERN.match(name)]
    for name in left_out:
        if fields.pop(name).strip() and name != "bibtex_show":
            sheet.left_out.append(name)
    _title(sheet, kind, fields)
    _people(sheet, kind, fields)
    sheet.date(_date(sheet, fields))
    bibtex_ids.identifiers(sheet, fields)
    _venue(sheet, kind, fields)
    _numbers(sheet, kind, fields)
    _words(sheet, fields)
    for name in _LINKS:
        if name in fields:
            for part in addresses(fields.pop(name)):
                sheet.link(_LABELS.get(name, name), part, name)
    for name in [name for name in fields if name.startswith("bdsk-url-")]:
        found = address(fields.pop(name))
        sheet.link("pdf" if found.lower().endswith(".pdf") else "html", found, name.removeprefix("bdsk-"))
    for name, target in _TEXTS.items():
        if name in fields:
            sheet.put(target, text(fields.pop(name)), name)
    if kind in IN_BOOKS and "publisher" not in sheet.fields:
        sheet.put("publisher", text(fields.pop("organization", "")))
    _rest(sheet, fields)


def _title(sheet: Sheet, kind: str, fields: Fields) -> None:
    """Title and subtitle; that of a whole book may stand in `booktitle`, for the sake of its parts."""
    title, subtitle = text(fields.pop("title", "")), text(fields.pop("subtitle", ""))
    if kind in _WHOLE_BOOKS:
        book, more = text(fields.pop("booktitle", "")), text(fields.pop("booksubtitle", ""))
        title, subtitle = (title, subtitle) if title else (book, subtitle or more)
        sheet.keep("booktitle", "" if book == title else book)
    if title and subtitle:
        title += (" " if title[-1] in ":?!.–—" else ": ") + subtitle
    sheet.put("title", title or subtitle)


_WHOLE_BOOKS = frozenset(
    ("book", "mvbook", "proceedings", "mvproceedings", "collection", "mvcollection", "reference", "mvreference")
)


_BY_ORGANIZATIONS = frozenset(("manual", "online", "electronic", "misc", "proceedings"))
"""Types in which the organization stands for the authors that are not named (btxdoc, 3.2)."""


def _people(sheet: Sheet, kind: str, fields: Fields) -> None:
    if not (fields.get("author") or fields.get("editor")) and kind in _BY_ORGANIZATIONS and fields.get("organization"):
        fields["author"] = f"{{{fields.pop('organization')}}}"
    for field, target in (("author", "authors"), ("editor", "editor")):
        raw = fields.pop(field, "")
        if not raw.strip():
            continue
        found = bibtex_names.people(raw)
        equal = found.starred if len(found.starred) > 1 else ()
        sheet.people(target, found.names, {place: {"equal": "true"} for place in equal})
        if found.et_al and target == "authors":
            sheet.fields["et_al"] = "true"
        if found.marked or (found.starred and not equal):
            message = f'marks such as * or † were taken off the names in "{field}"; say in the note what they meant'
            sheet.tell("note", message, "name-mark")
        if found.et_al and target == "editor":
            sheet.keep("editor", "and others")


def _date(sheet: Sheet, fields: Fields) -> Date | None:
    """`date` in biblatex's form (EDTF level 1), else year, month and day; of a span, its beginning."""
    raw = fields.pop("date", "").strip(" {}")
    year, month, day = (text(fields.pop(name, "")) for name in ("year", "month", "day"))
    if raw:
        found = _EDTF.match(raw)
        first = found[1] if found else raw
        season = _SEASON.match(first)
        date = dates.read_loose(season[1] if season else first)
        if date is None or season or first != raw:
            sheet.keep("date", raw)
        if date is not None:
            return date
    if not year:
        return sheet.dated(f"{day} {month}".strip())
    if month.isdecimal() and not day:
        return sheet.dated(f"{year}-{month}")
    return sheet.dated(" ".join(f"{day} {month} {year}".split()))


def _venue(sheet: Sheet, kind: str, fields: Fields) -> None:
    """Where the paper appeared. That arXiv is a journal is not said twice: the id says it."""
    names = ["journal", "journaltitle", "booktitle", "eventtitle", "maintitle", "issuetitle"]
    if kind in IN_BOOKS:
        names = ["booktitle", *names]
    for name in names:
        venue = text(fields.pop(name, ""))
        if name == "booktitle" and (subtitle := text(fields.pop("booksubtitle", ""))):
            venue += f": {subtitle}"
        if bibtex_ids.is_arxiv(sheet, venue, fields):
            continue
        if venue and "venue" not in sheet.fields:
            sheet.put("venue", venue)
        else:
            sheet.keep(name, venue)


IN_BOOKS = frozenset(("inproceedings", "conference", "incollection", "inbook", "bookinbook", "suppbook", "inreference"))


def _numbers(sheet: Sheet, kind: str, fields: Fields) -> None:
    """A `number` counts issues of a journal, else reports, patents or volumes of a series; pages get a real dash."""
    number, issue = text(fields.pop("number", "")), text(fields.pop("issue", ""))
    journal = kind in ("article", "periodical", "suppperiodical", "review")
    if journal or not number:
        sheet.put("issue", number or issue)
        sheet.keep("issue", "" if number in ("", issue) else issue)
    else:
        sheet.put("number", number)
        sheet.put("issue", issue)
    sheet.put("pages", page_range.dashed(text(fields.pop("pages", "") or fields.pop("page", "")), "–"))


def _words(sheet: Sheet, fields: Fields) -> None:
    """Abstract, keywords, award, language, notes and flags."""
    sheet.abstract = block(fields.pop("abstract", ""))
    words = text(fields.pop("keywords", "") or fields.pop("keyword", "") or fields.pop("tags", ""))
    parts = words.split(";" if ";" in words else ",")
    sheet.fields["keywords"] = [*dict.fromkeys(word for part in parts if (word := part.strip(" .,")))]
    award = [part for name in ("award_name", "award") if (part := text(fields.pop(name, "")))]
    sheet.put("award", ": ".join(dict.fromkeys(award)))
    if fields.get("selected", "").strip().lower() in ("true", "yes", "1", "false", "no", "0", ""):
        selected = fields.pop("selected", "").strip().lower()
        sheet.put("selected", "true" if selected in ("true", "yes", "1") else "")
    _language(sheet, fields)
    _notes(sheet, fields)


def _language(sheet: Sheet, fields: Fields) -> None:
    for name in ("language", "langid"):
        said = text(fields.pop(name, ""))
        lang = language.tag(said)
        if not lang or sheet.fields.setdefault("lang", lang) != lang:
            sheet.keep(name, said)


def _notes(sheet: Sheet, fields: Fields) -> None:
    r"""Notes, joined; one that is nothing but an address, `\url{…}`, becomes a link."""
    notes = []
    for name in ("note", "annotation", "additional_info", "howpublished"):
        raw = fields.pop(name, "")
        if only := only_address(raw):
            sheet.link("html", only)
        elif name == "howpublished" and "venue" not in sheet.fields and not sheet.preprint:
            said = text(raw)
            sheet.put("venue", "" if bibtex_ids.is_arxiv(sheet, said, {}) else said)
        elif raw.strip():
            notes.append(text(raw))
    sheet.put("note", "; ".join(dict.fromkeys(notes)))


def _rest(sheet: Sheet, fields: Fields) -> None:
    """All other fields: addresses become links under the field's own name, the rest goes to `extra`."""
    image = address(fields.pop("preview", ""))
    if image:
        sheet.link("preview", image)
    for name, raw in fields.items():
        if re.match(r"https?://\S+\Z", address(raw)):
            sheet.link(name, address(raw))
        else:
            sheet.keep(name, text(raw))
