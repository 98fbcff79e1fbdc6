"""Papers by their arXiv ids, from the Atom feeds of the arXiv API.

Source: the arXiv API user's manual (5.2, details of Atom results returned).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre.categories import ARXIV
from oeuvre.importers import asking, prose
from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Parsed, Refusal
from oeuvre.importers.sheet import Sheet
from oeuvre.text import dates, identifiers, names, xml_tree
from oeuvre.text.latex import from_latex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from oeuvre.importers.asking import Asking
    from oeuvre.model import Name
    from oeuvre.text.emit import Value

_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_AT_ONCE = 100
_ID = re.compile(r"https?://(?:export\.)?arxiv\.org/abs/(.+?)(v\d+)?\Z")


def ask(ids: Sequence[str]) -> Asking:
    """A hundred ids at once. arXiv says nothing of an id that it has not: what is not in the answers is refused."""
    wanted: dict[str, str] = {}
    refused = []
    for said in ids:
        try:
            wanted[identifiers.arxiv(said)] = said
        except ValueError as error:
            refused.append(Refusal(said, 0, str(error)))
    documents = []
    for batch in asking.batches(tuple(wanted), _AT_ONCE):
        listed = ",".join(quote(one) for one in batch)
        answer = yield Request("arxiv", f"query?id_list={listed}&max_results={len(batch)}")
        documents.append(answer or b"")
    parsed = [parse(document, "arxiv") for document in documents]
    there = {_bare(record.key) for one in parsed for record in one.records}
    for identifier, said in wanted.items():
        if _bare(identifier) not in there and not any(one.refused for one in parsed):
            refused.append(Refusal(said, 0, "arXiv has no paper of this id; see that it is right"))
    return Found(tuple(documents), tuple(refused))


def parse(data: bytes, name: str) -> Parsed:
    """The entries of a feed. The errors that arXiv sends as entries are refusals."""
    try:
        entries = list(xml_tree.parse(data).iter(f"{_ATOM}entry"))
    except ValueError as error:
        return Parsed((), (Refusal(name, 0, f"{error}; try again later"),))
    records, refused, findings = [], [], []
    for entry in entries:
        found = _ID.match(_text(entry, "id"))
        if not found:
            said = _text(entry, "summary") or _text(entry, "title") or "it says nothing"
            refused.append(Refusal(name, 0, f"it answers with an error: {said}"))
            continue
        sheet = Sheet(name, found[1], 0)
        _fill(sheet, entry, found[1])
        records.append(sheet.record())
        findings += sheet.findings
    return Parsed(tuple(records), tuple(refused), tuple(findings))


def _fill(sheet: Sheet, entry: Element, identifier: str) -> None:
    sheet.put("title", from_latex(_text(entry, "title")))
    people: list[Name] = []
    more: dict[int, dict[str, Value]] = {}
    for author in entry.findall(f"{_ATOM}author"):
        places = [from_latex(xml_tree.text(place)) for place in author.findall(f"{_OWN}affiliation")]
        said = from_latex(_text(author, "name"))
        if said:
            more[len(people)] = {"affiliation": "; ".join(places)} if any(places) else {}
            people.append(names.parse(said))
    sheet.people("authors", people, more)
    sheet.date(dates.parse(_text(entry, "published")[:10]))
    sheet.identify("arxiv", identifier)
    for doi in _text(entry, "doi", _OWN).split():
        sheet.identify("doi", doi)
    _categories(sheet, entry)
    for name in ("comment", "journal_ref"):
        sheet.keep(name, from_latex(_text(entry, name, _OWN)))
    for link in entry.findall(f"{_ATOM}link"):
        if link.get("title") not in ("pdf", "doi") and link.get("rel") != "alternate":
            sheet.link("html", link.get("href", ""))
    summary = entry.find(f"{_ATOM}summary")
    sheet.abstract = prose.block("".join(summary.itertext()) if summary is not None else "")
    sheet.put("type", "preprint" if sheet.is_preprint() else "article")


def _categories(sheet: Sheet, entry: Element) -> None:
    """The primary category, then the others; classes of other schemes (MSC, ACM) are kept."""
    primary = entry.find(f"{_OWN}primary_category")
    first = primary.get("term", "") if primary is not None else ""
    terms = [term for each in entry.findall(f"{_ATOM}category") if (term := " ".join(each.get("term", "").split()))]
    known = [term for term in dict.fromkeys([first, *terms]) if term in ARXIV]
    sheet.put("category", known[0] if known else "")
    if len(known) > 1:
        sheet.fields["categories"] = [*known[1:]]
    sheet.keep("classes", "; ".join(term for term in terms if term not in ARXIV))


def _text(element: Element, name: str, space: str = _ATOM) -> str:
    return xml_tree.text(element.find(space + name))


def _bare(identifier: str) -> str:
    return re.sub(r"v\d+\Z", "", identifier)
