"""al-folio (and its forks): publications in .bib files with fields of its own, pages, news, projects, people in data.

Sources: the theme's `_config.yml`, `_layouts/bib.liquid`, `_data/*.yml` and its documentation (CUSTOMIZE.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.importers import bibtex, bibtex_syntax
from oeuvre.importers.decoding import decode
from oeuvre.importers.record import ordered
from oeuvre.importers.sheet import written
from oeuvre.migrate import jekyll, jekyll_pages, profiles
from oeuvre.migrate.house import House, Leaf, Paper, Refused, Text
from oeuvre.migrate.matter import at, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.works import unmarked
from oeuvre.text import names
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.importers.record import Record
    from oeuvre.migrate.jekyll import Jekyll
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old
    from oeuvre.text.emit import Value

SOURCE = "bibtex"
"""So that `oeuvre import bibtex` of the same file knows the papers again."""

_ROOTS = {
    "image": ("assets/img/publication_preview", "assets/img", "assets/video"),
    "html": ("assets/html", "assets/pdf"),
    "video": ("assets/video", "assets/pdf"),
    "code": ("assets", "assets/pdf"),
}
_PDFS = ("assets/pdf", "assets/pdf/papers", "assets/papers", "assets/files", "assets")
_SHOWN = ("category", "venue", "location", "github", "redirect", "website", "image", "img")
_BADGES = frozenset(("altmetric", "dimensions", "google_scholar_id", "inspirehep_id"))
_OUTSIDE = frozenset(
    (
        "_posts",
        "_drafts",
        "_pages",
        "_news",
        "_bibliography",
        "_data",
        "_includes",
        "_layouts",
        "_plugins",
        "_sass",
        "_scripts",
        "_site",
    )
)

addresses = jekyll.addresses


def read(old: Old, ledger: Ledger) -> House:
    """All of an al-folio site."""
    site = jekyll.opened(old, ledger)
    refused: list[Refused] = []
    papers = _papers(site, refused)
    paths = [path for path in old.files if jekyll_pages.is_page(site, path)]
    home = profiles.home(site, paths)
    pages: list[Leaf] = []
    for path in paths:
        if path != home:
            page = jekyll_pages.page(site, path)
            (refused if isinstance(page, Refused) else pages).append(page)  # type: ignore[arg-type]  # each its own list
    pages += profiles.resumes(site, pages)
    for folder in sorted(
        {path.partition("/")[0] for path in old.below("", *jekyll.PAGES) if path.startswith("_")} - _OUTSIDE
    ):
        name = folder[1:]
        heading = {"books": "Bookshelf"}.get(name, name.replace("_", " ").capitalize())
        pages += jekyll_pages.gathered(site, folder, heading, _SHOWN)
    news = [
        jekyll_pages.news(site, path, "news")
        for path in old.below("_news", *jekyll.PAGES)
        if not jekyll.is_hidden(path, "_news")
    ]
    posts = (*old.below("_posts", *jekyll.PAGES), *old.below("_drafts", *jekyll.PAGES))
    news += [jekyll_pages.news(site, path, "posts") for path in posts]
    profile = profiles.of_alfolio(site, home)
    settings = profiles.jekyll_settings(site) | _venues(site)
    people = _coauthors(site, str(profile.fields.get("name", "")))
    carried = tuple(
        path
        for folder in ("assets", "files", "images")
        for path in old.below(folder)
        if not path.startswith(("assets/fonts/", "assets/webfonts/", "assets/libs/", "assets/bibliography/"))
    )
    return House(
        tuple(papers),
        tuple(pages),
        tuple(news),
        tuple(people),
        profile,
        settings,
        carried,
        tuple(refused),
        tuple(site.findings),
    )


def _papers(site: Jekyll, refused: list[Refused]) -> list[Paper]:
    """Every entry of every .bib file in the folder of bibliographies, which the settings may name."""
    source = at(site.config, "scholar", "source").strip("/") or "_bibliography"
    paths = site.old.below(source, ".bib") or site.old.below("_bibliography", ".bib")
    if not paths:
        paths = [path for path in site.old.below("", ".bib") if not path.startswith(("assets/", "_site/"))]
    papers: list[Paper] = []
    keys: set[str] = set()
    for path in paths:
        data = site.old.read(path)
        parsed = bibtex.parse(data, path)
        site.findings.extend(parsed.findings)
        refused += [
            Refused("paper", Place(path, refusal.line), re.sub(r"\Aline \d+: ", "", refusal.reason))
            for refusal in parsed.refused
        ]
        papers.extend(_paper(site, path, _once(record, keys)) for record in parsed.records)
        _tell_fields(site, path, data, {record.line for record in parsed.records})
    return papers


def _once(record: Record, keys: set[str]) -> Record:
    """The record without its citation key, where an entry of another file has it."""
    small = record.key.lower()
    if small and small in keys and "citation_key" in record.fields:
        fields = {name: value for name, value in record.fields.items() if name != "citation_key"}
        return record._replace(fields=fields)
    keys.add(small)
    return record


def _paper(site: Jekyll, path: str, record: Record) -> Paper:
    """A paper with the files that it names, as far as they are there."""
    place = Place(path, record.line)
    fields = dict(record.fields)
    files: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    for kind, name in record.files:
        found = site.addresses.file(name, "", _ROOTS.get(kind, _PDFS)) or site.old.named(name.rpartition("/")[2])
        (files if found else missing).append((kind, found or name))
    links = mapping(fields.get("links"))
    kept: dict[str, Value] = {}
    for label, address in links.items():
        found = site.addresses.file(str(address))
        if label == "preview" and str(address).startswith("http"):
            site.ledger.decide(
                "paper",
                "preview",
                "Pictures of other servers are not shown: lay those of `preview` beside their papers",
                place,
            )
        if found:
            files.append((label, found))
        else:
            kept[label] = address
    fields["links"] = kept
    extra = mapping(fields.get("extra"))
    fields["extra"] = extra
    note = fields.get("note")
    if isinstance(note, str):  # the theme prints it right behind the venue, so people begin it with a full stop
        fields["note"] = unmarked(note).lstrip(" .,;")
    for kind, name in missing:
        extra.setdefault(kind, name)
        message = f'the file "{name}" ({kind}) is not in the old site; lay it beside the paper if you have it'
        message = f"{record.key}: {message}" if record.key else message
        site.findings.append(Finding(path, record.line, 1, "warning", message, "migrate/missing-file"))
    done = record._replace(fields=ordered(fields), files=())
    return Paper(place, done, Text(record.abstract, ""), SOURCE, (), tuple(files))


def _tell_fields(site: Jekyll, path: str, data: bytes, papers: set[int]) -> None:
    """What becomes of the fields of a .bib file; `papers` are the lines of entries that became papers."""
    text, _ = decode(data, path)
    for entry in bibtex_syntax.read(text).entries:
        place = Place(path, entry.line)
        if entry.line not in papers:
            continue
        for name in entry.fields:
            if name in _BADGES:
                site.ledger.changed("paper", name, f"extra.{name}: no page here asks another server for a badge", place)
            elif name == "bibtex_show":
                site.ledger.left("paper", name, "every paper here hands out its BibTeX", place)
            else:
                site.ledger.carried("paper", name, _NOW.get(name, "as `oeuvre import bibtex` reads it"), place)


_NOW = {
    "title": "title", "author": "authors", "year": "date", "month": "date", "day": "date", "date": "date",
    "journal": "venue", "booktitle": "venue", "abbr": "venue_short", "abstract": "the text", "selected": "selected",
    "preview": "the picture beside the paper", "pdf": "the PDF beside the paper, or links.pdf", "html": "links.html",
    "url": "links.html", "code": "links.code", "slides": "slides beside the paper, or links.slides",
    "poster": "poster beside the paper, or links.poster", "video": "links.video", "website": "links.website",
    "blog": "links.blog", "supp": "supplement beside the paper, or links.supp", "doi": "doi", "arxiv": "arxiv",
    "eprint": "arxiv", "archiveprefix": "arxiv", "primaryclass": "category", "volume": "volume",
    "number": "issue or number", "issue": "issue", "pages": "pages", "publisher": "publisher", "editor": "editor",
    "series": "series", "award": "award", "award_name": "award", "annotation": "note", "additional_info": "note",
    "note": "note", "keywords": "keywords", "school": "institution", "institution": "institution", "address": "address",
    "location": "address", "isbn": "isbn", "issn": "issn", "pmid": "pmid", "hal": "links.hal", "language": "lang",
    "crossref": "the fields of the entry that it names",
}  # fmt: skip


def _venues(site: Jekyll) -> dict[str, Value]:
    """The addresses and colours of venues, for templates: no field here holds them."""
    path = next((one for one in ("_data/venues.yml", "_data/venues.yaml") if one in site.old.files), "")
    venues = mapping(site.data(path)) if path else {}
    if not venues:
        return {}
    site.ledger.changed("settings", path, "extra.venues, for templates of your own", Place(path))
    return {"extra": {"venues": venues}}


def _coauthors(site: Jekyll, owner: str) -> list[Leaf]:
    """The people of `_data/coauthors.yml`: their names lead to their pages elsewhere from then on."""
    path = next((one for one in ("_data/coauthors.yml", "_data/coauthors.yaml") if one in site.old.files), "")
    people: list[Leaf] = []
    me = names.parse(owner)
    for family, entries in mapping(site.data(path) if path else {}).items():
        for entry in entries if isinstance(entries, list) else [entries]:
            firsts = texts(mapping(entry).get("firstname"))
            first = max(firsts, key=len, default="")
            name = (
                names.parse(f"{family.title() if family.islower() else family}, {first}")
                if first
                else names.parse(family)
            )
            address = at(entry, "url")
            if me.family and names.same(me, name):
                site.ledger.left("person", "coauthors", "it is the owner, who has the profile", Place(path))
                continue
            if not address.startswith("http"):
                site.ledger.left("person", "coauthors", "there is no address to lead to", Place(path))
                continue
            fields: dict[str, Value] = {"name": written(name)}
            others = [names.parse(f"{family}, {one}") for one in firsts]
            different: list[Value] = [written(one) for one in others if not names.same(one, name)]
            if different:
                fields["other_names"] = different
            fields |= {"links": {"homepage": address}, "page": "false"}
            people.append(
                Leaf(Place(path), slugify(names.display(name)) or "person", fields, Text(), parts=(Place(path),))
            )
            site.ledger.carried("person", "firstname", "name, other_names", Place(path))
            site.ledger.carried("person", "url", "links.homepage", Place(path))
    return people
