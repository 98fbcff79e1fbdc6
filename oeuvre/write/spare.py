"""The site before last: kept in the cache between two builds, to be made the next one.

Nearly all its files are one with those on show, so it costs little more than its folders; and a build that changes one
page of 10,000 touches that page, and need neither make nor remove 10,000 folders. A spare is only believed while a
marker stands beside it, named after the very folder: its inode and the time of its last change. So neither a stage that
somebody died in, nor one that came with a stranger's cache, is ever taken for it.
"""

from __future__ import annotations

import os
import stat

from oeuvre.write.disk import remove
from oeuvre.write.entries import MANIFEST, parse_manifest

STAGE = "spare/"
_AT_WORK = "stage.json"


def find(room: str) -> str:
    """The marker of the spare in `room`; or, where there is none to be believed, `""` after removing all remains."""
    marker = _marker(room)
    for name in os.listdir(room):
        if name == _AT_WORK or name.endswith(".new") or (name.startswith("spare-") and room + name != marker):
            os.unlink(room + name)
    if marker and os.path.exists(marker):
        return marker
    remove(room + STAGE[:-1])
    return ""


def open_stage(room: str, marker: str) -> None:
    """From here on the stage is under work, new or made of the spare: should all processes die, nobody believes it."""
    try:
        if marker:
            os.replace(marker, room + _AT_WORK)
    except FileNotFoundError:
        pass  # another process of this build was first
    try:
        os.mkdir(room + STAGE)
    except FileExistsError:
        pass


def files(room: str) -> list[str]:
    """The files of the spare that the stage was made of."""
    try:
        with open(room + _AT_WORK, "rb") as file:
            return list(parse_manifest(file.read()))
    except FileNotFoundError:
        return []


def mark(room: str) -> None:
    """Declare the stage to be a spare: a whole site of ours, and nothing else in it."""
    os.replace(f"{room}{STAGE}{MANIFEST}", room + _AT_WORK)
    os.replace(room + _AT_WORK, _marker(room))


def _marker(room: str) -> str:
    try:
        status = os.lstat(room + STAGE[:-1])
    except FileNotFoundError:
        return ""
    return f"{room}spare-{status.st_ino:x}-{status.st_mtime_ns:x}.json" if stat.S_ISDIR(status.st_mode) else ""
