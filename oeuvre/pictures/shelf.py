"""What was made of pictures, kept in the site's `.cache/pictures/` under the digest of all that it was made from.

Files are named by a key; each holds a line of JSON and any number of blobs. Nothing is believed without its digest, so
a file that was cut or changed is as good as none. What nobody asked for in two months is removed.
"""

from __future__ import annotations

import json
import os
import time
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = os.path.join(".cache", "pictures")
STALE = 60 * 86_400
"""Seconds after which what was not asked for is removed."""

_HEAD = 8192
_DAY = 86_400


class Kept(NamedTuple):
    """What was said of a picture, and how many files were made of it."""

    said: tuple[str | int, ...]
    files: int


@cache
def maker() -> str:
    """Identify what makes pictures: this package's code and fonts, and the versions of Pillow and pypdfium2."""
    from oeuvre.pictures import versions

    digest = blake2b(digest_size=16)
    here = os.path.dirname(__file__)
    for folder in (here, os.path.join(here, "fonts")):
        for name in sorted(os.listdir(folder)):
            if name.endswith((".py", ".ttf")):
                with open(os.path.join(folder, name), "rb") as file:
                    digest.update(file.read())
    return f"{digest.hexdigest()} {versions()}"


def key(*parts: object) -> str:
    """The name under which a thing is kept that was made from these parts."""
    return blake2b(repr((maker(), parts)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def look(site: str, name: str) -> Kept | None:
    """What was said of a thing, without reading its files; None where it is not kept."""
    try:
        with open(_path(site, name), "rb") as file:
            status = os.fstat(file.fileno())
            line = file.read(_HEAD).partition(b"\n")[0]
            said, sizes = _said(line)
    except (OSError, ValueError, TypeError):
        return None
    if status.st_size != len(line) + 1 + sum(size for size, _ in sizes):
        return None
    if time.time() - status.st_mtime > _DAY:
        _touch(_path(site, name))
    return Kept(said, len(sizes))


def get(site: str, name: str, number: int) -> bytes | None:
    """One of the files of a thing; None where it is not kept, or not as it was."""
    try:
        with open(_path(site, name), "rb") as file:
            line, _, rest = file.read().partition(b"\n")
        _, sizes = _said(line)
        size, digest = sizes[number]
    except (OSError, ValueError, TypeError, IndexError):
        return None
    start = sum(before for before, _ in sizes[:number])
    data = rest[start : start + size]
    return data if len(data) == size and _digest(data) == digest else None


def put(site: str, name: str, said: Sequence[str | int], files: Sequence[bytes]) -> None:
    """Keep a thing; a folder that cannot be written is no fault."""
    body = json.dumps([list(said), [[len(data), _digest(data)] for data in files]]).encode()
    path = _path(site, name)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(b" ".join((_digest(body).encode(), body)) + b"\n" + b"".join(files))
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass


def tidy(site: str) -> None:
    """Remove what nobody asked for in a long time."""
    folder = os.path.join(site, FOLDER)
    limit = time.time() - STALE
    try:
        with os.scandir(folder) as found:
            old = [entry.path for entry in found if entry.stat().st_mtime < limit]
        for path in old:
            os.unlink(path)
    except OSError:
        pass


def _said(line: bytes) -> tuple[tuple[str | int, ...], list[tuple[int, str]]]:
    """A file's first line, taken apart. Raises ValueError where it is not as it was written."""
    digest, _, body = line.partition(b" ")
    if digest.decode("ascii", "replace") != _digest(body):
        raise ValueError("not as it was written")
    said, sizes = json.loads(body)
    return tuple(said), [(int(size), str(each)) for size, each in sizes]


def _touch(path: str) -> None:
    try:
        os.utime(path)
    except OSError:
        pass


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _path(site: str, name: str) -> str:
    return os.path.join(site, FOLDER, name)
