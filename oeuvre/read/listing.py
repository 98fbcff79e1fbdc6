"""Listing folders of a site: what is hidden is left alone, what leads out is not followed, and nothing is opened."""

from __future__ import annotations

import os
import stat
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.errors import Severity

RULES = {
    "file/link": "a symbolic link leads out of the site, to a folder, or nowhere",
    "file/unreadable": "a file or folder cannot be read",
}

_LEFT_BEHIND = (".swp", ".swo", ".tmp", "~")
_OF_SYSTEMS = frozenset(("thumbs.db", "desktop.ini"))

_DEEPEST = 30


class Source(NamedTuple):
    """A file, by its path relative to the site's folder (`content/papers/nets.md`), and what shows that it changed.

    `size` in bytes, `changed` in nanoseconds since 1970.
    """

    path: str
    size: int
    changed: int
    inode: int

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2]

    @property
    def ending(self) -> str:
        """The ending of the name in small letters, with its dot; empty where there is none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if stem and dot else ""

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name[: len(self.name) - len(self.ending)]


class Listing:
    """Lists folders of one site, and collects what is wrong there in `findings`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.real = os.path.realpath(folder)
        self.findings: list[Finding] = []

    def tell(self, path: str, message: str, rule: str, severity: Severity = "error") -> None:
        """Tell a finding about a file as such."""
        shown = path.encode("utf-8", "backslashreplace").decode()
        self.findings.append(Finding(shown, 1, 1, severity, message, rule))

    def list(self, folder: str) -> tuple[list[Source], list[str]]:
        """The files in a folder and the names of its folders, sorted by name whatever the file system does."""
        try:
            with os.scandir(os.path.join(self.folder, folder)) as found:
                entries = sorted(found, key=_in_order)
        except OSError as error:
            message = f"the folder cannot be read ({error.strerror}); look at its permissions"
            self.tell(folder, message, "file/unreadable")
            return [], []
        files, folders = [], []
        for entry in entries:
            if _ignored(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            found_out = self.look(entry, path)
            if found_out is None:
                continue
            if stat.S_ISDIR(found_out.st_mode):
                folders.append(entry.name)
            else:
                files.append(Source(path, found_out.st_size, found_out.st_mtime_ns, found_out.st_ino))
        return files, folders

    def look(self, entry: os.DirEntry[str], path: str) -> os.stat_result | None:
        """What an entry is, or None where it is nothing to be read; that is told."""
        try:
            entry.name.encode()
            if entry.is_symlink() and not self.stays(entry, path):
                return None
            found = entry.stat()
        except UnicodeEncodeError:
            self.tell(path, "the name is not Unicode; rename the file", "file/unreadable")
            return None
        except OSError as error:
            self.tell(path, f"the file cannot be read ({error.strerror}); look at its permissions", "file/unreadable")
            return None
        if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
            return found
        self.tell(path, "this is no file, but a device or a pipe; remove it", "file/unreadable")
        return None

    def stays(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether a symbolic link leads to a file of this site."""
        target = os.path.realpath(entry.path)
        if not _within(target, self.real):
            message = "the link leads out of the site and is not followed; put the file itself here"
        elif not os.path.exists(target):
            message = "the link leads nowhere; remove it"
        elif os.path.isdir(target):
            message = "the link leads to a folder and is not followed; put the files themselves here"
        else:
            return True
        self.tell(path, message, "file/link")
        return False

    def tree(self, folder: str, depth: int = 0) -> Iterator[Source]:
        """All files below a folder."""
        files, folders = self.list(folder)
        yield from files
        for name in folders:
            if depth < _DEEPEST:
                yield from self.tree(f"{folder}/{name}", depth + 1)
            else:
                self.tell(f"{folder}/{name}", "the folder lies too deep and is not read; move it up", "file/unreadable")


def _ignored(name: str) -> bool:
    """Hidden files, what editors and systems leave behind, and what people write to themselves (README.md)."""
    small = name.lower()
    if name[0] in ".#~" or small.endswith(_LEFT_BEHIND):
        return True
    return small in _OF_SYSTEMS or small == "readme" or small.startswith("readme.")


def _in_order(entry: os.DirEntry[str]) -> tuple[str, str]:
    """Names in their composed form decide, so that macOS sorts as all others do."""
    return unicodedata.normalize("NFC", entry.name), entry.name


def _within(path: str, folder: str) -> bool:
    same_drive = os.path.splitdrive(path)[0] == os.path.splitdrive(folder)[0]
    return same_drive and os.path.commonpath([path, folder]) == folder
