"""Addresses as an old site wrote them: which lead to its own files and pages, under whatever form."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.migrate.old import Old

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}\Z")


class Addresses:
    """What the addresses of one old site mean. `site` is its own address, `base` the path below its host.

    `roots` are the folders from which files are served as if they lay at the top (`static` of Hugo).
    """

    def __init__(self, old: Old, site: str = "", base: str = "", roots: Sequence[str] = ()) -> None:
        self.old = old
        self.base = base.strip("/")
        self.host = re.sub(r"\Ahttps?://(?:www\.)?", "", site.strip().rstrip("/").lower())
        if self.base and self.host.endswith(f"/{self.base.lower()}"):
            self.host = self.host[: -len(self.base) - 1]
        self.roots = ("", *roots)

    def inner(self, address: str) -> str | None:
        """The path that an address of this site has, from its top and without query; None for all others."""
        address = address.strip()
        bare = re.sub(r"\Ahttps?://(?:www\.)?", "", address, flags=re.IGNORECASE)
        if bare != address:
            if not self.host or bare.lower().partition("/")[0] != self.host.partition("/")[0]:
                return None
            address = "/" + bare.partition("/")[2]
        elif _SCHEME.match(address) or address.startswith(("#", "?")):
            return None
        path = unquote(address.partition("#")[0].partition("?")[0]).replace("\\", "/")
        if path.startswith("/") and self.base and (path + "/").lower().startswith(f"/{self.base.lower()}/"):
            path = "/" + path[len(self.base) + 1 :].lstrip("/")
        return path or None

    def file(self, address: str, folder: str = "", also: Sequence[str] = ()) -> str:
        """The file of the old site to which an address leads, seen from `folder`; empty if it leads to none.

        `also` are further folders in which this theme looks.
        """
        path = self.inner(address)
        if not path or not _ENDING.search(path):
            return ""
        tries = [] if path.startswith("/") else [folder, *also]
        for start in (*tries, *self.roots, *also):
            found = self.old.find(_inside(posixpath.join(start, path.lstrip("/"))))
            if found:
                return found
        return ""

    def served(self, path: str) -> str:
        """The address that a file of the old site had, without the slash before it."""
        for root in self.roots:
            if root and path.startswith(f"{root}/"):
                return path[len(root) + 1 :]
        return path


def _inside(path: str) -> str:
    """The path without its dots; empty where it would lead out of the site."""
    path = posixpath.normpath(path)
    return "" if path.startswith("..") else path


def key(path: str) -> str:
    """What is equal for addresses of one page: `/a/`, `/a`, `a/index.html` and `/A.html` are."""
    path = unquote(path).strip().strip("/").casefold()
    path = path.removesuffix("index.html").removesuffix("index.md")
    return path.removesuffix(".html").removesuffix(".md").strip("/")


def spelt(path: str) -> str:
    """An old address as an alias: with a slash before it, and one behind it unless it names a file."""
    path = "/" + path.strip().strip("/")
    return path if path == "/" or path.endswith((".html", ".htm")) else path + "/"
