"""Invented sites in memory, and their pages as a browser would get them."""

from html import escape
from tempfile import TemporaryDirectory

from oeuvre.library import Library
from oeuvre.model import Author, Content, Date, Metric, Name, Paper, Person, Site, Text
from oeuvre.pages import KINDS, Copy
from oeuvre.render import Renderer, load_theme
from tests.pages.tree import parse

FOLDER = TemporaryDirectory()
"""A site without templates of its own; templates are compiled once for all tests."""

OWNER = Person("ada", "content/profile.md", "owner", Name("Ada", "Quill"), "Ada Quill", owner=True)
SITE = Site("site", title="Ada Quill", url="https://example.org/page/", authors_shown=3)


def text(source):
    return Text(source, escape(source, quote=False), source)


def block(source):
    return Text(source, f"<p>{escape(source, quote=False)}</p>", source)


def author(full, **fields):
    given, _, family = full.rpartition(" ")
    return Author(Name(given, family), **fields)


def paper(slug="nets", title="Nets that listen", people="Ada Quill, Jun Mori", date="2025-03-17", **fields):
    """A paper from short forms; `people` are names divided by commas, or authors."""
    if isinstance(people, str):
        people = [author(each.strip()) for each in people.split(",")]
    when = Date(0) if date == "forthcoming" else Date(*map(int, date.split("-")))
    fields.setdefault("abstract", block(f"We study {slug}."))
    fields.setdefault("categories", ("cs.CL",))
    fields.setdefault("digest", f"digest of {slug}")
    return Paper(slug, f"content/papers/{slug}.md", title=text(title), authors=tuple(people), date=when, **fields)


def metric(name, value="", **fields):
    return Metric(name, value, **fields)


def library(*papers, owner=OWNER, drafts=False, people=(), pages=(), news=(), files=(), **settings):
    """A library of these papers; other keywords are settings of the site."""
    content = Content(SITE._replace(**settings), owner, papers, tuple(people), tuple(pages), tuple(news), tuple(files))
    return Library(content, drafts=drafts)


def listed(shown):
    """All pages of a library by their paths."""
    return {page.path: page for kind in KINDS.values() for page in kind(shown)}


def built(shown, folder=FOLDER.name):
    """The whole site: paths to text, or to the Copy that a path asks for."""
    renderer = Renderer(str(folder), shown)
    return {path: page.make(renderer) for path, page in listed(shown).items()}


def write(shown, folder):
    """The whole site with its assets into a folder; files that are copied hold their own path."""
    for path, data in load_theme(FOLDER.name, shown).files:
        _put(folder / path, data)
    for path, made in built(shown).items():
        data = made.path if isinstance(made, Copy) else made
        _put(folder / path, data.encode() if isinstance(data, str) else data)
    return folder


def _put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def page(shown, path="index.html", folder=FOLDER.name):
    """One page of the site as a tree."""
    made = listed(shown)[path].make(Renderer(str(folder), shown))
    assert not isinstance(made, Copy)
    return parse(made)
