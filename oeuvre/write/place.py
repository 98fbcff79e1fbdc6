"""Where a build works before its site is shown: in the cache; where that cannot be, beside the output or in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.write.disk import remove, status
from oeuvre.write.entries import digest_of
from oeuvre.write.lock import Lock
from oeuvre.write.spare import STAGE
from oeuvre.write.strangers import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable


class Place(NamedTuple):
    """Folders, with a slash at the end: `home` keeps lock and record, `room` the stage; `passing` are removed after.

    `pinned` says why the output cannot be renamed, where that is known from the start.
    """

    lock: Lock
    home: str
    room: str
    passing: tuple[str, ...]
    pinned: str

    @property
    def stage(self) -> str:
        """The next site while it is made, and between builds the last but one, to be made the next."""
        return self.room + STAGE

    @property
    def aside(self) -> str:
        """Where the old site lies between two renames. No slash at its end."""
        return self.room + "old"

    @property
    def record(self) -> str:
        """The file in which the record is kept."""
        return self.home + "record.json"

    def leave(self) -> None:
        """Remove what was only for this build, and let the next begin."""
        try:
            for folder in self.passing:
                if status(folder + "old") is None:  # else it is the only site there is
                    remove(folder[:-1])
        except OSError:
            pass  # the next build sweeps it
        self.lock.release()


def take(live: str, output: str, cache: str, wait: float, tell: Callable[[str], object] | None) -> Place:
    """Lock the output at `live` (no slash at its end), and say where to work. May raise OSError and OutputError."""
    above, name = os.path.split(live)
    beside, inside = os.path.join(above, f".{name}{ROOM}/"), f"{live}/{ROOM}/"
    kept = os.path.join(cache, f"output-{_name(live, cache)}/") if cache else ""
    home, lock = _lock([folder for folder in (kept, beside, inside) if folder], output, wait, tell)
    pinned = ""
    room = home
    if os.path.isdir(live) and _device(live) != _device(above):
        pinned = "it is on a disk of its own"
    elif home != beside and _device(home) != _device(above):
        room = beside
    try:
        os.makedirs(room, exist_ok=True)
    except OSError as error:
        room = home
        pinned = f"its parent folder may not be written ({(error.strerror or str(error)).lower()})"
    passing = {home, room, *([beside] if os.path.isdir(beside) else [])} - {kept}
    return Place(lock, home, room, tuple(passing), pinned)


def _lock(
    folders: list[str], output: str, wait: float, tell: Callable[[str], object] | None
) -> tuple[str, Lock]:
    """Lock the first of these folders that can be written."""
    for folder in folders:
        try:
            if not os.path.islink(folder[:-1]):
                return folder, Lock(folder + "lock", output, wait, tell)
        except OSError:
            if folder == folders[-1]:
                raise
    raise OSError(None, f'"{folders[-1]}" is a link')


def _name(live: str, cache: str) -> str:
    """A short name for the output; the same after the whole site has moved."""
    try:
        return digest_of(os.path.relpath(live, os.path.realpath(cache)).encode("utf-8", "surrogatepass"))[:12]
    except ValueError:  # another drive
        return digest_of(live.encode("utf-8", "surrogatepass"))[:12]


def _device(path: str) -> int:
    """The file system of a folder, or of that in which it will be made."""
    while True:
        try:
            return os.stat(path).st_dev
        except OSError:
            above = os.path.dirname(path.rstrip("/"))
            if above == path:
                raise
            path = above
