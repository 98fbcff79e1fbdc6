"""academicpages (and its forks): a Markdown file a publication, with a citation in HTML; talks, teaching, portfolio.

Sources: the theme's `_config.yml`, `_data/navigation.yml` and `markdown_generator/`; `cited_paper` reads publications.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from oeuvre.importers.decoding import decode
from oeuvre.migrate import beside, cited_paper, jekyll, jekyll_pages, profiles, works
from oeuvre.migrate.house import House, Leaf, Paper, Refused
from oeuvre.migrate.matter import Matter, mapping
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking

if TYPE_CHECKING:
    from oeuvre.importers.record import Record
    from oeuvre.migrate.jekyll import Jekyll
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old

_TELLING = frozenset(("paperurl", "citation", "venue", "bibtexurl", "authors", "journal", "publication", "doi"))
_SHOWN = ("type", "venue", "location", "role", "talk_type", "slidesurl", "paperurl", "link", "video", "talkurl")


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
        papers.append(cited_paper.read(site, matter, entries))
    papers += beside.aside(entries.unused(ledger), "bibtex", refused)
    papers += beside.aside(_tables(site), "table", refused)
    pages, profile = _pages(site, refused, set(files))
    for folder, heading in (
        ("_talks", "Talks"),
        ("_teaching", "Teaching"),
        ("_portfolio", "Portfolio"),
        *_others(site),
    ):
        pages += jekyll_pages.gathered(site, folder, heading, _SHOWN)
    posts = [
        path
        for path in (*old.below("_posts", *jekyll.PAGES), *old.below("_drafts", *jekyll.PAGES))
        if not jekyll.is_hidden(path, path.partition("/")[0])
    ]
    news = [jekyll_pages.news(site, path, "posts") for path in posts]
    news += [jekyll_pages.news(site, path, "news") for path in old.below("_news", *jekyll.PAGES)]
    carried = tuple(
        path
        for folder in ("files", "images", "assets/images", "assets/files", "assets/pdf")
        for path in old.below(folder)
    )
    return House(
        tuple(papers), tuple(pages), tuple(news), (), profile, profiles.jekyll_settings(site),
        tuple(path for path in carried if not path.lower().endswith(".bib")), tuple(refused), tuple(site.findings),
        tuple(entries.used.items()),
    )  # fmt: skip


def _publications(site: Jekyll) -> list[str]:
    """The files of publications: in their folder, or known by their fields in a folder that is none of the theme's."""
    found = site.old.below("_publications", *jekyll.PAGES)
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
    cited_paper.read_people(sheet, taking, fields.get("citation", ""), matter)
    cited_paper.read_date(sheet, taking, matter, fields.get("citation", ""))
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
    paths = [path for path in site.old.files if path not in taken and jekyll_pages.is_page(site, path)]
    home = profiles.home(site, paths)
    pages: list[Leaf] = []
    for path in paths:
        if path == home:
            continue
        page = jekyll_pages.page(site, path, order)
        if isinstance(page, Refused):
            refused.append(page)
        else:
            pages.append(page)
    pages += profiles.resumes(site, pages)
    return pages, profiles.of_academicpages(site, home)
