"""Short forms for invented libraries, for the tests of what looks at a Library."""

from oeuvre.library import Library
from oeuvre.model import Author, Citations, Content, Date, Link, Metric, Paper, Person, Site, Text
from oeuvre.text import dates, names


def text(source):
    return Text(source, source, source)


def author(typed, **fields):
    return Author(names.parse(typed), **fields)


def paper(slug, people="Kai Zhen", date="2025", **fields):
    """A paper; authors as text with semicolons or as a list of authors and texts, citations as a number."""
    people = people.split("; ") if isinstance(people, str) else people
    who = tuple(author(each) if isinstance(each, str) else each for each in people)
    if isinstance(fields.get("citations"), int):
        fields["citations"] = Citations(fields["citations"])
    title = text(fields.pop("title", slug.capitalize()))
    return Paper(slug, f"content/papers/{slug}.md", slug, title, who, dates.parse(date), **fields)


def person(key, typed, others=(), homepage="", **fields):
    links = (Link("homepage", homepage),) if homepage else ()
    known = tuple(names.parse(each) for each in others)
    return Person(key, f"content/people/{key}.md", key, names.parse(typed), typed, known, links=links, **fields)


def owner(typed="Kai Zhen", others=(), **fields):
    return person("me", typed, others, **fields)._replace(path="content/profile.md", owner=True)


def metrics(**values):
    """Metrics by name; `h_index=61` stands for `h-index: 61`."""
    return tuple(Metric(name.replace("_", "-"), str(value), source="a list") for name, value in values.items())


def content(*papers, people=(), me=None, pages=(), news=(), **site):
    return Content(Site("site", **site), me or owner(), tuple(papers), tuple(people), tuple(pages), tuple(news))


def library(*papers, drafts=False, **fields):
    return Library(content(*papers, **fields), drafts=drafts)


TODAY = Date(2026, 11, 23)
