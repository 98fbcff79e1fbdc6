"""The index that the search in the reader's browser loads, piece by piece, on its first use.

`assets/search/index.js` names all other pieces, each by a digest of what it is made from, and has the words that the
search says: it alone keeps its name, so that no page depends on the index. The *head* has what papers are found and
counted by. Pieces of SIZE papers have the texts that only searching needs and, where the pages do not show every paper
whole, the papers as lists show them. A piece holds papers that follow each other in time, so that a new one changes
the last piece alone.

Pieces are scripts that hand over one JSON value, not JSON files: a page opened from disk may load no others.
"""

from __future__ import annotations

import json
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre import __version__
from oeuvre.markup import ROOT
from oeuvre.pages import groups, search_head
from oeuvre.pages.page import Page, digests, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oeuvre.languages import Words
    from oeuvre.library import Library
    from oeuvre.model import Paper
    from oeuvre.render import Renderer

FOLDER = "assets/search/"
ENTRY = f"{FOLDER}index.js"
SIZE = 100
"""Papers in a piece: about 100 kB, 30 kB on its way."""

FEWEST = 2
"""Papers that a site has at least where it has a search."""

WORDS = ("category", "year", "type", "author", "keyword", "order", "clear", "none", "remove", "loading")
"""What the search says, without `search.`; further words have plural forms or stand elsewhere already."""

_FORMS = 200
"""Every plural rule that is known repeats after a hundred, from a hundred on."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Pieces(NamedTuple):
    """All pieces of one index but its entry: what they are made from, which is also what they are called by."""

    head: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[str, ...], ...]
    shards: tuple[tuple[Paper, ...], ...]


def pages(library: Library) -> Iterator[Page]:
    """All pieces, where the site has a search."""
    if not wanted(library):
        return
    pieces = index(library)
    yield Page(ENTRY, (*shared(library), address(pieces.head)), partial(entry, pieces=pieces))
    yield Page(address(pieces.head), pieces.head, partial(head, pieces=pieces))
    for inputs, papers in zip(pieces.texts, pieces.shards, strict=True):
        yield Page(address(inputs), inputs, partial(texts, papers=papers))
    for inputs, papers in zip(pieces.lists, pieces.shards, strict=bool(pieces.lists)):
        yield Page(address(inputs), inputs, partial(lists, papers=papers))


def wanted(library: Library) -> bool:
    """Whether the site has a search."""
    return library.site.search and len(library.papers) >= FEWEST


def index(library: Library) -> Pieces:
    """The pieces of a library's index."""
    common = shared(library)
    shards = in_time(library.papers)
    texts = tuple([("text", *digests(library, papers)) for papers in shards])
    whole = not groups.long(library)
    lists = () if whole else tuple([("list", *common, *inputs[1:]) for inputs in texts])
    return Pieces(("head", *common, *digests(library, library.papers)), texts, lists, shards)


def in_time(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """The papers from the oldest to the newest, SIZE at a time; forthcoming ones last."""
    ordered = sorted(papers, key=lambda paper: (not paper.date.year, paper.date, paper.slug))
    return tuple([tuple(ordered[start : start + SIZE]) for start in range(0, len(ordered), SIZE)])


def address(inputs: Sequence[str]) -> str:
    """Where a piece goes: a digest of what it is made from, so that no browser keeps an old one for a new one."""
    digest = blake2b("\0".join((__version__, *inputs)).encode(), digest_size=8).hexdigest()
    return f"{FOLDER}{digest}.js"


def piece(value: object) -> str:
    """A script that hands over a value, which is JSON and so can be nothing else."""
    return f"oeuvreShard({_JSON.encode(value)})\n"


def entry(renderer: Renderer, pieces: Pieces) -> str:
    """Where all other pieces are, and the words of the search in the site's language."""
    return piece(
        {
            "style": renderer.asset("search.css").removeprefix(ROOT),
            "head": address(pieces.head),
            "texts": [address(inputs) for inputs in pieces.texts],
            "lists": [address(inputs) for inputs in pieces.lists],
            "size": SIZE,
            "words": spoken(renderer.library, renderer.words),
        }
    )


def spoken(library: Library, words: Words) -> dict[str, Any]:
    """The words of the search; those with plural forms as a list for each number below _FORMS that has another form."""
    orders = dict.fromkeys([library.site.order, "date", "citations", "title"])
    return {
        **{word: words(f"search.{word}", name="{name}") for word in WORDS},
        "forthcoming": words("forthcoming"),
        "citations": words("citations"),
        "orders": [[order, words(f"order.{order}")] for order in orders],
        **{name: plurals(words, key) for name, key in (("papers", "papers"), ("more", "more_papers"))},
    }


def plurals(words: Words, key: str) -> tuple[list[str], list[int]]:
    """The forms of some words, with `{n}` in the number's place, and which of them each number takes."""
    said = [words(key, n=n).replace(str(n), "{n}", 1) for n in range(_FORMS)]
    forms = list(dict.fromkeys(said))
    return forms, [forms.index(form) for form in said]


def head(renderer: Renderer, pieces: Pieces) -> str:
    """What papers are found and counted by."""
    return piece(search_head.head(renderer.library, renderer.words, pieces.shards))


def texts(_renderer: Renderer, papers: Sequence[Paper]) -> str:
    """What else is searched in: the abstract, the paper's numbers in registers, and what it says in other languages."""
    return piece([_text(paper) for paper in papers])


def lists(renderer: Renderer, papers: Sequence[Paper]) -> str:
    """The papers as lists show them in short."""
    return piece([renderer.line(paper) for paper in papers])


def _text(paper: Paper) -> list[str]:
    others = [text.plain for other in paper.translations for text in (other.title, other.abstract)]
    return [paper.abstract.plain, "\n".join(part for part in (paper.doi, paper.arxiv, *others) if part)]
