"""Templates and what they are given: values in, HTML out.

Every template sees these names: `site`, `owner`, `site_title`, `lang` and `direction` (`ltr`, `rtl`), `t` (the
interface's words), `menu` and `downloads` (anchors with `label` and `href`), `curriculum` (an anchor, or None),
`style`, `script` and `icon` (addresses), `icons` (HTML) and `asset` (any asset's address by its plain name), `root`
(the way up to the site's top), `policy`, and `entry(paper)` and `line(paper)`, a paper in a list, whole or in short.
A page also sees `masthead` and `colophon`, its top and its foot. What else a template is given is said by the page kind
of the same name in `pages/`. A name that nobody gave is an error and not an empty text.

`_entry.html` and `_line.html` are given one paper: `paper`, `href`, `title`, `badges`, `date`, `byline`, `venue`,
`award`, `teaser` (its picture, small), `fate` (its Status) and `status` (the same in words), `links` (anchors),
`bibtex` and `language` (attributes).
Names that hold HTML are printed with `|safe`: they were escaped where they were made.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from oeuvre import categories, framing, languages, markup, theme
from oeuvre.exporters import FORMATS
from oeuvre.markup import ROOT, Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.filling import Filling
    from oeuvre.library import Library
    from oeuvre.model import Category, Paper
    from oeuvre.printing import Jinja

POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\'; '
    "script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'\">"
)
"""What a page may load: its own style sheet, script and pictures, and nothing from any other host."""

DOWNLOADS = ("bibtex", "ris", "csl-json")
"""The formats in which every list can be had; see `pages.exports`."""

PIECES = ("entry", "line", *DOWNLOADS)
"""What is made of a paper for lists."""


class Renderer:
    """The templates of one site, ready to be filled: by `filling`, and by Jinja what that cannot.

    `entries` and `lines` keep the papers in lists that are made already, by slug; each depends on the paper, on what
    every page shows, and on nothing else.
    """

    def __init__(
        self,
        site_folder: str,
        library: Library,
        look: theme.Theme | None = None,
        *,
        cache: bool = True,
        language: str = "",
    ) -> None:
        self.library = library
        self.language = language or library.site.language
        self.words = languages.words(self.language)
        self.entries: dict[str, str] = {}
        self.lines: dict[str, str] = {}
        self.records: dict[tuple[str, str], str] = {}
        self.folder = site_folder
        self._look = look or load_theme(site_folder, library)
        self._cache = os.path.join(site_folder, ".cache", "templates") if cache else ""
        self._common: dict[str, Any] = {}
        self._filling: Filling | None = None
        self._jinja: Jinja | None = None
        self._by_jinja: set[str] = set()
        self._badges: dict[tuple[str, ...], str] = {}
        self._frames: dict[tuple[str, str], str] = {}
        self._parts: dict[str, dict[str, Any]] = {}
        self._others: dict[str, Renderer] = {}

    def told_in(self, language: str) -> Renderer:
        """The same site's renderer for a page in another language: its interface speaks that language too.

        Where nobody wrote its words, the page is in the site's language, and only its texts are in the other.
        """
        if language in {"", self.language} or not languages.has_words(language):
            return self
        other = self._others.get(language)
        if other is None:
            cache = bool(self._cache)
            other = Renderer(self.folder, self.library, self._look, cache=cache, language=language)
            self._others[language] = other
        return other

    def template(self, name: str, root: str = "", **context: Any) -> str:
        """Fill a template for a page from which the site's top is at `root`. Raises TemplateError."""
        context["masthead"] = self._frame("_masthead.html", context.get("current", ""))
        context["colophon"] = self._frame("_colophon.html", "")
        return self._fill(name, context).replace(ROOT, root)

    def entry(self, paper: Paper) -> str:
        """A paper in a list with all that is known of it, made once; links start with ROOT."""
        html = self.entries.get(paper.slug)
        if html is None:
            html = self.entries[paper.slug] = self._fill("_entry.html", self.parts(paper))
        return html

    def line(self, paper: Paper) -> str:
        """A paper in a list in short, made once; links start with ROOT."""
        html = self.lines.get(paper.slug)
        if html is None:
            html = self.lines[paper.slug] = self._fill("_line.html", self.parts(paper))
        return html

    def inherit(self, other: Renderer, slugs: Iterable[str]) -> None:
        """Take over what another renderer has made of these papers, which are the same in both."""
        for slug in slugs:
            self.take(slug, other.pieces(slug))

    def pieces(self, slug: str) -> tuple[str, ...]:
        """What is made of a paper for lists, in the order of PIECES; empty for what is not made yet."""
        records = [self.records.get((name, slug), "") for name in DOWNLOADS]
        return (self.entries.get(slug, ""), self.lines.get(slug, ""), *records)

    def take(self, slug: str, pieces: tuple[str, ...]) -> None:
        """Take over what was made of a paper for lists."""
        entry, line, *records = pieces
        if entry:
            self.entries[slug] = entry
        if line:
            self.lines[slug] = line
        for name, record in zip(DOWNLOADS, records, strict=True):
            if record:
                self.records[name, slug] = record

    def parts(self, paper: Paper) -> dict[str, Any]:
        """What the templates of one paper are given, made once: its page and its lists show the same."""
        parts = self._parts.get(paper.slug)
        if parts is not None:
            return parts
        words, site = self.words, self.library.site
        parts = self._parts[paper.slug] = {
            "paper": paper,
            "href": markup.address(paper),
            "title": markup.title(paper.title),
            "badges": self.badges(paper.categories),
            "date": markup.moment(paper.date, words),
            "byline": markup.byline(self.library.byline(paper), words),
            "venue": markup.venue(paper, words),
            "award": paper.award,
            "teaser": framing.small_teaser(self.library, paper),
            "abstract": markup.placed(paper.abstract.html, paper.path),
            "fate": paper.status,
            "status": markup.status(paper.status, words),
            "links": markup.links(paper, words, site.links),
            "bibtex": self.record("bibtex", paper).strip(),
            "language": markup.language(paper.lang or site.language, self.language),
        }
        return parts

    def record(self, name: str, paper: Paper) -> str:
        """A paper in a format of `exporters.FORMATS`, made once."""
        record = self.records.get((name, paper.slug))
        if record is None:
            record = FORMATS[name].record(paper, self.library.keys[paper.slug])
            self.records[name, paper.slug] = record
        return record

    def badges(self, codes: tuple[str, ...]) -> str:
        """The badges of some categories, side by side."""
        html = self._badges.get(codes)
        if html is None:
            found = [self.category(code) for code in codes]
            html = self._badges[codes] = " ".join(markup.badge(each, theme.badge_class(each)) for each in found)
        return html

    def category(self, code: str) -> Category:
        """A category by its code."""
        return categories.resolve(code, self.library.site.categories)

    def asset(self, name: str) -> str:
        """An asset's address by its plain name, from the site's top."""
        return ROOT + self._look.addresses[name]

    def _frame(self, name: str, current: str) -> str:
        """The top or the foot of a page, made once for each entry of the menu that can be the current one."""
        html = self._frames.get((name, current))
        if html is None:
            html = self._frames[name, current] = self._fill(name, {"current": current})
        return html

    def _fill(self, name: str, context: dict[str, Any]) -> str:
        if self._filling is None:
            self._filling = self._loaded()
            self._common = self._names()
        names = {**self._common, **context}
        if name not in self._by_jinja:
            try:
                return self._filling.fill(name, names)
            except Exception:  # noqa: BLE001 - whatever it is, Jinja does it or says what is wrong
                self._by_jinja.add(name)
        if self._jinja is None:
            from oeuvre.printing import Jinja

            self._jinja = Jinja(self._look.folders, self.folder)
        return self._jinja.fill(name, names)

    def _loaded(self) -> Filling:
        from oeuvre import filling

        own = [os.path.join(self._cache, "compiled")] if self._cache else []
        ours = [os.path.join(self._cache, "compiled-engine")] if self._cache else []
        if self._cache and not sys.dont_write_bytecode:
            ours.insert(0, os.path.join(theme.PACKAGE, "__pycache__", "templates.compiled"))
        engine = theme.engine_templates()
        mine = {name: data for name, (folder, data) in self._look.templates.items() if folder != engine}
        theirs = {name: data for name, (folder, data) in self._look.templates.items() if folder == engine}
        return filling.Filling({**filling.load(theirs, ours), **filling.load(mine, own)})

    def _names(self) -> dict[str, Any]:
        """What every template sees."""
        site, owner = self.library.site, self.library.owner
        return {
            "site": site,
            "owner": owner,
            "site_title": site.title or owner.display,
            "lang": self.language,
            "direction": self.words.direction,
            "t": self.words,
            "menu": menu(self.library, self.words),
            "downloads": downloads(),
            "curriculum": Anchor(self.words("link.cv"), f"{ROOT}cv/index.html") if self.library.curriculum else None,
            "asset": self.asset,
            "root": ROOT,
            "policy": POLICY,
            "entry": self.entry,
            "line": self.line,
            "style": self.asset("style.css"),
            "script": self.asset("script.js"),
            "icon": self.asset("icon.svg"),
            "icons": framing.icon_links(self.library),
            "current": "",
            "earlier": (),
            "within": "",
            "kind_of_page": "website",
            "language": "",
            "description": "",
            "canonical": "",
            "head_meta": "",
        }


def load_theme(site_folder: str, library: Library) -> theme.Theme:
    """The look of a library's site: its templates, and its assets with the colours of the badges that it shows."""
    site = library.site
    people = [library.owner, *library.people.values()]
    codes = sorted({*library.categories, *(person.category for person in people if person.category)})
    used = [categories.resolve(code, site.categories) for code in codes]
    return theme.load(site_folder, site, library.owner.name, used)


def menu(library: Library, words: languages.Words) -> list[Anchor]:
    """The pages that every page links to."""
    pages = sorted((page for page in library.pages if page.menu), key=lambda page: (page.order, page.slug))
    found = [Anchor(page.title.plain, f"{ROOT}{page.slug}/index.html") for page in pages]
    if library.news:
        found.append(Anchor(words("news"), f"{ROOT}news/index.html"))
    if library.statistics:
        found.append(Anchor(words("statistics"), f"{ROOT}statistics/index.html"))
    return found


def downloads(folder: str = "") -> list[Anchor]:
    """The files that hold a whole list: the site's, or that of a folder such as `categories/cs.CL/`."""
    formats = [FORMATS[name] for name in DOWNLOADS]
    return [Anchor(each.label, f"{ROOT}{folder}publications{each.extension}") for each in formats]
