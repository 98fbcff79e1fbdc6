"""Links and pictures in texts: where they lead, and what is said in a picture's place.

A text's links are looked for in its HTML, as pages show them, and held against the paths of all that the site has.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from oeuvre import markup
from oeuvre.checks.check import Fault, told
from oeuvre.text.assemble import ID_PREFIX

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library
    from oeuvre.model import Text

_WITHIN = re.compile(r'href="#([^"]+)"')
_ID = re.compile(r' id="([^"]+)"')
_PREFIX = re.compile(rf"{ID_PREFIX}(?:[0-9a-f]{{6}}-)?")
_IMAGE = re.compile(r"<img\b[^>]*>")
_ADDRESS = re.compile(r'(href|src)="([^"]*)"')
_SAID = re.compile(r' alt="[^"]*[^"\s][^"]*"')


def nowhere(library: Library, occasion: Occasion) -> Iterator[Fault]:
    """A link within the site leads to a page or a file of it."""
    if not occasion.paths:
        return
    for path, field, text in _texts(library):
        for (attribute, target), typed in _leads(text, path):
            if not _is_there(target, occasion.paths):
                what = f"{'link' if attribute == 'href' else 'picture'} {told(typed)}"
                yield Fault(path, f"{field}.{_offset(text, typed)}", f"{what} {_instead(target, occasion)}")
    for path, place, url in _links(library):
        target = markup.way(url).removeprefix(markup.ROOT)
        if url and markup.way(url) != url and not _is_there(target, occasion.paths):
            yield Fault(path, place, f"link {told(url)} {_instead(target, occasion)}")


def anchor(library: Library, _: Occasion) -> Iterator[Fault]:
    """A link into a page of the site's own leads to a place that is there."""
    places = {f"{page.slug}/index.html": _ids(page.body) for page in library.pages}
    for path, field, text in _texts(library):
        for (_attribute, target), typed in _leads(text, path):
            page, mark, name = target.partition("#")
            if mark and page in places and name not in places[page] and name not in ("", "top", "main"):
                yield Fault(path, f"{field}.{_offset(text, typed)}", _no_place(typed, name, places[page]))
        own = _ids(text)
        for name in map(unescape, _WITHIN.findall(text.html)):
            if unquote(name) not in own and name not in ("top", "main"):
                typed = f"#{_PREFIX.sub('', name)}"
                yield Fault(path, f"{field}.{_offset(text, typed)}", _no_place(typed, name, own))


def image_alt(library: Library, _: Occasion) -> Iterator[Fault]:
    """A picture in a text comes with words in its place (WCAG 2.2, 1.1.1)."""
    for path, field, text in _texts(library):
        for image in _IMAGE.findall(text.html):
            if not _SAID.search(image):
                found = _ADDRESS.search(image)
                typed = unescape(found[2]) if found else ""
                message = f"picture {told(typed)} has no words in its place; say what it shows: ![…]({typed[:80]})"
                yield Fault(path, f"{field}.{_offset(text, typed)}", message)


def _texts(library: Library) -> Iterator[tuple[str, str, Text]]:
    """Every text of several lines: the file that it stands in, its field, and itself."""
    for paper in library.papers:
        for path, text in ((paper.path, paper.abstract), *((one.path, one.abstract) for one in paper.translations)):
            yield path, "body", text
    for page in library.pages:
        yield page.path, "body", page.body
    for news in library.news:
        yield news.path, "body", news.body
    for person in (library.owner, *library.people.values()):
        if person.biography:
            yield person.path, "body", person.biography


def _links(library: Library) -> Iterator[tuple[str, str, str]]:
    """The addresses of front matter: file, field, address."""
    papers = [(paper.path, paper.links) for paper in library.papers]
    people = [(person.path, person.links) for person in (library.owner, *library.people.values())]
    for path, links in papers + people:
        for link in links:
            yield path, f"links.{link.label}", link.url
    for paper in library.papers:
        for place, version in enumerate(paper.versions):
            yield paper.path, f"versions.{place}.url", version.url
        if paper.status:
            yield paper.path, "status.url", paper.status.url


def _leads(text: Text, path: str) -> Iterator[tuple[tuple[str, str], str]]:
    """What in a text leads into the site: as (attribute, path from the top), and as it was typed."""
    if 'href="' not in text.html and 'src="' not in text.html:
        return
    placed = _ADDRESS.findall(markup.placed(text.html, path))
    for (attribute, address), (_, typed) in zip(placed, _ADDRESS.findall(text.html), strict=True):
        if address.startswith(markup.ROOT):
            yield (attribute, unescape(address.removeprefix(markup.ROOT))), unescape(typed)


def _is_there(target: str, paths: Container[str]) -> bool:
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    if not path or path.endswith("/"):
        path += "index.html"
    return path in paths or f"{path}/index.html" in paths


def _instead(target: str, occasion: Occasion) -> str:
    from difflib import get_close_matches

    near = get_close_matches(target.partition("#")[0][:80], sorted(occasion.paths), 1, 0.8)
    remedy = f'did you mean "{near[0]}"?' if near else "correct it, or put the file into content/files/"
    return f"leads to nothing that the site has; {remedy}"


def _no_place(typed: str, name: str, there: set[str]) -> str:
    from difflib import get_close_matches

    known = sorted(there)
    near = get_close_matches(name[:80], known, 1, 0.6)
    remedy = f'did you mean "#{_PREFIX.sub("", near[0])}"?' if near else "name one of its headings"
    return f"link {told(typed)} leads to no place on that page; {remedy}"


def _ids(text: Text) -> set[str]:
    return {unescape(name) for name in _ID.findall(text.html)}


def _offset(text: Text, typed: str) -> int:
    """Where an address was typed, in characters into the text; 0 where it was typed otherwise than it is shown."""
    return max(text.source.find(typed), 0) if typed else 0
