"""What lies in the output and is not ours: it goes along into the next site, untouched, whatever it is."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.write.disk import duplicate, make_folder, remove, status
from oeuvre.write.entries import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ROOM = ".oeuvre"
"""The folder inside an output in which a replacement file by file is prepared."""

Signature = tuple[int, int, int]


class Ours(NamedTuple):
    """The paths of our files, and of the folders above them, in the old site or the new."""

    files: Collection[str]
    folders: Collection[str]


def find(tree: str, ours: Ours) -> tuple[list[str], list[str]]:
    """What lies in `tree` and is not ours, sorted; and those of our folders that are there.

    A folder ends with a slash, and others' are not entered. Where something of another kind lies in our place, a link
    for a folder, say, it is not ours. The first of our folders is `""`, the tree itself.
    """
    foreign: list[str] = []
    folders = [""]
    for folder in folders:  # grows as it is walked
        for path in _look(tree, folder, ours):
            (folders if path[-1] == "/" and path[:-1] in ours.folders else foreign).append(path)
    return sorted(foreign), folders


def _look(tree: str, folder: str, ours: Ours) -> list[str]:
    """The folders in a folder, and what else is not ours."""
    found = []
    with os.scandir(tree + folder) as entries:
        for entry in entries:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                found.append(path + "/")
            elif path not in ours.files or not entry.is_file(follow_symlinks=False):
                found.append(path)
    return found if folder else [path for path in found if path not in {MANIFEST, ROOM + "/"}]


def carry(live: str, stage: str, paths: Iterable[str]) -> dict[str, Signature]:
    """Take what others put into `live` along to `stage`, and return how each of these files was found."""
    carried: dict[str, Signature] = {}
    for path in paths:
        make_folder(stage, path.rstrip("/").rpartition("/")[0])
        if path.endswith("/"):
            _carry_folder(live, stage, path, carried)
        else:
            carried[path] = _carry_file(live + path, stage + path)
    return carried


def _carry_folder(live: str, stage: str, path: str, carried: dict[str, Signature]) -> None:
    folders = [path]
    for folder in folders:  # grows as it is walked
        if os.stat(live + folder).st_dev != os.stat(live).st_dev:
            raise OSError(errno.EXDEV, "a disk is mounted in it", live + folder)
        make_folder(stage, folder[:-1])
        with os.scandir(live + folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(folder + entry.name + "/")
                else:
                    carried[folder + entry.name] = _carry_file(entry.path, stage + folder + entry.name)
    for folder in reversed(folders):
        found = os.stat(live + folder)
        os.chmod(stage + folder, stat.S_IMODE(found.st_mode))
        os.utime(stage + folder, ns=(found.st_atime_ns, found.st_mtime_ns))


def _carry_file(source: str, target: str) -> Signature:
    found = signature(source)
    duplicate(source, target)
    return found


def signature(path: str) -> Signature:
    """What changes when somebody else's file is replaced or edited."""
    found = os.lstat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns


def late(tree: str, ours: Ours, folders: Iterable[str], since: int) -> list[str]:
    """What others put into our `folders` after a moment, as `find` tells it.

    `since` is that moment in the file system's own nanoseconds: a folder that did not change needs no second look.
    Windows does not tell when a folder changed: there all are looked at again.
    """
    changed = [folder for folder in folders if os.name == "nt" or os.stat(tree + folder).st_ctime_ns >= since]
    found = [path for folder in changed for path in _look(tree, folder, ours)]
    return [path for path in found if path[-1] != "/" or path[:-1] not in ours.folders]


def settle(
    spare: str, live: str, paths: Iterable[str], carried: dict[str, Signature], pages: Collection[str]
) -> None:
    """Empty the old site of what is not ours; what changed after it was carried along changes in the new site too.

    What lay where the new site has one of its `pages` is given up.
    """
    gone = set(carried)
    for path in paths:
        for file in _files_below(spare, path):
            gone.discard(file)
            if file not in pages and carried.get(file) != signature(spare + file):
                make_folder(live, file.rpartition("/")[0])
                os.replace(spare + file, live + file)
        remove(spare + path.rstrip("/"))
    for file in gone:
        if status(live + file) is not None and signature(live + file) == carried[file]:
            os.unlink(live + file)


def _files_below(tree: str, path: str) -> list[str]:
    if not path.endswith("/"):
        return [path] if status(tree + path) else []
    folders, files = [path] if status(tree + path[:-1]) else [], []
    for folder in folders:  # grows as it is walked
        with os.scandir(tree + folder) as entries:
            for entry in entries:
                below = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(below + "/")
                else:
                    files.append(below)
    return files
