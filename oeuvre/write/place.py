"""Where a build works before its site is shown: in the cache; where that cannot be, beside the output or in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import OutputError
from oeuvre.write.disk import remove, status
from oeuvre.write.entries import digest_of
from oeuvre.write.lock import Lock
from oeuvre.write.spare import STAGE
from oeuvre.write.strangers import ROOM
from oeuvre.write.swap import ASIDE

if TYPE_CHECKING:
    from collections.abc import Callable


class Place(NamedTuple):
    """Folders, with a slash at the end: `home` keeps lock and record, `room` the stage; `passing` are removed after.

    `locks` are held in each, the home's first. `pinned` says why the output cannot be renamed, where that is known.
    """

    locks: tuple[Lock, ...]
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
        return self.room + ASIDE

    @property
    def record(self) -> str:
        """The file in which the record is kept."""
        return self.home + "record.json"

    @property
    def begun(self) -> int:
        """When the build began, in nanoseconds of the clock of the disk."""
        return self.locks[0].taken

    def leave(self) -> None:
        """Remove what was only for this build, and let the next begin."""
        try:
            for folder in self.passing:
                if status(folder + ASIDE) is None:  # else it is the only site there is
                    remove(folder[:-1])
        except OSError:
            pass  # the next build sweeps it
        for lock in self.locks:
            lock.release()


def take(live: str, output: str, cache: str, wait: float, tell: Callable[[str], object] | None) -> Place:
    """Lock the output at `live` (no slash at its end), and say where to work. May raise OSError and OutputError."""
    above = os.path.dirname(live)
    near, inside = beside(live), f"{live}/{ROOM}/"
    kept = os.path.join(cache, f"output-{_name(live, cache)}/") if cache else ""
    home, lock = _lock([folder for folder in (kept, near, inside) if folder], output, wait, tell)
    room, pinned = home, ""
    locks: tuple[Lock, ...] = (lock,)
    if os.path.isdir(live) and _device(live) != _device(above):
        pinned = "it is on a disk of its own"
    elif home == inside:
        pinned = "neither the cache nor the folder above it may be written"
    elif home != near and _device(home) != _device(above):
        try:
            locks = (lock, Lock(near + "lock", output, wait, tell))
            room = near
        except OSError as error:
            pinned = f"the folder above it may not be written ({(error.strerror or str(error)).lower()})"
        except BaseException:
            lock.release()
            raise
    return Place(locks, home, room, tuple({home, room} - {kept}), pinned)


def sweep(live: str) -> None:
    """Remove what a build left beside the output that was stopped or killed, unless another one works there."""
    near = beside(live)
    try:
        if status(near[:-1]) is not None and status(near + ASIDE) is None:
            lock = Lock(near + "lock", live, 0, None)
            remove(near[:-1])
            lock.release()
    except (OSError, OutputError):
        pass


def beside(live: str) -> str:
    """The folder beside the output for builds whose cache cannot be used."""
    above, name = os.path.split(live)
    return os.path.join(above, f".{name}{ROOM}/")


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
