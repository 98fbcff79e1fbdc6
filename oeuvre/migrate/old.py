"""The folder of an old site: what lies in it, read and never written; links that lead out of it are not followed."""

from __future__ import annotations

import os
import stat
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = {
    "migrate/link": "a symbolic link, which is not followed",
    "migrate/unreadable": "a file or folder of the old site that cannot be read",
}

_DEEPEST = 20
_LONGEST = 20_000_000
"""Bytes of a text at most: nothing longer was written by a person."""

_BY_MACHINES = frozenset(
    ("node_modules", "vendor", "_site", "public", "resources", "__pycache__", "_vendor", "venv", "target")
)
"""Folders that programs fill."""

_OF_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


class Place(NamedTuple):
    """Where something stands in the old site: a path with forward slashes, and a line from 1."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Old:
    """An old site. `files` are its files in order, by their path from its folder, with their sizes in bytes.

    Raises UsageError where there is no folder.
    """

    def __init__(self, folder: str) -> None:
        if not os.path.isdir(folder):
            raise UsageError(f'"{folder}" is not a folder; give the folder of the old site')
        self.folder = folder
        self.findings: list[Finding] = []
        self.files: dict[str, int] = dict(sorted(self._tree("", 0)))
        self._by_folded = {_folded(path): path for path in reversed(self.files)}
        self._by_name: dict[str, list[str]] = {}
        for path in self.files:
            self._by_name.setdefault(_folded(path.rpartition("/")[2]), []).append(path)

    def below(self, folder: str, *endings: str) -> list[str]:
        """The files in a folder and the folders in it, those with one of the endings if any are given."""
        start = f"{folder}/" if folder else ""
        return [
            path for path in self.files if path.startswith(start) and (not endings or path.lower().endswith(endings))
        ]

    def read(self, path: str) -> bytes:
        """The bytes of a file; none, and a finding, where it cannot be read."""
        try:
            if self.files[path] > _LONGEST:
                self._tell(path, f"the file has {self.files[path]:,} bytes, which no text has; it was not read")
                return b""
            with open(os.path.join(self.folder, path), "rb") as file:
                return file.read()
        except OSError as error:
            self._tell(path, f"the file cannot be read ({error.strerror}); look at its permissions")
            return b""

    def find(self, path: str) -> str:
        """The file at a path as somebody typed it, whatever its capitals; empty if there is none."""
        return path if path in self.files else self._by_folded.get(_folded(path), "")

    def named(self, name: str) -> str:
        """The only file of that name, wherever it lies; empty if there is none, or several."""
        found = self._by_name.get(_folded(name), [])
        return found[0] if len(found) == 1 else ""

    def _tell(self, path: str, message: str, rule: str = "unreadable") -> None:
        shown = path.encode("utf-8", "backslashreplace").decode()
        self.findings.append(Finding(shown, 1, 1, "warning", message, f"migrate/{rule}"))

    def _tree(self, folder: str, depth: int) -> Iterator[tuple[str, int]]:
        try:
            with os.scandir(os.path.join(self.folder, folder)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._tell(folder or ".", f"the folder cannot be read ({error.strerror}); look at its permissions")
            return
        for entry in entries:
            if entry.name[0] in ".#~" or entry.name.endswith("~") or entry.name.lower() in _OF_SYSTEMS:
                continue
            yield from self._entry(entry, f"{folder}/{entry.name}" if folder else entry.name, depth)

    def _entry(self, entry: os.DirEntry[str], path: str, depth: int) -> Iterator[tuple[str, int]]:
        try:
            path.encode()
            if entry.is_symlink():
                self._tell(path, "this is a link and was not followed; put the file itself there", "link")
                return
            found = entry.stat(follow_symlinks=False)
        except UnicodeEncodeError:
            self._tell(path, "the name is not Unicode, and the file was left; rename it")
            return
        except OSError as error:
            self._tell(path, f"the file cannot be read ({error.strerror}); look at its permissions")
            return
        if stat.S_ISREG(found.st_mode):
            yield path, found.st_size
        elif stat.S_ISDIR(found.st_mode) and entry.name not in _BY_MACHINES and depth < _DEEPEST:
            yield from self._tree(path, depth + 1)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
