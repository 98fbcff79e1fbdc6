"""A publication of HugoBlox: `index.md` in a bundle, with `cite.bib`, a picture and files beside it.

Sources: the theme's archetype of publications, its i18n of publication types, and what `academic import` writes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.importers import bibtex_ids
from oeuvre.migrate import hugo, works
from oeuvre.migrate.authors import People
from oeuvre.migrate.house import Paper, Text, Translation
from oeuvre.migrate.hugo_people import OWNERS
from oeuvre.migrate.matter import Matter, at, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.text import dates
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.importers.sheet import Sheet
    from oeuvre.migrate.beside import Bibliography
    from oeuvre.migrate.hugo import Hugo
    from oeuvre.migrate.hugo_people import Everybody
    from oeuvre.text.emit import Value

SOURCE = "hugoblox"
_NUMBERED = ("", "inproceedings", "article", "preprint", "report", "book", "chapter", "thesis", "patent")
"""The types of old versions, by their numbers."""

_TYPES = {row.csl: row.type for row in reversed(ENTRY_TYPES.values())} | {
    "article-journal": "article", "article": "preprint", "preprint": "preprint", "manuscript": "manuscript",
    "speech": "talk", "book": "book", "thesis": "thesis", "document": "other", "article-newspaper": "magazine",
    "paper-conference": "inproceedings", "conference-paper": "inproceedings", "journal-article": "article",
    "chapter": "chapter", "uncategorized": "",
}  # fmt: skip
_BUTTONS = {
    "url_pdf": "pdf", "url_preprint": "preprint", "url_code": "code", "url_dataset": "data", "url_poster": "poster",
    "url_project": "project", "url_slides": "slides", "url_source": "source", "url_video": "video",
    "url_website": "website", "external_link": "html", "url_custom": "html", "url_html": "html",
}  # fmt: skip
_LABELS = {"url": "html", "dataset": "data", "data": "data", "site": "website", "paper": "pdf", "full text": "html"}
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif")
_ITALIC = re.compile(r"(?<!\w)(?:\*\*|[*_])(?=\S)([^*_]{2,300}?)(?<=\S)(?:\*\*|[*_])(?!\w)")
_BOILERPLATE = re.compile(
    r"(?:\{\{%.{0,20}callout|click the \*?cite\*? button|create your slides in markdown|"
    r"supplementary notes can be added here|add the (?:\*\*)?publication'?s? (?:\*\*)?full text|"
    r"add the \*\*full text\*\*|you can use rich formatting such as)",
    re.IGNORECASE,
)


def read(site: Hugo, matter: Matter, people: Everybody, entries: Bibliography, language: str = "") -> Paper:
    """The paper in a file; `language` is said of one that stands in that language alone."""
    sheet = works.begun(matter)
    taking = Taking(matter, site.ledger, "paper")
    sheet.put("title", works.title(taking.text("title", "title")))
    _authors(sheet, taking, people)
    _date(sheet, taking, site, matter)
    _kind(sheet, taking)
    for name in ("doi", "arxiv", "isbn", "issn", "pmid"):
        sheet.identify(name, taking.text(name, name))
    ids = mapping(mapping(taking.changed("hugoblox", "doi, arxiv, …")).get("ids"))
    for name, value in ids.items():
        if name in ("doi", "arxiv", "isbn", "issn", "pmid") and isinstance(value, str):
            sheet.identify(name, value)
        elif isinstance(value, str):
            sheet.keep(name, value)
    _venue(sheet, taking)
    _links(sheet, taking, site, matter)
    _beside(sheet, site, matter)
    sheet.put("selected", "true" if taking.text("selected", "featured").lower() == "true" else "")
    sheet.put("selected", "true" if taking.text("selected", "selected").lower() == "true" else "")
    sheet.fields["keywords"] = list(
        dict.fromkeys(works.unmarked(one) for one in taking.list("keywords", "tags", "categories", "keywords"))
    )
    text = _text(sheet, taking, site, matter)
    caption = at(taking.waiting.get("image"), "alt_text") or at(taking.waiting.get("image"), "caption")
    if any(kind == "image" for kind, _ in sheet.files) and caption:
        sheet.put("image_alt", works.unmarked(caption))
        taking.changed("image", "image_alt")
    for name in ("slug", "url", "aliases"):
        taking.take(name, "aliases")
    if matter.flag("draft"):
        sheet.fields["draft"] = "true"
    taking.take("draft", "draft")
    for name in ("projects", "award", "note", "citation"):
        said = "; ".join(taking.list("award" if name == "award" else f"extra.{name}", name))
        if name == "award":
            sheet.put("award", works.unmarked(said))
        else:
            sheet.keep(name, works.unmarked(said))
    taking.leave(hugo.OF_THE_THEME, "it tells the old theme how to show the page")
    for name, rest in taking.rest():
        sheet.keep(name, rest)
    if language:
        sheet.put("lang", language)
    folder = matter.path.rpartition("/")[0]
    own = site.old.find(f"{folder}/cite.bib")
    entry = entries.alone(own, sheet.fields, matter, sheet.findings) if own else entries.take(sheet.fields, matter, "")
    if entry:
        works.fill_gaps(
            sheet, entry._replace(fields={**entry.fields, "links": _other_links(sheet, entry.fields.get("links"))})
        )
    if not text.markdown and entry:
        text = Text(entry.abstract, folder)
    record = works.finished(sheet, matter)
    site.findings.extend(sheet.findings)
    return Paper(Place(matter.path), record._replace(files=()), text, SOURCE, hugo.aliases(site, matter), record.files)


def _other_links(sheet: Sheet, links: Value | None) -> Value:
    """Those links of an entry that lead elsewhere than all links of the paper."""
    there = {str(one).rstrip("/").lower() for one in sheet.links.values()}
    return {label: one for label, one in mapping(links).items() if str(one).rstrip("/").lower() not in there}


def _authors(sheet: Sheet, taking: Taking, people: Everybody) -> None:
    """The authors, ids of people as their names, with who contributed equally by the notes."""
    value = taking.take("authors", "authors")
    items = value if isinstance(value, list) else [value] if value else []
    named: list[Value] = []
    groups: set[str] = set()
    for item in items:
        known = people.name(item) if isinstance(item, str) else ""
        named.append(f"{{{known}}}" if known else item)
        groups.add(known)
    found = works.listed(named)
    notes = texts(taking.take("author_notes", "equal, or extra.author_notes"))
    equal = [place for place, note in enumerate(notes) if re.search(r"equal|joint first|co-first", note, re.IGNORECASE)]
    shown = tuple(name[1:-1] if name.startswith("{") and name[1:-1] in groups else name for name in found.names)
    starred = tuple(equal) if len(equal) > 1 and len(shown) == len(items) else found.starred
    works.put_people(sheet, People(shown, starred, found.et_al))
    unknown = next((item for item in items if isinstance(item, str) and item in OWNERS and not people.name(item)), "")
    if unknown:
        message = f'an author is "{unknown}", and no file says who that is; write the name, and take out "draft: true"'
        sheet.tell("warning", message, "draft")
        sheet.fields["draft"] = "true"
    rest = [note for place, note in enumerate(notes) if place not in equal]
    sheet.keep("author_notes", "; ".join(rest))
    editors = taking.take("editors", "editor") or taking.take("editor", "editor")
    if editors:
        works.put_people(sheet, works.listed(editors if isinstance(editors, list) else [editors]), "editor")


def _date(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> None:
    """The date; that of 1 January is what the theme's importer writes where only the year is known."""
    raw = taking.text("date", "date")
    found = works.dated(sheet, raw) if raw else None
    if not found and (other := matter.text("publishDate", "publishdate")):
        found = works.dated(sheet, other)
        site.ledger.changed(
            "paper", "publishDate", "date, where there is none", Place(matter.path, matter.lines.get("publishDate", 1))
        )
    if found and (found.month, found.day) == (1, 1):
        found = dates.parse(str(found.year))
        site.ledger.changed(
            "paper",
            "date",
            "1 January became the year alone: so the theme's importer writes what it does not know",
            Place(matter.path, matter.lines.get("date", 1)),
        )
    sheet.date(found)


def _kind(sheet: Sheet, taking: Taking) -> None:
    for said in taking.list("type", "publication_types"):
        known = _NUMBERED[int(said)] if said.isdecimal() and int(said) < len(_NUMBERED) else _TYPES.get(said.lower())
        if known is None:
            sheet.keep("publication_types", said)
        elif known:
            sheet.put("type", known, "publication_types")


def _venue(sheet: Sheet, taking: Taking) -> None:
    """`*West European Politics* 37(3): 475-496`, `In *ICW*`, or a name alone."""
    said = taking.text("venue, with volume, issue and pages where they stand behind it", "publication")
    sheet.put(
        "venue_short",
        re.sub(r"\A[Ii]n:?\s+", "", works.unmarked(taking.text("venue_short", "publication_short"))).strip(" ,."),
    )
    if not said:
        return
    if bibtex_ids.is_arxiv(sheet, works.unmarked(said), {}):
        return
    italic = _ITALIC.search(said)
    before, rest = (said[: italic.start()], said[italic.end() :]) if italic else ("", "")
    bare = works.unmarked(said)
    if not italic:
        sheet.put("venue", re.sub(r"\A[Ii]n:?\s+(?=[A-ZÀ-Þ])", "", bare).strip(" ,"))
        return
    name = works.unmarked(italic[1]).strip(" ,.")
    numbered = re.fullmatch(r"(.{3,}?),\s*(\d{1,4})", name)
    if numbered:  # *Journal of Source Themes, 1*(1)
        name, rest = numbered[1], numbered[2] + rest
    sheet.put("venue", name)
    plain_before = re.sub(r"\A\W*[Ii]n\b\W*\Z", "", before.strip())
    if not works.locator(sheet, works.unmarked(rest)) or plain_before:
        sheet.keep("publication", bare)


def _links(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> None:
    """Buttons by their fields, and `links` with a type or a name."""
    for name, label in _BUTTONS.items():
        for address in taking.list(f"links.{label}", name):
            works.link(sheet, label, address, site.addresses, Place(matter.path, matter.lines.get(name, 1)))
    listed = [taking.take(name, "links") for name in ("links", "url_custom")]
    for item in [item for value in listed if isinstance(value, list) for item in value]:
        address = at(item, "url") or at(item, "link")
        said = at(item, "name") or at(item, "type") or at(item, "icon") or "html"
        label = _LABELS.get(said.lower(), said.lower() if said.lower() in works.LINKS else said)
        works.link(sheet, label, address, site.addresses, Place(matter.path, matter.lines.get("links", 1)))
    for name in [name for name in taking.waiting if name.startswith("url_")]:
        for address in taking.list(f"links.{name[4:]}", name):
            works.link(sheet, name[4:], address, site.addresses, Place(matter.path, matter.lines.get(name, 1)))


def _beside(sheet: Sheet, site: Hugo, matter: Matter) -> None:
    """The files in the paper's bundle: its picture, its first PDF, and all else under its own name."""
    folder = matter.path.rpartition("/")[0]
    if matter.path.rpartition("/")[2].partition(".")[0] != "index":
        return
    for path in site.old.below(folder):
        name = path.rpartition("/")[2]
        if (
            path.rpartition("/")[0] != folder
            or any(path == there for _, there in sheet.files)
            or name.endswith((".md", ".bib", ".html"))
        ):
            continue
        small = name.lower()
        if small.startswith("featured") and small.endswith(_PICTURES):
            sheet.files.append(("image", path))
        elif small.endswith(".pdf") and not any(kind == "pdf" for kind, _ in sheet.files):
            sheet.files.append(("pdf", path))
        elif not small.endswith(_PICTURES):
            sheet.files.append((slugify(name.rpartition(".")[0]) or "file", path))


def _text(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> Text:
    """The abstract, and what stands in the body below it."""
    abstract = taking.waiting.get("abstract")
    said = site.text(matter, "paper", abstract).markdown if isinstance(abstract, str) else ""
    taking.take("abstract", "the text")
    summary = taking.text("the text, where there is no abstract", "summary")
    parts = []
    for part in re.split(r"\n[ \t]*\n", matter.body):
        if _BOILERPLATE.search(part):
            site.ledger.left("paper", "text", "words that come with the theme", Place(matter.path, matter.body_line))
        elif not re.fullmatch(r"\s*\{\{[%<].{0,80}[%>]\}\}\s*", part):
            parts.append(part)
        else:
            parts.append(part)
    body = site.text(matter._replace(body="\n\n".join(parts)), "paper").markdown
    body = "" if works.folded(body) == works.folded(said) else body
    if summary and not said:
        said = site.text(matter, "paper", summary).markdown
    elif summary and works.folded(works.unmarked(summary))[:60] not in works.folded(works.unmarked(said)):
        sheet.keep("summary", works.unmarked(summary))
    return Text("\n\n".join(part for part in (said, body) if part), matter.path.rpartition("/")[0])


def translation(site: Hugo, paper: Paper, path: str, language: str, entries: Bibliography) -> Translation:
    """The same paper in another language: its title and its text."""
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "paper in another language")
    fields: dict[str, Value] = {
        "title": works.title(taking.text("title", "title")) or str(paper.record.fields.get("title", "Untitled"))
    }
    sheet = works.begun(matter)
    text = _text(sheet, taking, site, matter)
    site.findings.extend(sheet.findings)
    taking.leave(frozenset(taking.waiting), "it is taken from the paper itself")
    own = site.old.find(f"{path.rpartition('/')[0]}/cite.bib")
    if own:
        entries.alone(own, paper.record.fields, matter, [])
    return Translation(Place(path), paper.place, language, fields, text)
