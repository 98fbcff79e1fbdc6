"""Addresses that a build takes away, and whose `aliases` would lead their readers on.

A page that goes is known by what its head says of the paper: its title and its DOI. Drafts were never published: what
they alone brought about is not missed, which a build of drafts has to leave word of for the next one.
"""

from __future__ import annotations

import json
import os
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from oeuvre import cache
from oeuvre.pages import KINDS
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from oeuvre.library import Library

_HEAD = 65_536
"""Characters of an old page that are read."""

_PLAIN = re.compile(r"[\w./-]+")


def advice(
    gone: Iterable[str], after: Collection[str], output: str, library: Library, withheld: Callable[[], Collection[str]]
) -> dict[str, str]:
    """For the pages among `gone` a line that says what would lead on from them; the old site still lies in `output`.

    `after` are the paths of the new site; `withheld` gives those of pages that only drafts bring about. A page whose
    address changed in its case alone is left out: an alias would stand in the new one's place.
    """
    pages = [path for path in gone if path.endswith(".html")]
    if not pages:
        return {}
    drafts, there = withheld(), {path.casefold() for path in after}
    missed = [path for path in pages if path not in drafts and path.casefold() not in there]
    return {path: _advice(path, output, library) for path in missed}


def paths(library: Library) -> set[str]:
    """The paths of all pages of a site."""
    return {page.path for kind in KINDS.values() for page in kind(library)}


def remember(path: str, drafts: Collection[str]) -> None:
    """Leave word in the file at `path` of the pages that only drafts brought about, or that there are none."""
    if drafts:
        cache.write_sealed(path, json.dumps(sorted(drafts)).encode())
    elif os.path.exists(path):
        cache.write_sealed(path, b"[]")


def recall(path: str) -> set[str]:
    """What the build before this one left word of."""
    payload = cache.read_sealed(path)
    return set(json.loads(payload)) if payload else set()


def _advice(path: str, output: str, library: Library) -> str:
    address = path.removesuffix("index.html")
    alias = address if _PLAIN.fullmatch(address) else quote(address)
    whose = _successor(path, output, library) if path.startswith("papers/") else "the page or paper that took its place"
    return f'  nothing leads on from {address}; add "aliases: [{alias}]" to {whose}'


def _successor(path: str, output: str, library: Library) -> str:
    """Which paper took the place of this page's: one that has its DOI, or else its title."""
    slug = path.split("/")[1]
    if slug in library.by_slug:
        return library.by_slug[slug].path
    head = _head(os.path.join(output, "papers", slug, "index.html"))
    doi, title = _said(head, "citation_doi").lower(), fold(_said(head, "citation_title"))
    for what, same in (
        ("DOI", [paper for paper in library.papers if doi and paper.doi.lower() == doi]),
        ("title", [paper for paper in library.papers if title and fold(paper.title.plain) == title]),
    ):
        if len(same) == 1:
            return f"{same[0].path}, which has its {what}"
    return "the paper that took its place"


def _head(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(_HEAD)
    except OSError:
        return ""


def _said(head: str, name: str) -> str:
    found = re.search(rf'<meta name="{name}" content="([^"]*)">', head)
    return unescape(found[1]) if found else ""
