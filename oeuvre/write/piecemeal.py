"""File by file: how a site is replaced whose folder cannot be renamed: a mount point, or in a closed parent.

All new files are brought into a folder inside the output first, and all that they replace is kept there, so that a
full disk or a missing right shows before anything has changed. Then each takes its place. Whoever dies on the way
leaves the journal, by which the next build puts the old site back before it makes the new one.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from typing import TYPE_CHECKING

from oeuvre.write.disk import copy, drop, drop_empty, duplicate, link_or_copy, make_folder, status, write_small
from oeuvre.write.entries import folders_of
from oeuvre.write.names import inside
from oeuvre.write.strangers import ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

JOURNAL = "journal"


def replace(stage: str, live: str, changed: Sequence[str], removed: Sequence[str]) -> None:
    """Move the files `changed` from `stage` into `live`, in this order, and remove others there.

    Both folders end with a slash. After an exception all is as it was.
    """
    room = f"{live}{ROOM}/"
    make_folder(live, ROOM)
    try:
        _prepare(stage, live, room, changed, removed)
        clash = folders_of(changed) & {*removed} or folders_of(removed) & {*changed}
        if clash:  # a file becomes a folder or the other way round
            _remove(live, removed)
        for number, path in enumerate(changed):
            make_folder(live, path.rpartition("/")[0])
            os.replace(f"{room}new-{number}", live + path)
        if not clash:
            _remove(live, removed)
        os.unlink(room + JOURNAL)  # from here on the new site stands
    except BaseException:
        recover(live)
        raise
    try:
        _clear(room)
    except OSError:
        pass  # the next build sweeps it


def _prepare(stage: str, live: str, room: str, changed: Sequence[str], removed: Sequence[str]) -> None:
    journal = []
    for number, path in enumerate([*changed, *removed]):
        if number < len(changed):
            _bring(stage + path, f"{room}new-{number}")
        found = status(live + path)
        there = found is not None and not stat.S_ISDIR(found.st_mode)
        if there:
            duplicate(live + path, f"{room}old-{number}")
        journal.append((path, there))
    write_small(room + JOURNAL, json.dumps(journal).encode())


def _bring(source: str, target: str) -> None:
    try:
        link_or_copy(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy(source, target)


def _remove(live: str, paths: Sequence[str]) -> None:
    for path in paths:
        drop(live, path)


def recover(live: str) -> None:
    """Put the old site back where a replacement file by file was not finished. `live` ends with a slash."""
    room = f"{live}{ROOM}/"
    found = status(room[:-1])
    if found is None or not stat.S_ISDIR(found.st_mode):
        return
    journal = [(number, path, there) for number, (path, there) in enumerate(_journal(room)) if _at_home(live, path)]
    for number, path, there in journal:
        if not there and status(f"{room}new-{number}") is None:
            drop(live, path)
        drop_empty(live, path)
    for number, path, _ in journal:
        if status(f"{room}old-{number}") is not None:
            make_folder(live, path.rpartition("/")[0])
            os.replace(f"{room}old-{number}", live + path)
    _clear(room)


def _journal(room: str) -> list[tuple[str, bool]]:
    try:
        with open(room + JOURNAL, "rb") as file:
            return [(str(path), bool(there)) for path, there in json.load(file)]
    except (FileNotFoundError, ValueError, TypeError, RecursionError):
        return []  # it is written at once: what cannot be read is none of ours, and nothing was replaced


def _at_home(live: str, path: str) -> bool:
    """Whether `path` truly lies in `live`: no link on the way leads elsewhere."""
    above = path.rpartition("/")[0]
    return inside(path) and os.path.realpath(live + above) == os.path.realpath(live) + (above and f"/{above}")


def _clear(room: str) -> None:
    """Remove what we put into the room; the journal goes first, or it would speak of files that are gone."""
    names = sorted(name for name in os.listdir(room) if name.startswith((JOURNAL, "new-", "old-")))
    for name in names:
        os.unlink(room + name)
    try:
        os.rmdir(room)
    except OSError:
        pass  # the stage or the lock lie in it too
