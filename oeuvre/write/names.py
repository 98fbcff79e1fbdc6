"""Which paths can stand in a site: on every system that may check it out, and never two for one file.

Sources: Microsoft, "Naming Files, Paths, and Namespaces" (reserved characters and names, trailing dots and spaces);
POSIX NAME_MAX (255 bytes); git refuses `.git` in any spelling. macOS and Windows tell files apart neither by capitals
nor, on macOS, by Unicode form.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255
"""Bytes of UTF-8 that one name may have."""

_RESERVED = r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])"
_DEVICE = re.compile(rf"{_RESERVED}\s*(?:\.|$)", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?!{_RESERVED}[./])(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?/(?!{_RESERVED}[./]))*"
    rf"(?!{_RESERVED}$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?",
    re.IGNORECASE | re.ASCII,
)
"""Nearly every path of a site: seen in one look, without going through its names one by one."""


def fault(path: str) -> str:
    """Why `path` cannot be written, or `""` if it can: relative, forward slashes, safe on every file system."""
    if len(path) <= LONGEST and _PLAIN.fullmatch(path):
        return ""
    if not inside(path):
        return "it does not stay inside the output folder"
    if path.encode("utf-8", "surrogatepass").decode("utf-8", "ignore") != path:
        return "it is not Unicode text"
    if unicodedata.normalize("NFC", path) != path:
        return "it is not in Unicode's composed form (NFC)"
    return next(filter(None, map(_name_fault, path.split("/"))), "")


def inside(path: str) -> bool:
    """Whether `path`, joined to a folder, names something in it on every system."""
    return (
        not any(character in path for character in "\\:\0")
        and ".." not in (names := path.split("/"))
        and "" not in names
        and "." not in names
    )


def _name_fault(name: str) -> str:
    if len(name.encode()) > LONGEST:
        return f"a name in it has more than {LONGEST} bytes"
    if odd := next((character for character in name if character in '<>"|?*' or ord(character) < 32), ""):
        return f"{odd!a} cannot stand in a name on Windows"
    if name[-1] in ". ":
        return f'"{name}" ends with a dot or a space, which Windows drops'
    if _DEVICE.match(name):
        return f'"{name}" is reserved on Windows'
    if name.lower() == ".git" or name.lower().startswith(".oeuvre"):
        return f'"{name}" is not a page\'s name'
    return ""


class Names:
    """All paths of one site, each file once: as a disk sees them that knows neither capitals nor Unicode forms."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._seen = {""}

    def add(self, path: str) -> str:
        """Take `path`; return a path that was taken before and would lie in the same place, or `""`."""
        folded = fold(path)
        if folded in self._files:
            return self._files[folded]
        if folded in self._folders:
            return self._folders[folded]
        self._files[folded] = path
        folder = path.rpartition("/")[0]
        return "" if folder in self._seen else self._add_folder(folder)

    def _add_folder(self, folder: str) -> str:
        new = []
        while folder not in self._seen:
            folded = fold(folder)
            other = self._folders.setdefault(folded, folder)
            if other != folder:
                return other
            if folded in self._files:
                return self._files[folded]
            new.append(folder)
            folder = folder.rpartition("/")[0]
        self._seen.update(new)  # a folder that was refused is refused again
        return ""


def fold(path: str) -> str:
    """A key that is equal for paths which some file system takes for the same."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
