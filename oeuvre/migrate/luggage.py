"""Files that come along: where each goes, under a name that every system can have; copied at the end.

A file keeps its address where it can: what stood at `/files/cv.pdf` is `content/files/cv.pdf`, which is there again.
"""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from oeuvre.errors import OutputError
from oeuvre.text.slugs import safe, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.migrate.old import Old

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".svg", ".avif", ".gif"))
_NOT_CARRIED = re.compile(
    r"\.(?:css|scss|sass|less|js|mjs|ts|map|woff2?|ttf|eot|otf|html?|liquid|rb|py|ipynb|sh|ya?ml|toml|webmanifest|lock|gemspec|"
    r"bak|xml|md|markdown|bib|bst|cls|swp|pyc)\Z",
    re.IGNORECASE,
)
"""What is code, text that is read, or of a theme, and comes along only where something leads to it."""


class Luggage:
    """The files that come along. `roots` are folders that do not stand in addresses (`static`)."""

    def __init__(self, old: Old, roots: Sequence[str] = ()) -> None:
        self.old = old
        self.roots = roots
        self.moved: dict[str, str] = {}
        self.beside: dict[str, str] = {}
        self.laid: list[tuple[str, str]] = []
        self._taken: dict[str, str] = {}

    def take(self, path: str) -> str:
        """Have a file of the old site come along; its place below `content/`."""
        if path in self.moved:
            return self.moved[path]
        place = "files/" + "/".join(_named(part) for part in self.address(path).split("/") if part)
        stem, dot, ending = place.rpartition(".")
        number = 1
        while self._taken.setdefault(place.casefold(), path) != path:
            number += 1
            place = f"{stem}-{number}{dot}{ending}"
        self.moved[path] = place
        return place

    def address(self, path: str) -> str:
        """The part of a file's address that it keeps."""
        for root in self.roots:
            if root and path.startswith(f"{root}/"):
                path = path[len(root) + 1 :]
                break
        return path.removeprefix("files/").removeprefix("assets/")

    def take_all(self, paths: Iterable[str]) -> None:
        """Have files come along that nothing leads to: all but those that are a theme's."""
        for path in paths:
            if path not in self.beside and not _NOT_CARRIED.search(path):
                self.take(path)

    def lay_beside(self, slug: str, kind: str, path: str) -> str:
        """Have a file come along beside a paper; its place below `content/`, empty where one of its kind is."""
        ending = os.path.splitext(path)[1].lower()
        middle = {"supp": "supplement"}.get(kind) or slugify(kind) or "file"
        if ending in _PICTURES and kind in ("image", "preview"):
            place = f"papers/{slug}{ending}"
        elif ending == ".pdf" and kind in ("pdf", "html"):
            place = f"papers/{slug}.pdf"
        else:
            place = f"papers/{slug}.{middle}{ending}"
        if ending in ("", ".md", ".bib") or self._taken.setdefault(place.casefold(), path) != path:
            return ""
        self.beside.setdefault(path, place)
        self.laid.append((path, place))
        return place

    def copy(self, content: str) -> int:
        """Copy everything below the folder `content`; how many files. Raises OutputError where that cannot be."""
        places = [*self.moved.items(), *self.laid]
        for path, place in places:
            target = os.path.join(content, *place.split("/"))
            try:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(os.path.join(self.old.folder, path), target, follow_symlinks=False)
            except OSError as error:
                message = f'"{path}" cannot be copied to "{target}" ({error.strerror}); make room, and begin again'
                raise OutputError(message) from error
        return len(places)


def _named(part: str) -> str:
    """A part of a path that makes no trouble in an address."""
    return safe(part.replace("#", "-").replace("%", "-"))
