"""RIS files, as databases and reference managers write them, into records.

Source: the RIS format specification of Reference Manager (2011) and EndNote's list of tags.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.errors import Finding
from oeuvre.importers import language
from oeuvre.importers.decoding import decode
from oeuvre.importers.prose import plain, plain_block
from oeuvre.importers.record import Parsed, Record, Refusal
from oeuvre.importers.sheet import Sheet
from oeuvre.model import Date, Name
from oeuvre.text import dates, names, page_range

_TYPES = {row.ris: row.type for row in reversed(ENTRY_TYPES.values())} | {
    "JFULL": "article", "EJOUR": "article", "INPR": "article", "ABST": "article", "CONF": "inproceedings",
    "ECHAP": "chapter", "ENCYC": "chapter", "DICT": "chapter", "EBOOK": "book", "EDBOOK": "book", "CLSWK": "book",
    "DBASE": "dataset", "AGGR": "dataset", "STAND": "report", "GOVDOC": "report", "NEWS": "magazine",
    "MANSCPT": "manuscript", "UNPB": "manuscript", "SLIDE": "talk", "GEN": "other",
}  # fmt: skip
"""RIS types by our own words for them; all others are `other`."""

_SAID_AS_WELL = frozenset({row.ris for row in ENTRY_TYPES.values()} | {"JFULL", "EJOUR", "CONF", "NEWS"})
_TEXTS = {
    "T2": "venue", "JF": "venue", "JO": "venue", "BT": "venue", "JA": "venue_short", "J2": "venue_short",
    "J1": "venue_short", "T3": "series", "VL": "volume", "ET": "edition", "CY": "address", "PP": "address",
}  # fmt: skip
_PLAIN_WORKS = ("article", "journal article", "conference paper", "research article", "thesis")
_LINKS = {"UR": "html", "L1": "pdf", "L2": "html", "LK": "html"}
_IGNORED = frozenset(("Y2", "DB", "DP", "RP", "AV", "ID", "L4", "LB", "RD", "TA", "UK", "ER", "CN"))
"""What is about the database, the access or somebody's desk, and not about the paper."""

_TAG = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*\Z)")
_MASTERS = re.compile(r"master|m\.?\s?(?:sc|a|s|phil)\b|diplom", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


class _Entry(NamedTuple):
    """The tags of one record in order, each with its lines, and the line on which the record begins."""

    line: int
    tags: list[tuple[str, list[str]]]

    def texts(self) -> dict[str, list[str]]:
        """The texts by their tags, in the order of the file; empty ones are left out."""
        found: dict[str, list[str]] = {}
        for tag, lines in self.tags:
            if text := "\n".join(lines).strip():
                found.setdefault(tag, []).append(text)
        return found


def parse(data: bytes, name: str) -> Parsed:
    """All papers in a RIS file. Never raises: what stands outside of any record is refused with its line."""
    text, findings = decode(data, name)
    entries, refused, found = _entries(text, name)
    findings += found
    records: list[Record] = []
    for entry in entries:
        tags = entry.texts()
        key = (tags.get("ID") or tags.get("LB") or [""])[0].split("\n")[0]
        if not tags.keys() - {"TY"}:
            reason = f"line {entry.line}: the record says nothing but its type; add TI, AU and PY"
            refused.append(Refusal(key, entry.line, reason))
            continue
        sheet = Sheet(name, key, entry.line)
        _fill(sheet, tags)
        records.append(sheet.record())
        findings += sheet.findings
    return Parsed(tuple(records), tuple(refused), tuple(findings))


def _entries(text: str, name: str) -> tuple[list[_Entry], list[Refusal], list[Finding]]:
    """Records from TY to ER. A new TY ends a record without ER; a line without a tag goes on with the line before."""
    entries: list[_Entry] = []
    refused: list[Refusal] = []
    findings: list[Finding] = []
    current: _Entry | None = None
    outside = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line.lstrip("\ufeff "))
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if current:
                message = "the record before this line has no ER; it was read up to here"
                findings.append(Finding(name, number, 1, "note", message, "import/missing-end"))
            current = _Entry(number, [("TY", [value])])
            entries.append(current)
        elif tag == "ER":
            current = None
        elif not current:
            outside = outside or (number if tag else 0)
        elif tag:
            current.tags.append((tag, [value]))
        else:
            current.tags[-1][1].append(value)
    if outside:
        reason = f"line {outside}: this stands in no record; begin each record with TY and end it with ER"
        refused.append(Refusal("", outside, reason))
    if not entries and not refused:
        message = "no record was found; see whether this is a RIS file"
        findings.append(Finding(name, 1, 1, "warning", message, "import/empty"))
    return entries, refused, findings


def _fill(sheet: Sheet, tags: dict[str, list[str]]) -> None:
    """Everything that a record says, into the sheet. `tags` is used up."""

    def take(*wanted: str) -> list[str]:
        return [text for tag in wanted for text in tags.pop(tag, ())]

    said = take("TY")[0] if "TY" in tags else ""
    kind = _kind(sheet, said, take("M3"))
    titles = [plain(text) for text in take("TI", "T1", "CT")]
    if not titles and kind in ("book", "proceedings"):
        titles = [plain(text) for text in take("BT", "T2")]
    for title in titles:
        sheet.put("title", title)
    in_book = kind in ("chapter", "inproceedings", "book", "proceedings")
    _people(sheet, "authors", take("AU", "A1"))
    _people(sheet, "editor", take("ED", *(["A2"] if in_book else [])))
    _date(sheet, take("PY", "Y1"), take("DA"), in_press=said == "INPR")
    for text in take("DO"):
        sheet.identify("doi", text)
    for text in take("SN"):
        _serial(sheet, text)
    _numbers(sheet, kind, take("IS"), take("M1"))
    _pages(sheet, take("SP"), take("EP"), take("C7"))
    for tag, field in _TEXTS.items():
        for text in take(tag):
            short = tag == "JO" and "venue" in sheet.fields
            sheet.put("venue_short" if short else field, plain(text), tag)
    for text in take("PB"):
        sheet.put("institution" if kind in ("thesis", "mastersthesis", "report") else "publisher", plain(text), "PB")
    for tag, label in _LINKS.items():
        for text in take(tag):
            for part in re.split(r"[\s;]+(?=https?://)", text):
                sheet.link(label, part, tag.lower())
    sheet.abstract = plain_block("\n\n".join(dict.fromkeys(take("AB", "N2"))))
    keywords = [word for text in take("KW") for part in re.split(r"[\n;]", text) if (word := plain(part))]
    sheet.fields["keywords"] = [*dict.fromkeys(keywords)]
    for text in take("LA"):
        lang = language.tag(text)
        sheet.put("lang", lang)
        sheet.keep("language", "" if lang else text)
    _notes(sheet, take("N1"))
    for tag, texts in tags.items():
        for text in texts:
            if tag not in _IGNORED:
                sheet.keep(tag, plain(text))
    if kind in ("article", "other", "manuscript", "report") and sheet.is_preprint():
        kind = "preprint"
    sheet.put("type", kind)


def _kind(sheet: Sheet, said: str, works: list[str]) -> str:
    """Our word for the record's type; what that does not say is kept."""
    kind = _TYPES.get(said.upper(), "other")
    for work in works:
        if kind == "thesis" and _MASTERS.search(work):
            kind = "mastersthesis"
        if work.lower() not in _PLAIN_WORKS:
            sheet.keep("M3", plain(work))
    if said and said.upper() not in _SAID_AS_WELL:
        sheet.keep("entry_type", said)
    return kind


def _people(sheet: Sheet, field: str, texts: list[str]) -> None:
    """One name a tag, `Last, First, Suffix`; some programs put several into one, parted by semicolons."""
    found: list[Name] = []
    for text in texts:
        for part in re.split(r"\s*[;\n]\s*", plain(text) if "\n" not in text else text):
            if part.lower().rstrip(".") in ("et al", "others"):
                sheet.put("et_al", "true")
            elif part.strip(" ,"):
                found.append(_name(part.strip(" ,")))
    if found:
        sheet.people(field, found)


def _name(text: str) -> Name:
    """One name; RIS puts the suffix last, `King, Martin Luther, Jr.`."""
    parts = [part.strip() for part in text.split(",")]
    return names.parse(f"{parts[0]}, {parts[2]}, {parts[1]}" if len(parts) == 3 and parts[2] else text)


def _date(sheet: Sheet, years: list[str], days: list[str], *, in_press: bool) -> None:
    """`YYYY/MM/DD/other`, each part but the year may be empty; DA is more exact than PY where their years agree."""
    main = [date for text in years if (date := _one_date(sheet, text)) is not None]
    exact = [date for text in days if (date := _one_date(sheet, text)) is not None]
    fitting = [date for date in exact if not main or date.year == main[0].year]
    best = [*fitting, *main] or ([Date(0)] if in_press else [])
    sheet.date(best[0] if best else None)


def _one_date(sheet: Sheet, text: str) -> Date | None:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 1 and parts[0].isdecimal() and len(parts[0]) == 4:
        numbers = []
        for part in parts[:3]:
            if not part.isdecimal():
                break
            numbers.append(part)
        for length in range(len(numbers), 0, -1):
            date = dates.parse("-".join(number.zfill(2) for number in numbers[:length]))
            if date is not None:
                return date
    return sheet.dated(text)


def _serial(sheet: Sheet, text: str) -> None:
    """An ISSN or ISBN, or several in one tag: `1234-5679 (Print) 2345-678X (Linking)`."""
    isbns = _ISBN.findall(text)
    for isbn in isbns:
        sheet.identify("isbn", isbn)
    issns = [] if isbns else _ISSN.findall(text)
    for issn in issns:
        sheet.identify("issn", issn if "-" in issn else f"{issn[:4]}-{issn[4:]}")
    if not isbns and not issns:
        sheet.keep("SN", text)


def _numbers(sheet: Sheet, kind: str, issues: list[str], numbers: list[str]) -> None:
    for text in issues:
        sheet.put("issue" if kind in ("article", "magazine", "review", "other") else "number", plain(text), "IS")
    for text in numbers:
        sheet.put("number" if kind in ("report", "patent", "talk") else "issue", plain(text), "M1")


def _pages(sheet: Sheet, first: list[str], last: list[str], article: list[str]) -> None:
    """First and last page in tags of their own, or all of it in the first; else the number of the article."""
    start, end = plain(first[0]) if first else "", plain(last[0]) if last else ""
    pages = f"{start}–{end}" if start and end and start != end and "-" not in start else start or end
    sheet.put("pages", page_range.dashed(pages, "–"))
    for text in article:
        sheet.put("pages", plain(text), "C7")


def _notes(sheet: Sheet, notes: list[str]) -> None:
    """Notes, joined; PubMed ids and arXiv ids that stand in notes are taken out of them."""
    left = []
    for note in notes:
        found = re.fullmatch(r"(?:PMID|PubMed ID):?\s*(\d+)", note.strip(), re.IGNORECASE)
        arxiv = re.fullmatch(r"arXiv:\s*(\S+)(?:\s*\[[^\]]*\])?", note.strip(), re.IGNORECASE)
        if found:
            sheet.identify("pmid", found[1])
        elif arxiv:
            sheet.identify("arxiv", arxiv[1])
        else:
            left.append(plain(note))
    sheet.put("note", "; ".join(left))
