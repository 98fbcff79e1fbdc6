"""The works of an author of OpenAlex (`A…` or an ORCID iD), or single works (`W…`).

Source: the OpenAlex documentation, "Work object".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from oeuvre.importers import asking, language, prose
from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Refusal
from oeuvre.text import dates, identifiers, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.importers.asking import Asking
    from oeuvre.importers.record import Parsed
    from oeuvre.importers.sheet import Sheet
    from oeuvre.model import Name
    from oeuvre.text.emit import Value

_AT_ONCE = 200
_MOST_PAGES = 100
_LONGEST = 20_000
"""Words of an abstract at most: a position beyond that is a fault, and would cost memory."""

_MOST_LETTERS = 200_000

_ID = re.compile(
    r"(?:https?://(?:api\.)?openalex\.org/(?:works/|authors/)?)?([AW]\d{1,15})/?\Z", re.IGNORECASE | re.ASCII
)
_TYPES = {
    "article": "article", "journal-article": "article", "preprint": "preprint", "posted-content": "preprint",
    "proceedings-article": "inproceedings", "book": "book", "monograph": "book", "edited-book": "book",
    "book-chapter": "chapter", "dissertation": "thesis", "dataset": "dataset", "report": "report",
    "review": "article", "letter": "article", "editorial": "article", "peer-review": "review", "standard": "report",
    "software": "software", "reference-entry": "chapter",
}  # fmt: skip


def ask(ids: Sequence[str]) -> Asking:
    """Works by their ids one by one, those of an author two hundred at once."""
    documents, refused = [], []
    for said in ids:
        author = _author(said)
        found = _ID.match(said.strip())
        if not author and not found:
            reason = f'"{said}" is no id of OpenAlex; write one as A5023888391 or W2741809807, or an ORCID iD'
            refused.append(Refusal(said, 0, reason))
            continue
        if not author and found:
            answer = yield Request("openalex", f"works/{found[1].upper()}")
            if answer is None:
                refused.append(Refusal(said, 0, "OpenAlex has no work of this id; see that it is right"))
            else:
                documents.append(answer)
            continue
        cursor, got = "*", 0
        for _ in range(_MOST_PAGES):
            path = f"works?filter={author}&per-page={_AT_ONCE}&cursor={quote(cursor)}"
            answer = yield Request("openalex", path)
            documents.append(answer or b"")
            page = asking.load(answer)
            listed = asking.within(page, "results")
            got += len(listed) if isinstance(listed, list) else 0
            cursor = asking.text(asking.within(page, "meta", "next_cursor"))
            if not cursor or not listed:
                break
        if answer is not None and not got and asking.within(page, "results") == []:
            refused.append(Refusal(said, 0, "OpenAlex has no works of this author; see that the id is right"))
    return Found(tuple(documents), tuple(refused))


def _author(said: str) -> str:
    """The filter for an author's works; empty for what is no author."""
    found = _ID.match(said.strip())
    if found and found[1][0] in "Aa":
        return f"author.id:{found[1].upper()}"
    try:
        return f"author.orcid:{identifiers.orcid(said)}" if not found else ""
    except ValueError:
        return ""


def parse(data: bytes, name: str) -> Parsed:
    """A page of works, or one work."""
    return asking.items(data, name, _works, _fill)


def _works(whole: object) -> list[object]:
    listed = asking.within(whole, "results")
    return listed if isinstance(listed, list) else [whole]


def _fill(sheet: Sheet, work: dict[str, Any]) -> None:
    sheet.key = asking.text(work.get("id")).rpartition("/")[2]
    sheet.put("title", prose.plain(asking.text(work.get("title") or work.get("display_name"))))
    _people(sheet, work)
    _date(sheet, work)
    _ids(sheet, work)
    place = work.get("primary_location")
    source = asking.within(place, "source")
    if asking.within(source, "type") != "repository":
        sheet.put("venue", prose.plain(asking.text(asking.within(source, "display_name"))))
        sheet.put("venue_short", prose.plain(asking.text(asking.within(source, "abbreviated_title"))))
        sheet.identify("issn", asking.text(asking.within(source, "issn_l")))
    for name in ("volume", "issue"):
        sheet.put(name, asking.text(asking.within(work.get("biblio"), name)))
    ends = [asking.text(asking.within(work.get("biblio"), f"{end}_page")) for end in ("first", "last")]
    sheet.put("pages", "–".join(dict.fromkeys(end for end in ends if end)))
    sheet.link("html", asking.text(asking.within(place, "landing_page_url")))
    pdf = asking.within(work, "best_oa_location", "pdf_url") or asking.within(place, "pdf_url")
    sheet.link("pdf", asking.text(pdf))
    sheet.put("lang", language.tag(asking.text(work.get("language"))))
    words = (prose.plain(asking.text(one.get("display_name"))) for one in asking.dicts(work.get("keywords")))
    sheet.fields["keywords"] = [word for word in words if word]
    index = work.get("abstract_inverted_index")
    sheet.abstract = prose.plain_block(abstract(index))
    if index and not sheet.abstract:
        sheet.tell("warning", "the abstract at OpenAlex is none and was left out; write it yourself", "left-out")
    said = asking.text(work.get("type_crossref")) or asking.text(work.get("type"))
    kind = _TYPES.get(said, "other")
    if kind == "other" or said in ("review", "letter", "editorial"):
        sheet.keep("entry_type", said)
    if kind == "article" and asking.within(source, "type") == "conference":
        kind = "inproceedings"
    sheet.put("type", "preprint" if kind in ("article", "other") and sheet.is_preprint() else kind)
    if work.get("is_retracted") is True:
        sheet.fields["status"] = {"kind": "retracted"}


def _people(sheet: Sheet, work: dict[str, Any]) -> None:
    people: list[Name] = []
    more: dict[int, dict[str, Value]] = {}
    listed = asking.dicts(work.get("authorships"))
    for one in listed:
        said = asking.text(one.get("raw_author_name")) or asking.text(asking.within(one, "author", "display_name"))
        if not said.strip():
            continue
        about = more[len(people)] = {}
        orcid = asking.text(asking.within(one, "author", "orcid")).rpartition("/")[2]
        if orcid:
            about["orcid"] = orcid
        if one.get("is_corresponding") is True and len(listed) > 1:
            about["corresponding"] = "true"
        said_places = asking.texts(one.get("raw_affiliation_strings"))
        places = "; ".join(dict.fromkeys(prose.plain(place) for place in said_places))
        if places:
            about["affiliation"] = places
        people.append(names.parse(prose.plain(said)))
    sheet.people("authors", people, more)
    if work.get("is_authors_truncated") is True:
        sheet.put("et_al", "true")


def _date(sheet: Sheet, work: dict[str, Any]) -> None:
    """OpenAlex writes 1 January where it knows the year only; so of that day, the year is taken."""
    said = asking.text(work.get("publication_date"))
    date = dates.parse(said)
    if date is None or said.endswith("-01-01"):
        date = dates.parse(asking.text(work.get("publication_year"))) or date
    sheet.date(date)


def _ids(sheet: Sheet, work: dict[str, Any]) -> None:
    sheet.identify("doi", asking.text(work.get("doi")))
    sheet.identify("pmid", asking.text(asking.within(work.get("ids"), "pmid")).rpartition("/")[2])
    for place in asking.dicts(work.get("locations")):
        address = asking.text(place.get("landing_page_url"))
        if "arxiv.org/" in address.lower() and "arxiv" not in sheet.fields:
            sheet.link("html", address)


def abstract(index: object) -> str:
    """The text of which OpenAlex gives each word with its places; empty if it is longer than any abstract."""
    if not isinstance(index, dict):
        return ""
    words: dict[int, str] = {}
    for word, places in index.items():
        for place in places if isinstance(places, list) else ():
            if isinstance(place, int) and 0 <= place < _LONGEST:
                words[place] = word
    if sum(map(len, words.values())) > _MOST_LETTERS:
        return ""
    return " ".join(words[place] for place in sorted(words))
