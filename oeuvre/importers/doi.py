"""Papers by their DOIs: from Crossref, and from doi.org (DataCite and the other agencies) what Crossref has not.

Sources: the Crossref REST API's format of works; CSL-JSON by content negotiation at doi.org.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from oeuvre.importers import asking, csl_json
from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Refusal
from oeuvre.text import identifiers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.importers.asking import Asking
    from oeuvre.importers.record import Parsed
    from oeuvre.importers.sheet import Sheet

_IN_BOOKS = frozenset(("proceedings-article", "book-chapter", "book-part", "book-section", "reference-entry"))


def ask(ids: Sequence[str]) -> Asking:
    """Each DOI by itself."""
    documents, refused = [], []
    for said in ids:
        try:
            doi = quote(identifiers.doi(said), safe="/")
        except ValueError as error:
            refused.append(Refusal(said, 0, str(error)))
            continue
        answer = yield Request("crossref", f"works/{doi}")
        if answer is None:
            answer = yield Request("doi", doi)
        if answer is None:
            refused.append(Refusal(said, 0, "neither Crossref nor doi.org knows this DOI; see that it is right"))
        else:
            documents.append(answer)
    return Found(tuple(documents), tuple(refused))


def parse(data: bytes, name: str) -> Parsed:
    """A work of Crossref (with or without its message around it), a list of them, or a CSL item."""
    return asking.items(data, name, _works, _fill)


def _works(whole: object) -> list[object]:
    message = asking.within(whole, "message") or whole
    listed = message if isinstance(message, list) else asking.within(message, "items")
    return listed if isinstance(listed, list) else [message]


def _fill(sheet: Sheet, item: dict[str, Any]) -> None:
    sheet.key = asking.text(item.get("DOI"))
    item = dict(item)
    titles = asking.texts(item.get("container-title"))
    if len(titles) > 1 and asking.text(item.get("type")) in _IN_BOOKS:  # the series first, then the book
        item["container-title"] = titles[-1]
        item.setdefault("collection-title", titles[0])
    event = asking.text(asking.within(item.get("event"), "name"))
    if isinstance(item.get("event"), dict):
        item.pop("event")
        sheet.keep("event", event if event not in titles else "")
    csl_json.fill(sheet, item)
