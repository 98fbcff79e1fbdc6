"""A request's path as a path of the site, the way GitHub Pages reads it."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

_CONTROL = {*map(chr, range(32)), "\x7f"}
_CHARSET = ("application/javascript", "application/json", "image/svg+xml")


def base(path: str) -> str:
    """A base path in its one form: `repo`, `/repo` and `/repo/` are `/repo/`; nothing is `/`."""
    inside = path.strip("/")
    return f"/{inside}/" if inside else "/"


def decode(raw: str) -> str | None:
    """A path as it was sent, decoded once; None if it is not UTF-8 or holds a control character or a backslash.

    HTTP libraries hand header bytes over as Latin-1, so that is undone first.
    """
    try:
        path = unquote_to_bytes(raw.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return None
    return None if "\\" in path or not _CONTROL.isdisjoint(path) else path


def inside(raw: str, base: str) -> str | None:
    """The path below `base`, with `index.html` where a folder is meant; None if no file of a site can have it.

    No empty, `.` or `..` segment, and nothing hidden: names that start with a dot, except `.well-known`.
    """
    path = decode(raw)
    if path is None or not path.startswith(base):
        return None
    path = path[len(base) :]
    path = f"{path}index.html" if not path or path.endswith("/") else path
    first, *others = path.split("/")
    hidden = first.startswith(".") and first != ".well-known"
    if hidden or not first or any(not part or part.startswith(".") for part in others):
        return None
    return path


def outside(raw: str, base: str) -> bool:
    """Whether a request stands at the door: `/` or `/repo` where the site is at `/repo/`."""
    return base != "/" and raw in {"/", base[:-1]}


def media_type(path: str, given: str = "") -> str:
    """The media type with its charset: `given`, or by the path's ending.

    Only Python's own table is asked: a system's registry has been seen to call scripts text/plain.
    """
    if not given:
        import mimetypes

        guess, packed = mimetypes.MimeTypes().guess_type(path)
        given = "application/octet-stream" if packed or not guess else guess
    written = given.startswith("text/") or given in _CHARSET or given.endswith("+xml")
    return f"{given}; charset=utf-8" if written and "charset" not in given else given
