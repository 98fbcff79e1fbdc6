"""The publications on a person's page at DBLP, by the person's PID (`65/9612`).

Source: "The dblp Computer Science Bibliography: XML requests", and the paper on DBLP's records (M. Ley, 2009).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Parsed, Refusal
from oeuvre.importers.sheet import Sheet
from oeuvre.text import dates, names, page_range, xml_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from oeuvre.importers.asking import Asking
    from oeuvre.model import Name
    from oeuvre.text.emit import Value

_PID = re.compile(
    r"(?:https?://(?:www\.)?dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/pid/)?([\w-]+/[\w-]+?)(?:\.\w+)?\Z", re.ASCII
)
_TYPES = {
    "article": "article", "inproceedings": "inproceedings", "proceedings": "proceedings", "book": "book",
    "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "mastersthesis", "data": "dataset",
}  # fmt: skip
_STYLES = {"i": "textit", "sub": "textsubscript", "sup": "textsuperscript", "tt": "texttt"}
_COMMENTS = frozenset(("crossref", "cite", "note", "cdrom", "stream", "rel", "ee-type", "month-of"))
_CORR = re.compile(r"abs/(.+)\Z")
_HOMONYM = re.compile(r" \d{4}\Z")
_TEXTS = {
    "volume": "volume", "number": "issue", "publisher": "publisher", "series": "series", "school": "institution",
    "address": "address",
}  # fmt: skip
_PLAIN = frozenset(("author", "editor", "title", "year", "month", "pages", "ee", "url", "journal", "booktitle", "isbn"))


def ask(ids: Sequence[str]) -> Asking:
    """The page of each person."""
    documents, refused = [], []
    for said in ids:
        found = _PID.match(said.strip())
        if not found:
            reason = f'"{said}" is no PID of DBLP; write it as in the address of the page: 65/9612'
            refused.append(Refusal(said, 0, reason))
            continue
        answer = yield Request("dblp", f"pid/{quote(found[1])}.xml")
        if answer is None:
            refused.append(Refusal(said, 0, "DBLP has no person of this PID; see that it is right"))
        else:
            documents.append(answer)
    return Found(tuple(documents), tuple(refused))


def parse(data: bytes, name: str) -> Parsed:
    """The records of a person's page, each in an `<r>`."""
    try:
        root = xml_tree.parse(data)
    except ValueError as error:
        return Parsed((), (Refusal(name, 0, f"{error}; try again later"),))
    records, findings = [], []
    for holder in root.iter("r"):
        for entry in holder:
            sheet = Sheet(name, entry.get("key", ""), 0)
            _fill(sheet, entry)
            records.append(sheet.record())
            findings += sheet.findings
    return Parsed(tuple(records), (), tuple(findings))


def _fill(sheet: Sheet, entry: Element) -> None:
    sheet.put("title", _title(entry.find("title")))
    for ours, theirs in (("authors", "author"), ("editor", "editor")):
        _people(sheet, ours, entry.findall(theirs))
    year, month = (xml_tree.text(entry.find(part)) for part in ("year", "month"))
    sheet.date(dates.read_loose(f"{month} {year}") or dates.parse(year))
    for link in entry.findall("ee"):
        sheet.link("html", xml_tree.text(link), "ee")
    for isbn in entry.findall("isbn"):
        sheet.identify("isbn", xml_tree.text(isbn))
    _venue(sheet, entry)
    for child in entry:
        text = xml_tree.text(child)
        if child.tag in _TEXTS:
            sheet.put(_TEXTS[child.tag], text)
        elif child.tag == "note" or (child.tag not in _PLAIN and child.tag not in _COMMENTS):
            sheet.keep(child.tag, text)
    kind = _TYPES.get(entry.tag, "other")
    if kind == "other":
        sheet.keep("entry_type", entry.tag)
    sheet.put("pages", page_range.dashed(xml_tree.text(entry.find("pages")), "–"))
    sheet.put("type", "preprint" if kind == "article" and sheet.is_preprint() else kind)


def _venue(sheet: Sheet, entry: Element) -> None:
    """CoRR is arXiv, and its volume is the paper's id there."""
    volume = entry.find("volume")
    journal = xml_tree.text(entry.find("journal"))
    found = _CORR.match(xml_tree.text(volume)) if volume is not None else None
    if journal == "CoRR" and found and volume is not None and sheet.identify("arxiv", found[1]):
        entry.remove(volume)
    else:
        sheet.put("venue", journal)
    sheet.put("venue", xml_tree.text(entry.find("booktitle")))


def _people(sheet: Sheet, field: str, listed: list[Element]) -> None:
    """Names without the number by which DBLP tells people of one name apart."""
    people: list[Name] = []
    more: dict[int, dict[str, Value]] = {}
    for one in listed:
        said = _HOMONYM.sub("", xml_tree.text(one))
        if said:
            orcid = one.get("orcid", "")
            more[len(people)] = {"orcid": orcid} if orcid else {}
            people.append(names.parse(said))
    if people:
        sheet.people(field, people, more)


def _title(element: Element | None) -> str:
    """The title with its markup as LaTeX, without the full stop that DBLP ends it with."""
    if element is None:
        return ""
    text = " ".join(_marked(element).split())
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _marked(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        style = _STYLES.get(child.tag, "")
        inner = _marked(child)
        parts.append(f"\\{style}{{{inner}}}" if style else inner)
        parts.append(child.tail or "")
    return "".join(parts)
