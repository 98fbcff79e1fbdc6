"""The papers that a site has, as an import sees them: their files as they are, found again by what they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.merge.identity import Identity, identity, same_work, shares_title
from oeuvre.text import edit, frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from oeuvre.sync.origins import Origin
    from oeuvre.text.emit import Value

FOLDER = "content/papers"


_TELLING_WORDS = 3
"""A title of fewer words (Editorial, Introduction) tells nothing by itself."""


class Names(NamedTuple):
    """By what a source knows a paper: its key there, the record word for word, and title, author and year."""

    key: str
    record: str
    title: str


class Volume(NamedTuple):
    """One file on the shelf: its path from the site's folder, its bytes, and what they say."""

    path: str
    data: bytes
    fields: dict[str, Value]
    body: str
    identity: Identity


def volume(path: str, data: bytes) -> Volume:
    """A paper's file as the import sees it. Faults in it are not told here: `check` does."""
    document = frontmatter.parse(data)
    fields = {key.text: edit.value(node) for key, node in document.fields.entries}
    return Volume(path, data, fields, document.body, identity(fields))


class Shelf:
    """All papers of a site, indexed by their ids, their titles and the names that sources have for them."""

    def __init__(self, site: str, origins: dict[str, Origin]) -> None:
        self.volumes: dict[str, Volume] = {}
        self.taken: set[str] = set()
        self._by_id: dict[str, str] = {}
        self._by_title: dict[str, list[str]] = {}
        self._by_name: dict[str, str] = {}
        for path, origin in origins.items():
            for name in origin.known:
                self._by_name.setdefault(name, path)
        folder = os.path.join(site, FOLDER)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            self.taken.add(name.split(".")[0].lower())
            if name.endswith(".md") and name.count(".") == 1:
                with open(os.path.join(folder, name), "rb") as file:
                    self.put(volume(f"{FOLDER}/{name}", file.read()))

    def put(self, book: Volume) -> None:
        """A new file, or a new state of one."""
        self.volumes[book.path] = book
        self.taken.add(os.path.basename(book.path).split(".")[0].lower())
        for id_ in book.identity.ids:
            self._by_id.setdefault(id_, book.path)
        paths = self._by_title.setdefault(book.identity.title, [])
        if book.path not in paths:
            paths.append(book.path)

    def name(self, path: str, known: Iterable[str]) -> None:
        """Remember by what names sources know a file."""
        for name in known:
            self._by_name.setdefault(name, path)

    def find(self, paper: Identity, names: Names, claimed: Set[str]) -> tuple[Volume | None, str]:
        """The file of this paper, or None; and a file that has one of its ids under another title, or "".

        `claimed` are the files of earlier records of the same run: one list does not name a paper twice by chance.
        """
        for name in (names.record, names.key):
            book = self.volumes.get(self._by_name.get(name, ""))
            if book and (name == names.record or (book.path not in claimed and shares_title(paper, book.identity))):
                return book, ""
        stranger = ""
        for id_ in sorted(paper.ids):
            book = self.volumes.get(self._by_id.get(id_, "") or self._by_name.get(id_, ""))
            if book and shares_title(paper, book.identity) and not _two_published(paper, book.identity):
                return book, ""
            stranger = stranger or (book.path if book and not shares_title(paper, book.identity) else "")
        return self._by_its_title(paper, claimed), stranger

    def _by_its_title(self, paper: Identity, claimed: Set[str]) -> Volume | None:
        """Of several that fit, the one with the same venue and year."""
        books = [self.volumes[path] for path in self._by_title.get(paper.title, ()) if paper.title]
        strict = len(paper.words) < _TELLING_WORDS
        fitting = [book for book in books if same_work(paper, book.identity, one_list=strict or book.path in claimed)]
        fitting.sort(key=lambda book: (book.identity.venue != paper.venue, book.identity.year != paper.year))
        return fitting[0] if fitting else None

    def was_deleted(self, names: Names, paper: Identity) -> str:
        """The path of a file that an import made for this paper and that is gone; else empty."""
        for name in (names.record, names.title, *sorted(paper.ids)):
            path = self._by_name.get(name, "")
            if path and path not in self.volumes:
                return path
        return ""


def _two_published(one: Identity, other: Identity) -> bool:
    """Whether both are published, under different DOIs: a paper and its longer version share their preprint."""
    return bool(one.doi and other.doi and one.doi != other.doi and one.stage == other.stage == "published")
