"""BibTeX and biblatex files, as found in the wild, into records.

`bibtex_syntax` finds the entries, `bibtex_fields` says what their fields mean; this module knows the kinds of
entries and what they inherit from each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers import bibtex_fields, bibtex_syntax, units
from oeuvre.importers.bibtex_text import text
from oeuvre.importers.decoding import decode
from oeuvre.importers.record import Parsed, Record, Refusal
from oeuvre.importers.sheet import Sheet

if TYPE_CHECKING:
    from oeuvre.importers.bibtex_syntax import Entry

_TYPES = {
    "article": "article", "suppperiodical": "article", "periodical": "other", "inproceedings": "inproceedings",
    "conference": "inproceedings", "proceedings": "proceedings", "mvproceedings": "proceedings", "book": "book",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
    "booklet": "book", "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inreference": "chapter", "phdthesis": "thesis", "thesis": "thesis",
    "mastersthesis": "mastersthesis", "bachelorsthesis": "thesis", "techreport": "report", "report": "report",
    "manual": "report", "unpublished": "manuscript", "online": "other", "electronic": "other", "www": "other",
    "misc": "other", "dataset": "dataset", "data": "dataset", "software": "software", "patent": "patent",
    "preprint": "preprint", "talk": "talk", "presentation": "talk", "poster": "poster", "review": "review",
    "workshop": "workshop", "blog": "blog", "standard": "report",
}  # fmt: skip
"""Entry types of BibTeX and biblatex, and those that people invent, by our own words for them; others are `other`."""

_COMMON = (
    "article inproceedings conference proceedings book incollection phdthesis thesis mastersthesis techreport report "
    "unpublished misc dataset software patent preprint talk poster review workshop blog online"
)
_SAID_AS_WELL = frozenset(_COMMON.split())
"""Types that our own word holds whole; of the others the original is kept in `extra`."""

_MAY_BE_PREPRINT = frozenset(("article", "other", "manuscript", "report"))

_SETTINGS = {
    "xdata": "it holds fields for other entries and is not a paper",
    "set": "it groups other entries and is not a paper",
    "ieeetranbstctl": "it is a setting of a bibliography style and not a paper",
    "control": "it is a setting of a bibliography style and not a paper",
    "revtex-control": "it is a setting of a bibliography style and not a paper",
}
_MASTERS = re.compile(r"mathesis|master|m\.?\s?(?:sc|a|s|phil)\b|diplom|magister|mestrado|tesina", re.IGNORECASE)
_DEFAULT_TYPES = frozenset(("phdthesis", "mathesis", "ph.d. thesis", "phd thesis", "techreport", "technical report"))
_OWN = (
    "title subtitle titleaddon shorttitle author abstract doi url eprint pages crossref xref xdata ids entryset key "
    "label keywords note selected pdf html code slides poster video preview bibtex_show abbr"
)
_NOT_INHERITED = frozenset(_OWN.split())
_MOST_PARENTS = 8
_IN_MATH = re.compile(
    r"\\ifmmode(?![A-Za-z])(?:(?!\\else|\\fi)[\s\S]){0,200}\\else\s*((?:(?!\\fi)[\s\S]){0,200})\\fi(?![A-Za-z])(?:\{\})?"
)
"""What the American Physical Society's exports write for an accent: only the part outside of math is meant."""


def parse(data: bytes, name: str) -> Parsed:
    """All papers in a .bib file, in its order. Never raises: what cannot be read is refused with its line."""
    whole, findings = decode(data, name)
    source = bibtex_syntax.read(whole)
    for line, key, severity, message, rule in source.problems:
        findings.append(Finding(name, line, 1, severity, f"{key}: {message}" if key else message, rule))
    refused = [Refusal(key, line, reason) for key, line, reason in source.broken]
    records: list[Record] = []
    keys: set[str] = set()
    left_out: dict[str, int] = {}
    by_key = {entry.key.lower(): entry for entry in reversed(source.entries)}
    for entry in source.entries:
        if entry.type in _SETTINGS:
            reason = f"line {entry.line}: this is @{entry.type}: {_SETTINGS[entry.type]}"
            refused.append(Refusal(entry.key, entry.line, reason))
            continue
        sheet = _sheet(entry, by_key, keys, name)
        records.append(sheet.record())
        findings += sheet.findings
        for field in sheet.left_out:
            left_out[field] = left_out.get(field, 0) + 1
    if not source.entries and not refused:
        message = "no entry was found; see whether this is a BibTeX file"
        findings.append(Finding(name, 1, 1, "warning", message, "import/empty"))
    if left_out:
        told = ", ".join(f"{field} ({count})" for field, count in sorted(left_out.items()))
        message = f"fields about the file and not about the paper were left out: {told}"
        findings.append(Finding(name, 1, 1, "note", message, "import/left-out"))
    findings.sort(key=lambda finding: finding.line)
    return Parsed(tuple(records), tuple(refused), tuple(findings))


def _sheet(entry: Entry, by_key: dict[str, Entry], keys: set[str], name: str) -> Sheet:
    sheet = Sheet(name, entry.key, entry.line)
    if entry.key and entry.key.lower() not in keys:
        sheet.put("citation_key", entry.key)
    elif entry.key:
        message = "the key stands twice in this file; both papers were read, the second without this key"
        sheet.tell("warning", message, "duplicate-key")
    keys.add(entry.key.lower())
    fields = _inherited(sheet, entry, by_key)
    kind = _kind(sheet, entry.type, fields)
    bibtex_fields.fill(sheet, entry.type, fields)
    if kind in _MAY_BE_PREPRINT and sheet.is_preprint():
        kind = "preprint"
    sheet.put("type", kind)
    return sheet


def _kind(sheet: Sheet, entry_type: str, fields: dict[str, str]) -> str:
    """Our word for the entry's type; what that does not say is kept."""
    kind = _TYPES.get(entry_type, "other")
    said = text(fields.pop("type", ""))
    if kind == "thesis" and _MASTERS.search(said):
        kind = "mastersthesis"
    if said and said.lower() not in _DEFAULT_TYPES:
        sheet.keep("type", said)
    if fields.get("entrysubtype", "").strip().lower() in ("magazine", "newspaper"):
        kind = "magazine"
    if entry_type not in _SAID_AS_WELL:
        sheet.keep("entry_type", entry_type)
    return kind


def _inherited(sheet: Sheet, entry: Entry, by_key: dict[str, Entry]) -> dict[str, str]:
    """The entry's fields with what it takes over: all of its `xdata`, and of its `crossref` what belongs to the whole.

    The title of the whole is the `booktitle` of its part (biblatex manual, 2.4.1.1 and appendix B).
    """
    fields = {field: _tidy(value) if "\\" in value else value for field, value in entry.fields.items()}
    if "crossref" not in fields and "xdata" not in fields:
        return fields
    seen = {entry.key.lower()}
    waiting = _parents(sheet, fields, seen, by_key)
    while waiting and len(seen) <= _MOST_PARENTS:
        how, parent = waiting.pop(0)
        given = dict(parent.fields)
        if how == "crossref":
            if "booktitle" not in given and entry.type in bibtex_fields.IN_BOOKS:
                given |= {f"book{part}": given[part] for part in ("title", "subtitle") if part in given}
            if parent.type in ("book", "mvbook") and entry.type == "inbook":
                fields.setdefault("author", given.get("author", ""))
            given = {field: value for field, value in given.items() if field not in _NOT_INHERITED}
        fields = given | fields
        waiting += _parents(sheet, dict(parent.fields), seen, by_key)
    return fields


def _tidy(value: str) -> str:
    """What programs write that nobody means: accents twice, in and out of math, and units by their macros."""
    return units.spelt(_IN_MATH.sub(r"{\1}", value))


def _parents(
    sheet: Sheet, fields: dict[str, str], seen: set[str], by_key: dict[str, Entry]
) -> list[tuple[str, Entry]]:
    """The entries that these fields point to; the pointing fields are taken out."""
    found = []
    for how in ("xdata", "crossref"):
        for key in re.split(r"\s*,\s*", fields.pop(how, "").strip(" {}")):
            parent = by_key.get(key.lower())
            if parent and key.lower() not in seen:
                seen.add(key.lower())
                found.append((how, parent))
            elif key and not parent:
                message = f'{how} = "{key}" names no entry of this file, and nothing was taken over; add that entry'
                sheet.tell("warning", message, "crossref")
    return found
