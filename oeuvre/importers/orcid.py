"""The public works of an ORCID record.

Source: ORCID's message schema 3.0, `record_3.0` (works, work-full). Works that several sources added stand in a group;
the one that its owner prefers, the first of the group, speaks for all, and the others add ids that it lacks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from oeuvre.importers import asking, bibtex, language, prose
from oeuvre.importers.asking import Found, Request
from oeuvre.importers.record import Refusal
from oeuvre.text import dates, identifiers, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.importers.asking import Asking
    from oeuvre.importers.record import Parsed, Record
    from oeuvre.importers.sheet import Sheet
    from oeuvre.model import Name
    from oeuvre.text.emit import Value

_AT_ONCE = 100
"""Works in one request, the most that ORCID allows."""

_TYPES = {
    "journal-article": "article", "conference-paper": "inproceedings", "conference-abstract": "inproceedings",
    "conference-poster": "poster", "conference-output": "inproceedings", "conference-presentation": "talk",
    "conference-proceedings": "proceedings", "preprint": "preprint", "working-paper": "preprint", "book": "book",
    "edited-book": "book", "book-chapter": "chapter", "book-review": "review", "review": "review",
    "dissertation": "thesis", "dissertation-thesis": "thesis", "supervised-student-publication": "thesis",
    "data-set": "dataset", "software": "software", "research-tool": "software", "report": "report",
    "technical-standard": "report", "standards-and-policy": "report", "patent": "patent",
    "lecture-speech": "talk", "magazine-article": "magazine", "newspaper-article": "magazine",
    "newsletter-article": "magazine", "encyclopedia-entry": "chapter", "dictionary-entry": "chapter",
    "manual": "report", "online-resource": "other", "website": "other", "blog-post": "blog", "manuscript": "manuscript",
}  # fmt: skip
_IDS = {"doi": "doi", "arxiv": "arxiv", "isbn": "isbn", "issn": "issn", "pmid": "pmid"}
_SELF = frozenset(("self", "version-of", "version_of"))
_AUTHORS = frozenset(("", "author", "co-author", "writing-original-draft", "first", "additional"))
_FROM_BIBTEX = ("authors", "et_al", "volume", "issue", "pages", "publisher", "series", "editor", "venue")


def ask(ids: Sequence[str]) -> Asking:
    """The groups of each record, then their preferred works in full, a hundred at once."""
    documents, refused = [], []
    for said in ids:
        try:
            orcid = identifiers.orcid(said)
        except ValueError as error:
            refused.append(Refusal(said, 0, str(error)))
            continue
        answer = yield Request("orcid", f"{orcid}/works")
        if answer is None:
            refused.append(Refusal(said, 0, "ORCID has no public record of this iD; see that it is right"))
            continue
        groups = _groups(asking.load(answer))
        if not groups:
            documents.append(answer)
            continue
        codes = [asking.text(_preferred(group).get("put-code")) for group in groups]
        full: dict[str, object] = {}
        for batch in asking.batches([code for code in codes if code.isdecimal()], _AT_ONCE):
            bulk = asking.load((yield Request("orcid", f"{orcid}/works/{','.join(batch)}")))
            for one in asking.dicts(asking.within(bulk, "bulk")):
                work = one.get("work")
                if isinstance(work, dict):
                    full[asking.text(work.get("put-code"))] = work
        documents.append(json.dumps({"group": [{**group, "work": full.get(code)} for group, code in
                                               zip(groups, codes, strict=True)]}).encode())  # fmt: skip
    return Found(tuple(documents), tuple(refused))


def parse(data: bytes, name: str) -> Parsed:
    """A whole record, its works, or works in full, as JSON."""
    return asking.items(data, name, _works, _fill)


def _groups(whole: object) -> list[dict[str, Any]]:
    for path in (("activities-summary", "works", "group"), ("works", "group"), ("group",)):
        if listed := asking.dicts(asking.within(whole, *path)):
            return listed
    return []


def _works(whole: object) -> list[object]:
    """Groups, the works of a bulk answer, or one work; of an empty record nothing."""
    if groups := _groups(whole):
        return list(groups)
    bulk = asking.within(whole, "bulk")
    if isinstance(bulk, list):
        return [asking.within(one, "work") for one in bulk]
    if isinstance(whole, dict) and whole.keys() & {"put-code", "title"}:
        return [whole]
    return []


def _preferred(group: dict[str, Any]) -> dict[str, Any]:
    """The work with the highest display index; of equals the first."""
    summaries = asking.dicts(group.get("work-summary"))
    return max(summaries, key=_index, default={})


def _index(summary: dict[str, Any]) -> int:
    said = asking.text(summary.get("display-index"))
    return int(said[:9]) if said.isascii() and said.isdecimal() else 0


def _fill(sheet: Sheet, item: dict[str, Any]) -> None:
    work = item
    if "work-summary" in item:
        work = item["work"] if isinstance(item.get("work"), dict) else _preferred(item)
    sheet.key = asking.text(work.get("put-code"))
    title, subtitle = (prose.plain(_value(work, "title", part)) for part in ("title", "subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title += f": {subtitle}" if title else subtitle
    sheet.put("title", title)
    sheet.keep("translated_title", prose.plain(_value(work, "title", "translated-title")))
    _people(sheet, work)
    parts = [asking.text(_value(work, "publication-date", part)) for part in ("year", "month", "day")]
    given = [part.zfill(2) for part in parts if part]
    found = (dates.parse("-".join(given[:length])) for length in range(len(given), 0, -1))
    sheet.date(next((date for date in found if date), None))
    said = asking.text(work.get("type")).lower().replace("_", "-")
    kind = _TYPES.get(said, "other")
    venue = prose.plain(_value(work, "journal-title"))
    sheet.put({"thesis": "institution", "book": "publisher"}.get(kind, "venue"), venue)
    _ids(sheet, work)
    _ids(sheet, {"external-ids": item.get("external-ids")})
    sheet.link("html", _value(work, "url"))
    language_code = asking.text(work.get("language-code")).replace("_", "-")
    sheet.put("lang", language.tag(language_code) if language_code != "en" else "")
    sheet.abstract = prose.plain_block(asking.text(work.get("short-description")))
    _citation(sheet, work)
    if said and kind == "other":
        sheet.keep("entry_type", said)
    sheet.put("type", "preprint" if kind in ("article", "other") and sheet.is_preprint() else kind)


def _value(work: dict[str, Any], *path: str) -> str:
    """The text under a path, which ORCID wraps in `{"value": …}`."""
    found = asking.within(work, *path)
    return asking.text(found.get("value") if isinstance(found, dict) else found)


def _people(sheet: Sheet, work: dict[str, Any]) -> None:
    people: list[Name] = []
    more: dict[int, dict[str, Value]] = {}
    editors: list[Name] = []
    for one in asking.dicts(asking.within(work, "contributors", "contributor")):
        said = prose.plain(_value(one, "credit-name"))
        role = asking.text(asking.within(one, "contributor-attributes", "contributor-role")).lower().replace("_", "-")
        if not said:
            continue
        if role == "editor":
            editors.append(names.parse(said))
        elif role.rpartition("/")[2] in _AUTHORS:
            orcid = asking.text(asking.within(one, "contributor-orcid", "path"))
            more[len(people)] = {"orcid": orcid} if orcid else {}
            people.append(names.parse(said))
        else:
            sheet.keep(role, said)
    if people:
        sheet.people("authors", people, more)
    if editors:
        sheet.people("editor", editors)


def _ids(sheet: Sheet, work: dict[str, Any]) -> None:
    """Its own ids as such; those of the whole that it is part of (a journal's ISSN, a book's ISBN) too."""
    for one in asking.dicts(asking.within(work, "external-ids", "external-id")):
        kind = asking.text(one.get("external-id-type")).lower()
        value = asking.text(one.get("external-id-value"))
        own = asking.text(one.get("external-id-relationship")).lower() in _SELF
        address = _value(one, "external-id-url")
        ours = _IDS.get(kind, "")
        if ours and (own or ours in ("isbn", "issn")):
            if ours not in sheet.fields or ours in ("isbn", "issn"):
                sheet.identify(ours, value)
            elif sheet.fields[ours] != value.lower():
                sheet.keep(ours, value)
        elif address.startswith("http") and own:
            sheet.link(kind, address)
        elif kind:
            sheet.keep(kind if own else f"{kind}-of-whole", value)


def _citation(sheet: Sheet, work: dict[str, Any]) -> None:
    """What only the citation tells: many works have their authors in BibTeX alone."""
    said = asking.text(asking.within(work, "citation", "citation-value")).strip()
    kind = asking.text(asking.within(work, "citation", "citation-type")).lower()
    if not said:
        return
    records: tuple[Record, ...] = ()
    if "bibtex" in kind:
        records = bibtex.parse(said.encode("utf-8", "replace"), sheet.source).records
    if len(records) == 1:
        for name in _FROM_BIBTEX:
            if value := records[0].fields.get(name):
                sheet.fields.setdefault(name, value)
    elif not sheet.fields.get("authors"):
        sheet.keep("citation", said)
