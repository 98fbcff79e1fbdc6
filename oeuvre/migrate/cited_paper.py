"""A publication of academicpages: a Markdown file with a citation in HTML, and a body that the theme's tools made.

Sources: the theme's `_includes/archive-single.html` and `markdown_generator/` (publications.py, pubsFromBib.py), and
the fields that people added (authors, abstract, doi, code, video, bibtex, …).
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers import bibtex, bibtex_ids
from oeuvre.migrate import jekyll, jekyll_pages, works
from oeuvre.migrate.authors import cited, people
from oeuvre.migrate.house import Paper, Text
from oeuvre.migrate.matter import mapping
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.text import dates, page_range

if TYPE_CHECKING:
    from oeuvre.importers.record import Record
    from oeuvre.importers.sheet import Sheet
    from oeuvre.migrate.beside import Bibliography
    from oeuvre.migrate.jekyll import Jekyll
    from oeuvre.migrate.matter import Matter

SOURCE = "academicpages"
_TEXTS = {
    "venue": "venue", "journal": "venue", "booktitle": "venue", "conference": "venue", "prevenue": "venue",
    "volume": "volume", "number": "issue", "issue": "issue", "publisher": "publisher", "series": "series",
    "school": "institution", "institution": "institution", "address": "address", "award": "award", "awards": "award",
    "note": "note", "lang": "lang", "venue_short": "venue_short", "venueshort": "venue_short", "abbr": "venue_short",
}  # fmt: skip
_CATEGORIES = {
    "manuscripts": "article", "manuscript": "article", "journal": "article", "journals": "article",
    "articles": "article", "conferences": "inproceedings", "conference": "inproceedings",
    "proceedings": "inproceedings", "workshops": "workshop", "workshop": "workshop", "books": "book", "book": "book",
    "chapters": "chapter", "chapter": "chapter", "bookchapters": "chapter", "preprints": "preprint",
    "preprint": "preprint", "thesis": "thesis", "theses": "thesis", "reports": "report", "patents": "patent",
    "posters": "poster", "datasets": "dataset", "software": "software", "workingpapers": "preprint",
    "talks": "talk", "reviews": "review",
}  # fmt: skip
_PICTURES = ("image", "teaser", "thumbnail", "image_path", "cover", "preview", "img", "header_image")
_LINKED = re.compile(
    r"""\A\W*(?:<a\s[^>]*?href=["']([^"'<>]+)["'][^<>]*>(.{0,200}?)</a>|\[([^\[\]]{1,200})\]\(([^()\s]{1,1000})\))\W*\Z""",
    re.IGNORECASE | re.DOTALL,
)
_ANY_LINK = re.compile(
    r"""href=["']([^"'<>\s]+)["']|\]\((https?://[^()\s]+)\)|(?<![">'=(\w/])(https?://[^\s<>"')\]]+)""", re.IGNORECASE
)
_RECOMMENDED = re.compile(r"\A(?:\W|_)*(?:recommended|suggested)?\s*(?:citation|how to cite|cite as)\W", re.IGNORECASE)
_ABSTRACT = re.compile(
    r"\A\W*\b(?:abstract|summary)\b(?:[*_]*\s*\n[-=]{3,}[ \t]*\n|[*_]*\s*[:.—-]?[*_]*:?\s*)", re.IGNORECASE
)
_DOI = re.compile(r"\b(?:doi:?\s*|doi\.org/)(10\.\d{4,9}/[^\s<>\"']+)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,4000}>")
_MARKED = re.compile(r"<sup>.{0,40}?</sup>", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"""<img\s[^<>]*?src=["']([^"'<>]+)["'][^<>]*>""", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"(?:,\s*\(?|\s\()((?:19|20)\d\d)\)?\Z")
_RULE = re.compile(r"\A[-*_]{3,}\Z")


def read(site: Jekyll, matter: Matter, entries: Bibliography) -> Paper:
    """The paper in a file, with what an entry of a .bib file knows besides."""
    matter = matter._replace(fields={_known(name): value for name, value in matter.fields.items()})
    sheet = works.begun(matter)
    taking = Taking(matter, site.ledger, "paper")
    sheet.put("title", works.title(taking.text("title", "title")))
    citation = _citation_of(matter)
    own = _own_entry(taking, matter)
    read_people(sheet, taking, citation, matter)
    read_date(sheet, taking, matter, citation)
    _texts(sheet, taking)
    for name in ("doi", "arxiv", "isbn", "issn", "pmid"):
        sheet.identify(name, taking.text(name, name))
    _kind(sheet, taking)
    _files(sheet, taking, site, matter)
    _citation(sheet, taking, citation, site)
    text = _text(sheet, taking, site, matter, citation)
    _flags(sheet, taking, matter)
    sheet.fields["keywords"] = list(dict.fromkeys(taking.list("keywords", "tags", "keywords")))
    taking.leave(jekyll_pages.OF_THE_THEME, "it tells the old theme how to show the page")
    for name, rest in taking.rest():
        sheet.keep(name, rest)
    named = matter.text("bibtexurl", "bibtex", "bib")
    for entry in (own, entries.take(sheet.fields, matter, "" if own else named)):
        if entry:
            works.fill_gaps(sheet, entry)
    record = works.finished(sheet, matter)
    site.findings.extend(sheet.findings)
    collection = "publications" if matter.path.startswith("_") else ""
    stood = jekyll.aliases(matter, site, collection)
    return Paper(Place(matter.path), record._replace(files=()), text, SOURCE, stood, record.files)


def _known(name: str) -> str:
    """The name of a field in small letters, where that is one which is known."""
    small = name.lower()
    return (
        small
        if small in _TEXTS or small in ("title", "author", "authors", "date", "doi", "citation", "excerpt")
        else name
    )


def bare(text: str) -> str:
    """A text of HTML without its tags, and without what stands raised in it."""
    return " ".join(html.unescape(_TAG.sub("", _MARKED.sub("", text))).split())


def _citation_of(matter: Matter) -> str:
    value = matter.fields.get("citation")
    return value if isinstance(value, str) else ""


def _own_entry(taking: Taking, matter: Matter) -> Record | None:
    """The entry that stands in the front matter itself."""
    for name in ("bibtex", "bib", "bibtexurl"):
        value = matter.fields.get(name)
        if isinstance(value, str) and "@" in value and "{" in value:
            taking.changed(name, "the fields of the entry, where the file has none of its own")
            parsed = bibtex.parse(value.encode("utf-8", "replace"), matter.path)
            return parsed.records[0]._replace(files=()) if parsed.records else None
    return None


def _texts(sheet: Sheet, taking: Taking) -> None:
    """Fields of one text; a venue may have volume, issue and pages behind it, or be arXiv."""
    for name, target in _TEXTS.items():
        said = works.unmarked(taking.text(target, name)) if isinstance(taking.waiting.get(name), str) else ""
        if target == "venue" and bibtex_ids.is_arxiv(sheet, said, {}):
            continue
        if target == "venue":
            year = _YEAR_BEHIND.search(said)
            told = year and str(sheet.fields.get("date", "")).startswith(year[1])
            works.venue(sheet, (said[: year.start()] if year and told else said).rstrip(" ,"), name)
        else:
            sheet.put(target, said.rstrip(" ,"), name)
    sheet.put("pages", page_range.dashed(works.unmarked(taking.text("pages", "pages")), "–"))


def read_people(sheet: Sheet, taking: Taking, citation: str, matter: Matter) -> None:
    """The authors: from their field, else before the title in the citation, else from the first line of the body."""
    value = next((taking.take(name, "authors") for name in ("authors", "author") if name in taking.waiting), "")
    if isinstance(value, list):
        works.put_people(sheet, works.listed([bare(item) if isinstance(item, str) else item for item in value]))
    elif isinstance(value, str):
        works.put_people(sheet, people(bare(value)))
    if sheet.fields.get("authors"):
        return
    found = cited(bare(citation), bare(matter.text("title"))).people if citation else people("")
    place = Place(matter.path, matter.lines.get("citation", 1))
    if not found.names:
        found, place = works.byline(matter.body), Place(matter.path, matter.body_line)
    if found.names:
        works.put_people(sheet, found)
        of = "citation" if place.line == matter.lines.get("citation", 1) and citation else "text"
        taking.ledger.changed("paper", of, "authors, read from it", place)
        told = "; ".join(found.names)
        told = told if len(told) < 200 else told[:199] + "…"
        message = f'the authors were read from the {of}: "{told}"; see that they are right'
        sheet.findings.append(Finding(*place, 1, "note", message, "migrate/authors"))


def read_date(sheet: Sheet, taking: Taking, matter: Matter, citation: str) -> None:
    """The date; that of 1 January is what the theme's generators write where only the year is known."""
    written = taking.text("date", "date")
    found = works.dated(sheet, written) if written else None
    year = taking.text("date", "year", "pub_year", "pubyear") if not found else ""
    if not found and year:
        found = works.dated(sheet, year)
    if not found and jekyll.named(matter.path)[0]:
        found = jekyll.date(matter)
        taking.ledger.changed("paper", "date", "taken from the name of the file", Place(matter.path))
    if not found and citation:
        found = dates.parse(cited(bare(citation), bare(matter.text("title"))).year)
    if found and (found.month, found.day) == (1, 1):
        found = dates.parse(str(found.year))
        why = "1 January became the year alone: so the theme's generators write what they do not know"
        taking.ledger.changed("paper", "date", why, Place(matter.path, matter.lines.get("date", 1)))
    sheet.date(found)


def _kind(sheet: Sheet, taking: Taking) -> None:
    said = works.unmarked(taking.text("type", "category", "pubtype"))
    known = _CATEGORIES.get(re.sub(r"[\s_-]+", "", said.lower()))
    sheet.put("type", known or "")
    if said and not known:
        sheet.keep("category", said)


def _flags(sheet: Sheet, taking: Taking, matter: Matter) -> None:
    """Old addresses, drafts, and what is selected."""
    for name in ("permalink", "redirect_from"):
        taking.take(name, "aliases")
    if matter.refuses("published") or matter.flag("draft"):
        sheet.fields["draft"] = "true"
    taking.take("published", "draft")
    taking.take("draft", "draft")
    if matter.flag("selected") or matter.flag("featured"):
        sheet.put("selected", "true")
    taking.take("selected", "selected")
    taking.take("featured", "selected")


def _files(sheet: Sheet, taking: Taking, site: Jekyll, matter: Matter) -> None:
    """Buttons and links, and the files behind them."""
    image = taking.text("the picture beside the paper", *_PICTURES)
    header = mapping(taking.waiting.get("header"))
    if isinstance(header.get("teaser"), str):
        image = image or str(header["teaser"])
        taking.changed("header", "the picture beside the paper")
    inside = _PICTURE.search(matter.text("excerpt"))
    image = image or (inside[1] if inside else "")
    if image:
        works.link(sheet, "image", image, site.addresses, Place(matter.path), ("images", "assets/images"))
    bib = taking.text("the entry beside it", "bibtexurl", "bibtex", "bib")
    if bib.startswith("http") and not site.addresses.file(bib):
        sheet.link("bibtex", bib)
    for name in [name for name in taking.waiting if _is_link(name)]:
        small = name.lower()
        label = works.LABELS.get(small) or small.removeprefix("url_").removesuffix("_url").removesuffix("url") or name
        place = Place(matter.path, matter.lines.get(name, 1))
        for address in taking.list(f"links.{label}", name):
            works.link(sheet, label, address, site.addresses, place, ("files", "assets/pdf", "assets/files", "pdf"))


def _is_link(name: str) -> bool:
    small = name.lower()
    return small in works.LABELS or small in works.LINKS or small.endswith("url") or small.startswith("url_")


def _citation(sheet: Sheet, taking: Taking, citation: str, site: Jekyll) -> None:
    """The citation's words stay; its DOI and what stands behind its title fill what is not known yet."""
    taking.take("citation", "extra.citation, with its links in links")
    if not citation:
        return
    sheet.keep("citation", works.unmarked(_TAG.sub(" ", citation) if "<a" in citation else citation))
    found = _DOI.search(citation)
    if found and "doi" not in sheet.fields:
        sheet.identify("doi", found[1].rstrip(".,;)"))
    for address in _ANY_LINK.findall(citation):
        _add_link(sheet, next(filter(None, address)).rstrip(".,;"), site, Place(sheet.source))
    rest = bare(cited(bare(re.sub(r"<a\s.*", "", citation)), bare(str(sheet.fields.get("title", "")))).rest)
    venue = str(sheet.fields.get("venue", ""))
    if venue and not {"volume", "pages"} & sheet.fields.keys() and venue.lower() in rest.lower():
        behind = rest[rest.lower().index(venue.lower()) + len(venue) :]
        behind = re.sub(r"\s*(?:https?://|doi|\(?(?:19|20)\d\d\)?\s*\.?\Z).*", "", behind, flags=re.IGNORECASE)
        works.locator(sheet, behind)


def _add_link(sheet: Sheet, address: str, site: Jekyll, place: Place) -> None:
    """A link from a text, unless it is there already under some label."""
    path = site.addresses.file(address)
    if not address.startswith("http") and not path:
        return
    if any(path == there for _, there in sheet.files) or address in map(str, sheet.links.values()):
        return
    label = "pdf" if address.lower().partition("?")[0].endswith(".pdf") else "html"
    works.link(sheet, label, address, site.addresses, place)


def _text(sheet: Sheet, taking: Taking, site: Jekyll, matter: Matter, citation: str) -> Text:
    """The abstract: the body without what the theme's generators put around it, else the excerpt."""
    parts: list[str] = []
    same = works.folded(bare(citation))
    named = bool({"authors", "author", "citation"} & matter.fields.keys())
    for paragraph in re.split(r"\n[ \t]*\n", re.sub(r"\{:[^{}\n]*\}", "", matter.body)):
        link = _LINKED.match(paragraph.strip())
        letters = works.folded(works.unmarked(bare(paragraph)))
        if link:
            _add_link(sheet, link[1] or link[4], site, Place(matter.path, matter.body_line))
        elif _RECOMMENDED.match(paragraph.strip()) and same and (same in letters or letters[-60:] in same):
            pass
        elif _RECOMMENDED.match(paragraph.strip()) and not citation:
            sheet.keep("citation", works.unmarked(bare(paragraph)))
        elif not parts and ((not named and works.byline(paragraph).names) or _RULE.match(paragraph.strip())):
            continue
        elif paragraph.strip():
            parts.append(paragraph)
    body = site.text(matter._replace(body="\n\n".join(parts)), "paper").markdown
    body = _ABSTRACT.sub("", body, count=1) if _ABSTRACT.match(body) else body
    body = _publisher(sheet, body)
    excerpt = _PICTURE.sub("", taking.text("the abstract, or part of it", "excerpt", "abstract", "description"))
    excerpt = _publisher(sheet, excerpt)
    if excerpt and not body:
        body = site.text(matter._replace(body=excerpt), "paper").markdown
    elif excerpt and works.folded(works.unmarked(excerpt))[:80] not in works.folded(works.unmarked(body)):
        sheet.keep("excerpt", works.unmarked(excerpt))
    return Text(body, matter.path.rpartition("/")[0])


def _publisher(sheet: Sheet, text: str) -> str:
    """A text that says who the publisher is, as pubsFromBib.py takes it from a note, is no abstract."""
    found = re.fullmatch(r"Publisher: (.{1,100})", text.strip())
    sheet.put("publisher", works.unmarked(found[1]) if found else "")
    return "" if found else text
