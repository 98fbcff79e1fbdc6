"""Feeds of publications: Atom (RFC 4287) and JSON Feed 1.1, for the site, each category and each person.

Dates are honest: a feed needs a moment for each entry, and a paper has a day, a month or a year. The moment is the
earliest that the paper's date allows (midnight UTC), the text says the date as it is known, and what is forthcoming
waits until it has one. An entry's id is its page's address, or a tag URI (RFC 4151) where the site has no address yet.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from oeuvre.pages.page import address, root
from oeuvre.reference import doi_address, fate, warning
from oeuvre.text import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oeuvre.library import Library
    from oeuvre.model import Date, Paper

_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

LENGTH = 20
"""How many entries a feed holds: the newest."""


class Feed(NamedTuple):
    """One list of papers to follow: its title, the folder it stands in (`""`, `categories/cs.CL/`) and its papers."""

    title: str
    folder: str
    papers: Sequence[Paper]


def newest(papers: Sequence[Paper]) -> list[Paper]:
    """The papers that a feed tells of: dated ones, newest first."""
    dated = [paper for paper in papers if paper.date.year]
    return sorted(dated, key=lambda paper: (moment(paper.date), paper.slug), reverse=True)[:LENGTH]


def atom(feed: Feed, library: Library) -> str:
    """The feed as Atom."""
    site, owner = library.site, library.owner
    papers = newest(feed.papers)
    updated = max((changed(paper) for paper in papers), default="1970-01-01T00:00:00Z")
    here = site.url + quote(feed.folder) if site.url else ""
    home = f"<link href={_quoted(here or 'index.html')}/>\n"
    way = root(feed.folder)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(site.language)}>\n'
        f"<id>{escape(here or tag(library, quote(feed.folder)))}</id>\n"
        f"<title>{_xml(feed.title)}</title>\n"
        f"<updated>{updated}</updated>\n"
        f"<author><name>{_xml(owner.display)}</name></author>\n"
        f"{home}"
        f'<link rel="self" type="application/atom+xml" href={_quoted(here + "feed.xml")}/>\n'
    )
    return head + "".join([_entry(paper, library, way) for paper in papers]) + "</feed>\n"


def json_feed(feed: Feed, library: Library) -> str:
    """The feed as JSON Feed 1.1."""
    top = library.site.url
    here = top + quote(feed.folder) if top else ""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": here,
        "feed_url": f"{here}feed.json" if here else "",
        "language": library.site.language,
        "authors": [_known({"name": library.owner.display, "url": top})],
    }
    items = [_item(paper, library) for paper in newest(feed.papers)]
    return json.dumps({**_known(whole), "items": items}, ensure_ascii=False, indent=1) + "\n"


def moment(date: Date) -> str:
    """The earliest moment that the date allows, as RFC 3339 asks: 2025-03 gives 2025-03-01T00:00:00Z.

    Of a date without a day it is said only where a feed cannot do without: in Atom's `updated`, which orders entries.
    """
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}T00:00:00Z"


def changed(paper: Paper) -> str:
    """When what is told of a paper changed last: its publication, or the day of its retraction or correction."""
    day = _last(paper)
    return max(moment(paper.date), moment(day)) if day else moment(paper.date)


def _last(paper: Paper) -> Date | None:
    """When it was retracted or corrected, if that is known."""
    day = paper.status.date if paper.status else None
    return day if day and day.year else None


def tag(library: Library, path: str) -> str:
    """An id that stays the same on every machine, for a site without an address: `tag:localhost,2000:ada/papers/x/`."""
    return f"tag:localhost,2000:{library.owner.id}/{path}"


def _id(paper: Paper, library: Library) -> str:
    return address(library.site.url, paper) if library.site.url else tag(library, address("", paper))


def _entry(paper: Paper, library: Library, way: str) -> str:
    page = address(library.site.url, paper) if library.site.url else f"{address(way, paper)}index.html"
    authors = "".join(f"<author><name>{_xml(names.display(author.name))}</name></author>\n" for author in paper.authors)
    categories = "".join(f"<category term={_quoted(code)}/>\n" for code in paper.categories)
    related = f'<link rel="related" href={_quoted(doi_address(paper.doi))}/>\n' if paper.doi else ""
    published = f"<published>{moment(paper.date)}</published>\n" if paper.date.day else ""
    return (
        f"<entry>\n<id>{escape(_id(paper, library))}</id>\n"
        f"<title>{_xml(_title(paper))}</title>\n"
        f"{published}<updated>{changed(paper)}</updated>\n"
        f"{authors}{categories}"
        f"<link href={_quoted(page)}/>\n{related}"
        f'<content type="html">{_xml(_content(paper))}</content>\n</entry>\n'
    )


def _item(paper: Paper, library: Library) -> dict[str, object]:
    return _known(
        {
            "id": _id(paper, library),
            "url": address(library.site.url, paper) if library.site.url else "",
            "external_url": doi_address(paper.doi) if paper.doi else "",
            "title": _title(paper),
            "content_html": _content(paper),
            "date_published": moment(paper.date) if paper.date.day else "",
            "date_modified": changed(paper) if (_last(paper) or paper.date).day else "",
            "authors": [{"name": names.display(author.name)} for author in paper.authors],
            "tags": [*paper.categories, *paper.keywords],
            "language": paper.lang,
        }
    )


def _title(paper: Paper) -> str:
    """The title, with what became of the paper in front: nobody reads of a retracted paper unwarned."""
    corrected = "CORRECTED: " if paper.status and paper.status.kind == "corrected" else ""
    return (warning(paper) or corrected) + paper.title.plain


def _content(paper: Paper) -> str:
    by = ", ".join(names.display(author.name) for author in paper.authors) + (" et al." if paper.et_al else "")
    where = ". ".join(part for part in (paper.venue, str(paper.date)) if part)
    became = f"<p><strong>{escape(fate(paper))}</strong></p>" if paper.status else ""
    doi = escape(doi_address(paper.doi)) if paper.doi else ""
    link = f'<p><a href="{doi}">{doi}</a></p>' if doi else ""
    return f"{became}<p>{escape(by)}</p><p>{escape(where)}</p>{paper.abstract.html}{link}"


def _xml(text: str) -> str:
    """Text for XML 1.0, which has no place for most control characters."""
    return escape(_FORBIDDEN.sub("", text), quote=False)


def _quoted(value: str) -> str:
    """The value of an attribute. `xml.sax.saxutils` has this too, and loads an HTTP client with it: 30 ms."""
    return f'"{escape(value)}"'


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", [])}
