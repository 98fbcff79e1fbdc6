"""academicpages (and its forks): a Markdown file a publication, with a citation in HTML; talks, teaching, portfolio.

Sources: the theme's `_config.yml`, `_includes/archive-single.html` and `markdown_generator/` (publications.py, pubsFromBib.py).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers.decoding import decode
from oeuvre.importers.prose import from_html, plain
from oeuvre.migrate import beside, jekyll, profiles, works
from oeuvre.migrate.authors import cited, people
from oeuvre.migrate.house import House, Leaf, Paper, Refused, Text
from oeuvre.migrate.matter import Matter, mapping
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.text import dates, page_range

if TYPE_CHECKING:
    from oeuvre.importers.record import Record
    from oeuvre.importers.sheet import Sheet
    from oeuvre.migrate.jekyll import Jekyll
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old

SOURCE = "academicpages"
_TEXTS = {
    "venue": "venue", "journal": "venue", "booktitle": "venue", "conference": "venue", "volume": "volume", "number": "issue",
    "issue": "issue", "publisher": "publisher", "series": "series", "school": "institution", "institution": "institution",
    "address": "address", "award": "award", "note": "note", "lang": "lang", "venue_short": "venue_short",
}  # fmt: skip
_CATEGORIES = {
    "manuscripts": "article", "manuscript": "article", "journal": "article", "journals": "article", "articles": "article",
    "conferences": "inproceedings", "conference": "inproceedings", "proceedings": "inproceedings",
    "workshops": "workshop", "workshop": "workshop", "books": "book", "book": "book", "chapters": "chapter",
    "chapter": "chapter", "bookchapters": "chapter", "book_chapters": "chapter", "preprints": "preprint",
    "preprint": "preprint", "thesis": "thesis", "theses": "thesis", "reports": "report", "patents": "patent",
    "posters": "poster", "datasets": "dataset", "software": "software", "workingpapers": "preprint", "working_papers": "preprint",
    "talks": "talk", "reviews": "review",
}  # fmt: skip
_TELLING = frozenset(("paperurl", "citation", "venue", "bibtexurl", "authors", "journal", "publication", "doi"))
_SHOWN = ("type", "venue", "location", "role", "talk_type", "slidesurl", "paperurl", "link", "video", "talkurl")
_LINKED = re.compile(
    r"""\A\W*(?:<a\s[^>]*?href=["']([^"'<>]+)["'][^<>]*>(.{0,200}?)</a>|\[([^\[\]]{1,200})\]\(([^()\s]{1,1000})\))\W*\Z""",
    re.IGNORECASE | re.DOTALL,
)
_ANY_LINK = re.compile(
    r"""href=["']([^"'<>\s]+)["']|\]\((https?://[^()\s]+)\)|(?<![">'=(\w/])(https?://[^\s<>"')\]]+)""", re.IGNORECASE
)
_RECOMMENDED = re.compile(r"\A(?:\W|_)*(?:recommended|suggested)?\s*(?:citation|how to cite|cite as)\W", re.IGNORECASE)
_ABSTRACT = re.compile(r"\A\W*\b(?:abstract|summary)\b[*_]*\s*[:.—-]?[*_]*:?\s*", re.IGNORECASE)
_DOI = re.compile(r"\b(?:doi:?\s*|doi\.org/)(10\.\d{4,9}/[^\s<>\"']+)", re.IGNORECASE)


addresses = jekyll.addresses


def read(old: Old, ledger: Ledger) -> House:
    """All of an academicpages site."""
    site = jekyll.opened(old, ledger)
    files = _publications(site)
    entries = beside.Bibliography(old, [path for path in old.below("", ".bib") if not path.startswith("_site/")])
    papers: list[Paper] = []
    refused: list[Refused] = []
    for path in files:
        matter = site.matter(path)
        if path.startswith("_") and jekyll.is_hidden(path, path.partition("/")[0]):
            refused.append(
                Refused("paper", Place(path), "Jekyll passes it by: a name in its path begins with an underscore")
            )
            continue
        papers.append(_paper(site, matter, entries))
    aside = beside.Aside(papers, site.findings)
    aside.take(entries.unused(), "bibtex")
    aside.take(_tables(site), SOURCE)
    papers += aside.drafts
    refused += aside.refused
    pages, profile = _pages(site, refused, set(files))
    for folder, heading in (
        ("_talks", "Talks"),
        ("_teaching", "Teaching"),
        ("_portfolio", "Portfolio"),
        *_others(site),
    ):
        page = jekyll.gathered(site, folder, heading, _SHOWN)
        if page:
            pages.append(page)
    posts = [
        path
        for path in (*old.below("_posts", *jekyll.PAGES), *old.below("_drafts", *jekyll.PAGES))
        if not jekyll.is_hidden(path, path.partition("/")[0])
    ]
    news = [jekyll.news(site, path, "posts") for path in posts]
    news += [jekyll.news(site, path, "news") for path in old.below("_news", *jekyll.PAGES)]
    carried = tuple(
        path
        for folder in ("files", "images", "assets/images", "assets/files", "assets/pdf")
        for path in old.below(folder)
    )
    return House(
        tuple(papers), tuple(pages), tuple(news), (), profile, profiles.jekyll_settings(site),
        tuple(path for path in carried if not path.lower().endswith(".bib")), tuple(refused), tuple(site.findings),
        (*entries.used.items(), *aside.merged),
    )  # fmt: skip


def _publications(site: Jekyll) -> list[str]:
    """The files of publications: in their folder, or, in a folder that is none of the theme's, known by their fields."""
    found = [path for path in site.old.below("_publications", *jekyll.PAGES)]
    for path in site.old.below("", ".md", ".markdown"):
        top = path.partition("/")[0]
        if path in found or (top.startswith("_") and top != path) or jekyll.is_hidden(path, ""):
            continue
        if "/" in path and top in ("files", "images", "markdown_generator"):
            continue
        fields = site.matter(path).fields
        if str(fields.get("collection", "")) in (
            "publications",
            "manuscripts",
            "preprints",
            "books",
            "conferences",
        ) or (len(_TELLING & fields.keys()) > 1 and not path.startswith("_pages")):
            found.append(path)
    return found


def _paper(site: Jekyll, matter: Matter, entries: beside.Bibliography) -> Paper:
    sheet = works.begun(matter)
    taking = Taking(matter, site.ledger, "paper")
    sheet.put("title", works.title(taking.text("title", "title")))
    for name, target in _TEXTS.items():
        said = works.unmarked(taking.text(target, name)) if isinstance(taking.waiting.get(name), str) else ""
        if target == "venue":
            works.venue(sheet, said.rstrip(" ,"), name)
        else:
            sheet.put(target, said.rstrip(" ,"), name)
    sheet.put("pages", page_range.dashed(works.unmarked(taking.text("pages", "pages")), "–"))
    for name in ("doi", "arxiv", "isbn", "issn", "pmid"):
        sheet.identify(name, taking.text(name, name))
    citation = str(matter.fields.get("citation", "")) if isinstance(matter.fields.get("citation"), str) else ""
    _people(sheet, taking, citation, matter)
    _date(sheet, taking, matter, citation)
    _kind(sheet, taking)
    _files(sheet, taking, site, matter)
    _citation(sheet, taking, citation, site)
    text = _text(sheet, taking, site, matter, citation)
    for name in ("permalink", "redirect_from"):
        taking.take(name, "aliases")
    if matter.refuses("published") or matter.flag("draft"):
        sheet.fields["draft"] = "true"
    taking.take("published", "draft")
    taking.take("draft", "draft")
    sheet.fields["keywords"] = list(dict.fromkeys(taking.list("keywords", "tags", "keywords")))
    taking.leave(jekyll.OF_THE_THEME, "it tells the old theme how to show the page")
    for name, rest in taking.rest():
        sheet.keep(name, rest)
    named = matter.text("bibtexurl", "bibtex", "bib")
    entry = entries.take(sheet.fields, matter, named)
    if entry:
        works.fill_gaps(sheet, entry)
    record = works.finished(sheet, matter)
    site.findings.extend(sheet.findings)
    stood = (
        jekyll.aliases(matter, site, "publications") if matter.path.startswith("_") else jekyll.aliases(matter, site)
    )
    return Paper(Place(matter.path), record._replace(files=()), text, SOURCE, stood, record.files)


def _people(sheet: Sheet, taking: Taking, citation: str, matter: Matter) -> None:
    """The authors: from their field, else from what stands before the title in the citation."""
    value = next((taking.take(name, "authors") for name in ("authors", "author") if name in taking.waiting), "")
    found = works.listed(value) if isinstance(value, list) else people(plain(value)) if isinstance(value, str) else None
    works.put_people(sheet, found or people(""))
    if sheet.fields.get("authors") or not citation:
        return
    parts = cited(from_html(citation), matter.text("title"))
    works.put_people(sheet, parts.people)
    if parts.people.names:
        taking.ledger.changed(
            "paper", "citation", "authors, read from the citation", Place(matter.path, matter.lines.get("citation", 1))
        )
        told = "; ".join(parts.people.names)
        message = f'the authors were read from the citation: "{told if len(told) < 200 else told[:199] + "…"}"; see that they are right'
        sheet.findings.append(
            Finding(matter.path, matter.lines.get("citation", 1), 1, "note", message, "migrate/authors")
        )


def _date(sheet: Sheet, taking: Taking, matter: Matter, citation: str) -> None:
    """The date; that of 1 January is what the theme's generators write where only the year is known."""
    written = taking.text("date", "date")
    found = works.dated(sheet, written) if written else None
    year = taking.text("date", "year", "pub_year") if not found else ""
    if not found and year:
        found = works.dated(sheet, year)
    if not found and (jekyll.named(matter.path)[0]):
        found = jekyll.date(matter)
        taking.ledger.changed("paper", "date", "taken from the name of the file", Place(matter.path))
    if not found and citation:
        found = dates.parse(cited(from_html(citation), matter.text("title")).year)
    if found and (found.month, found.day) == (1, 1):
        found = dates.parse(str(found.year))
        taking.ledger.changed(
            "paper",
            "date",
            "1 January became the year alone: so the theme's generators write what they do not know",
            Place(matter.path, matter.lines.get("date", 1)),
        )
    sheet.date(found)


def _kind(sheet: Sheet, taking: Taking) -> None:
    said = works.unmarked(taking.text("type", "category", "pubtype"))
    small = re.sub(r"[\s-]+", "", said.lower())
    known = _CATEGORIES.get(small) or _CATEGORIES.get(said.lower())
    sheet.put("type", known or "")
    if said and not known:
        sheet.keep("category", said)


def _files(sheet: Sheet, taking: Taking, site: Jekyll, matter: Matter) -> None:
    """Buttons and links, and the files behind them."""
    image = taking.text("image", "image", "teaser", "thumbnail", "image_path")
    header = mapping(taking.waiting.get("header"))
    if isinstance(header.get("teaser"), str) and not image:
        image = str(header["teaser"])
        taking.changed("header", "image")
    if image:
        works.link(sheet, "image", image, site.addresses, Place(matter.path), ("images", "assets/images"))
    bib = taking.text("the entry beside it", "bibtexurl", "bibtex", "bib")
    if bib.startswith("http") and not site.addresses.file(bib):
        sheet.link("bibtex", bib)
    for name in [name for name in taking.waiting if _is_link(name)]:
        label = works.LABELS.get(
            name.lower(), name.lower().removeprefix("url_").removesuffix("_url").removesuffix("url") or name
        )
        for address in taking.list(f"links.{label}", name):
            works.link(sheet, label, address, site.addresses, Place(matter.path, matter.lines.get(name, 1)), ("files",))


def _is_link(name: str) -> bool:
    small = name.lower()
    return small in works.LABELS or small in works.LINKS or small.endswith("url") or small.startswith("url_")


def _citation(sheet: Sheet, taking: Taking, citation: str, site: Jekyll) -> None:
    """The citation's words stay; its DOI and what stands behind its title fill what is not known yet."""
    taking.take("citation", "extra.citation, with its links in links")
    if not citation:
        return
    sheet.keep(
        "citation", works.unmarked(re.sub(r"</?[A-Za-z][^<>]*>", " ", citation) if "<a" in citation else citation)
    )
    found = _DOI.search(citation)
    if found and "doi" not in sheet.fields:
        sheet.identify("doi", found[1].rstrip(".,;)"))
    for address in _ANY_LINK.findall(citation):
        _add_link(sheet, next(filter(None, address)).rstrip(".,;"), site, Place(sheet.source))
    rest = works.unmarked(
        from_html(re.sub(r"<a\s.*", "", cited(from_html(citation), str(sheet.fields.get("title", ""))).rest))
    )
    venue = str(sheet.fields.get("venue", ""))
    if venue and not {"volume", "pages"} & sheet.fields.keys() and venue.lower() in rest.lower():
        behind = rest[rest.lower().index(venue.lower()) + len(venue) :]
        works.locator(
            sheet, re.sub(r"\s*(?:https?://|doi|\(?(?:19|20)\d\d\)?\s*\.?\Z).*", "", behind, flags=re.IGNORECASE)
        )


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
    parts = []
    same = works.folded(works.unmarked(re.sub(r"<[^<>]*>", " ", citation)))
    for paragraph in re.split(r"\n[ \t]*\n", re.sub(r"\{:[^{}\n]*\}", "", matter.body)):
        link = _LINKED.match(paragraph.strip())
        bare = works.folded(works.unmarked(re.sub(r"<[^<>]*>", " ", paragraph)))
        if link:
            _add_link(sheet, link[1] or link[4], site, Place(matter.path, matter.body_line))
        elif _RECOMMENDED.match(paragraph.strip()) and same and (same in bare or bare[-60:] in same):
            pass
        elif _RECOMMENDED.match(paragraph.strip()) and not citation:
            sheet.keep("citation", works.unmarked(paragraph))
        elif paragraph.strip():
            parts.append(paragraph)
    body = site.text(matter._replace(body="\n\n".join(parts)), "paper").markdown
    body = _ABSTRACT.sub("", body, count=1) if _ABSTRACT.match(body) else body
    published = re.fullmatch(r"Publisher: (.{1,100})", body.strip())
    if published:
        sheet.put("publisher", works.unmarked(published[1]))
        body = ""
    excerpt = taking.text("the abstract, or part of it", "excerpt", "abstract", "description")
    if excerpt.startswith("Publisher: "):
        sheet.put("publisher", works.unmarked(excerpt.removeprefix("Publisher: ")))
        excerpt = ""
    if excerpt and not body:
        body = site.text(matter._replace(body=excerpt), "paper").markdown
    elif excerpt and works.folded(works.unmarked(excerpt))[:80] not in works.folded(works.unmarked(body)):
        sheet.keep("excerpt", works.unmarked(excerpt))
    return Text(body, matter.path.rpartition("/")[0])


def _tables(site: Jekyll) -> list[beside.Entry]:
    """The rows of `publications.tsv`."""
    found: list[beside.Entry] = []
    for path in site.old.below("markdown_generator", ".tsv", ".csv"):
        if not path.rpartition("/")[2].lower().startswith("pub"):
            continue
        text, _ = decode(site.old.read(path), path)
        csv.field_size_limit(1_000_000)
        rows = csv.reader(io.StringIO(text), delimiter="\t" if path.lower().endswith(".tsv") else ",")
        try:
            names = [name.strip().lower() for name in next(rows, [])]
            for row in rows:
                fields = {name: value for name, value in zip(names, row, strict=False) if value.strip()}
                if fields:
                    found.append((Place(path, rows.line_num), _row(site, path, rows.line_num, fields), ""))
        except csv.Error as error:
            found.append((Place(path, rows.line_num), None, f"the table cannot be read from here on ({error})"))
    return found


def _row(site: Jekyll, path: str, line: int, fields: dict[str, str]) -> Record:
    matter = Matter(path, {**fields, "date": fields.get("pub_date", "")}, "", 1, (), dict.fromkeys(fields, line))
    sheet = works.begun(matter)
    sheet.put("title", works.title(fields.get("title", "")))
    sheet.put("venue", works.unmarked(fields.get("venue", "")))
    taking = Taking(matter, site.ledger, "table")
    _people(sheet, taking, fields.get("citation", ""), matter)
    _date(sheet, taking, matter, fields.get("citation", ""))
    if fields.get("paper_url", "").startswith("http"):
        sheet.link("pdf" if fields["paper_url"].endswith(".pdf") else "html", fields["paper_url"])
    sheet.keep("citation", works.unmarked(fields.get("citation", "")))
    sheet.abstract = works.unmarked(fields.get("excerpt", ""))
    return sheet.record()._replace(key=f"{path}:{line}")


def _others(site: Jekyll) -> list[tuple[str, str]]:
    """Further collections that the settings name and show."""
    known = frozenset(("posts", "publications", "talks", "teaching", "portfolio", "pages", "drafts", "news"))
    return [
        (f"_{name}", name.replace("_", " ").capitalize())
        for name, value in mapping(site.config.get("collections")).items()
        if name not in known and mapping(value).get("output") != "false"
    ]


def _pages(site: Jekyll, refused: list[Refused], taken: set[str]) -> tuple[list[Leaf], Leaf]:
    """The further pages, and the profile with the text of the first one."""
    order = jekyll.menu(site)
    paths = [path for path in site.old.files if path not in taken and jekyll.is_page(site, path)]
    home = profiles.home(site, paths)
    pages: list[Leaf] = []
    for path in paths:
        if path == home:
            continue
        page = jekyll.page(site, path, order)
        if isinstance(page, Refused):
            refused.append(page)
        else:
            pages.append(page)
    pages += profiles.resumes(site, pages)
    return pages, profiles.of_academicpages(site, home)
