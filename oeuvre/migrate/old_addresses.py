"""Old addresses that lead to new pages: each to one, and none where the new site has a page of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding
from oeuvre.migrate.addresses import key, spelt
from oeuvre.migrate.links import as_link

if TYPE_CHECKING:
    from collections.abc import Callable, Set

_IMPOSSIBLE = re.compile(r"[:*?\"<>|\\]|\.\.|//|(?:^|/)[^/]{240,}|(?:^|/)\.")
"""What no folder of the output can be called."""

_OWN = frozenset(("", "news", "cv", "404", "404.html", "feed.xml", "sitemap.xml", "robots.txt"))
_FOLDERS = frozenset(("categories", "years", "people"))


class OldAddresses:
    """The old addresses that have a page already. `pages` are the names of the new site's pages, `files` its files."""

    def __init__(
        self,
        pages: Set[str],
        files: Callable[[str], bool],
        tell: Callable[[Finding], None],
        decide: Callable[[str], None],
    ) -> None:
        self.pages = pages
        self.files = files
        self.tell = tell
        self.decide = decide
        self.taken: dict[str, str] = {}

    def lead(self, address: str, place: str, into: list[str]) -> None:
        """Add an old address to the aliases (`into`) of the file at `place`, unless another page has it."""
        bare = key(address)
        top, _, rest = bare.partition("/")
        if bare in _OWN or bare in self.pages or bare == key(as_link(place)) or (top in _FOLDERS and rest):
            return
        if _IMPOSSIBLE.search(address.strip("/")) or self.files(address.strip("/")):
            self.decide(f"The old address `{address}` cannot be led to `{place}`; change the links to it that you have")
            return
        path = spelt(address)
        other = self.taken.setdefault(path.strip("/").casefold(), place)
        if other != place:
            message = f'"{address}" was the address of two things; it leads to content/{other}'
            self.tell(Finding(f"content/{place}", 1, 1, "note", message, "migrate/address"))
        elif path not in into:
            into.append(path)
