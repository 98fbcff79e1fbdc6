"""Copies of our templates in a site: which of ours each began as, and what has changed in ours since.

A copy says so in its first line, in a comment that no page shows: `{# from oeuvre 0.1.0 home.html 1a2b3c4d #}`. The
eight digits are a digest of our file as it was then, so nothing of older versions has to be kept to know that ours is
another one now. Byte order marks, the ends of lines and blanks at the end of a file count for nothing.
"""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import __version__, theme

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENTS = {".html": "{{# {} #}}", ".css": "/* {} */", ".js": "// {}"}
_MARK = re.compile(
    r"[^\w\n]{2,4}from oeuvre (?P<version>[\w.+-]{1,40}) (?P<name>[\w./-]{1,200}) (?P<digest>[0-9a-f]{8})\b.*"
)
_LARGEST = 1_000_000
"""Bytes of a template that are read."""


class Copy(NamedTuple):
    """A file of the site that takes the place of ours, or was one of ours once.

    `path` is told from the site's folder (`templates/home.html`), `name` is that of ours (`home.html`). `version` and
    `digest` are the mark's, empty where there is none; `text` is the rest of the file.
    """

    path: str
    name: str
    version: str
    digest: str
    text: str


def ours() -> dict[str, str]:
    """Our templates, style sheets and scripts by their names, those of themes as `themes/compact/_entry.html`."""
    return {name: _read(path) for name, path in _files(theme.engine_templates())}


def found(site_folder: str) -> Iterator[Copy]:
    """The copies in a site's `templates/`, sorted; none where that folder is ours itself."""
    folder = os.path.join(site_folder, "templates")
    if not site_folder or not os.path.isdir(folder) or os.path.samefile(folder, theme.engine_templates()):
        return
    known = {name for name, _ in _files(theme.engine_templates())}
    for name, path in _files(folder):
        text = _read(path)
        mark = _MARK.match(text)
        if mark and mark["name"] in known:
            yield Copy(f"templates/{name}", mark["name"], mark["version"], mark["digest"], text[mark.end() + 1 :])
        elif name in known:
            yield Copy(f"templates/{name}", name, "", "", text)


def marked(name: str, text: str) -> str:
    """One of our files as a copy, with its mark."""
    return f"{mark(name, text)}\n{text}\n"


def mark(name: str, text: str) -> str:
    """The first line of a copy of `text`, which is ours."""
    comment = _COMMENTS[os.path.splitext(name)[1]]
    return comment.format(f"from oeuvre {__version__} {name} {digest(text)}")


def digest(text: str) -> str:
    """Eight digits that identify a template's text."""
    return blake2b(text.rstrip().encode(), digest_size=4).hexdigest()


def diff(copy: Copy, text: str) -> Iterator[str]:
    """What has to be done to ours as it is now, `text`, to get the copy: lines of a unified diff."""
    from difflib import unified_diff

    before, after = text.rstrip().split("\n"), copy.text.rstrip().split("\n")
    return unified_diff(before, after, f"oeuvre {__version__}: {copy.name}", copy.path, lineterm="")


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """Names and paths of the files that can carry a mark; links and what is hidden are not followed."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            full = os.path.join(path, name)
            if os.path.splitext(name)[1] in _COMMENTS and os.path.isfile(full) and not os.path.islink(full):
                yield os.path.relpath(full, folder).replace(os.sep, "/"), full


def _read(path: str) -> str:
    """A file's text, its lines ended by line feeds; empty where it cannot be read: a build tells why."""
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read(_LARGEST)
    except OSError:
        return ""
