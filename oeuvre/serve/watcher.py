"""What changed in the folders: told within 20 ms by the system's events, and for certain by a sweep.

Events are quick, but some get lost: a folder that was removed and made again is no longer watched, files in a new
folder may come before its watch, a queue runs over in a large checkout, and network and container folders tell nothing.
So every few seconds a sweep compares names, times and sizes. Where events cannot be had at all it sweeps often; the
poller that comes with watchfiles compares whole seconds and misses the second of two quick saves (1.3.0, tried).
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING, Protocol

from oeuvre.serve.sweep import Sweep, passing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

STEP, LONGEST = 10, 200
"""Milliseconds of quiet after which a save is taken to be whole, and after which it is in any case."""
SETTLE, LONGEST_SETTLE, LONGEST_CHECKOUT = 120, 3000, 30_000
"""The same where more seems to come: many files at once, or a file that is still empty; the last while git is at it."""
MANY = 4
"""More changes at once than this are a checkout; an editor's careful save makes up to three."""
GUARD = 0.25
"""Seconds between two looks at whether the folders are still the same ones, and between sweeps without events."""
SWEEP = 2.0
"""Seconds between two sweeps with events."""
SHARE = 0.02
"""Part of the time that sweeps may take: with very many files they come more rarely."""


class NoEventsError(Exception):
    """The system does not tell what changes; the text says why."""


class Source(Protocol):
    """Where changes come from."""

    def wait(self, stop: threading.Event) -> set[str]:
        """The files that changed, after a short wait; empty if none did. May raise NoEventsError."""

    def close(self) -> None:
        """Let go of what the system lent."""


class Watcher:
    """Watches folders, whether they exist or not, until `stop` is set."""

    def __init__(self, folders: Iterable[str], *, polling: bool, announce: Callable[[str], None]) -> None:
        self.stop = threading.Event()
        self._folders = _outermost({os.path.abspath(folder) for folder in folders})
        self._polling = polling
        self._announce = announce

    def changes(self) -> Iterator[set[str] | None]:
        """Sets of absolute paths of files, or None for "look at everything": at the start and after each break.

        What happens while the caller is busy with one set is in the next: nothing is lost, and many become one.
        """
        while not self.stop.is_set():
            identities = self._identities()
            folders = [folder for folder in self._folders if os.path.isdir(folder)]
            source = self._source(folders)
            try:
                yield None
                while not self.stop.is_set() and self._identities() == identities:
                    if changed := source.wait(self.stop):
                        yield changed
            except NoEventsError as error:
                self._poll(folders, error)
            finally:
                source.close()

    def _source(self, folders: Sequence[str]) -> Source:
        if not self._polling and folders:
            try:
                return Events(folders)
            except NoEventsError as error:
                self._poll(folders, error)
        return Polling(folders)

    def _poll(self, folders: Sequence[str], error: NoEventsError) -> None:
        """Do without events from now on; but if a folder has just gone, that was the reason, and they may come back."""
        if all(map(os.path.isdir, folders)):
            self._polling = True
            self._announce(f"the system tells no changes ({error}); looking every {GUARD} s instead")
        else:
            self.stop.wait(GUARD)

    def _identities(self) -> list[tuple[int, int] | None]:
        """Which folders stand at the paths; they are others after `rm -r`, `mv`, or a checkout that replaced them."""
        return [_identity(folder) for folder in self._folders]


class Events:
    """Changes by the system's own events (inotify, FSEvents, ReadDirectoryChangesW)."""

    def __init__(self, folders: Sequence[str]) -> None:
        from watchfiles._rust_notify import RustNotify  # documented, and the only way to wait twice on one watch

        self._names = {os.path.realpath(folder): folder for folder in folders}  # events may come under real names
        try:
            # the arguments have no names there: debug, polling, its delay, recursive, ignore what may not be read
            self._notify = RustNotify(list(self._names), *(False, False, 0, True, True))
        except (OSError, RuntimeError) as error:
            raise NoEventsError(str(error)) from error
        self._sweep = Sweep(folders)
        self._locks = _locks(folders)
        self._due = time.monotonic() + SWEEP
        self._silent = 0

    def wait(self, stop: threading.Event) -> set[str]:
        """See Source."""
        told = self._told(stop, LONGEST, STEP, GUARD)
        told = _settled(told, lambda: self._told(stop, LONGEST_SETTLE, SETTLE, SETTLE / 1000), self._locks)
        if told:
            self._silent = -1  # events do come: what they leave out is an exception
            return self._sweep.told(told)
        if time.monotonic() < self._due:
            return set()
        changed = self._sweep.changed()
        self._due = time.monotonic() + max(SWEEP, self._sweep.seconds / SHARE)
        if changed and self._silent >= 0:
            self._silent += 1
            if self._silent > 1:
                raise NoEventsError("perhaps a network folder, or one shared with a container")
        return changed

    def close(self) -> None:
        """See Source."""
        self._notify.close()

    def _told(self, stop: threading.Event, longest: int, step: int, patience: float) -> set[str]:
        try:
            told = self._notify.watch(longest, step, int(patience * 1000), stop)
        except (OSError, RuntimeError) as error:
            raise NoEventsError(str(error)) from error
        if isinstance(told, str):  # "timeout", "stop": nothing was told
            return set()
        return {path for _, changed in told for path in self._named(changed)}

    def _named(self, path: str) -> Iterator[str]:
        """The path under the name that was given for its folder, unless something on the way to it is passing."""
        for real, name in self._names.items():
            if path == real:
                yield name
            elif path.startswith(real + os.sep):
                below = path[len(real) :]
                if not any(map(passing, below.split(os.sep)[1:])):
                    yield name + below


class Polling:
    """Changes by sweeping often."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._sweep = Sweep(folders)
        self._locks = _locks(folders)

    def wait(self, stop: threading.Event) -> set[str]:
        """See Source."""
        stop.wait(max(GUARD, self._sweep.seconds / SHARE))
        return _settled(self._sweep.changed(), lambda: self._later(stop), self._locks)

    def _later(self, stop: threading.Event) -> set[str]:
        stop.wait(SETTLE / 1000)
        return self._sweep.changed()

    def close(self) -> None:
        """See Source."""


def _settled(changed: set[str], later: Callable[[], set[str]], locks: Sequence[str]) -> set[str]:
    """Changes and, if they look like the beginning of more, what comes until all is quiet."""
    start = time.monotonic()
    going_on = len(changed) > MANY or any(map(_empty, changed))
    while going_on:
        locked = any(map(os.path.exists, locks))
        more = later()
        changed |= more
        patience = LONGEST_CHECKOUT if locked and more else LONGEST_SETTLE
        going_on = (locked or bool(more)) and time.monotonic() - start < patience / 1000
    return changed


def _locks(folders: Sequence[str]) -> list[str]:
    """The files that git has while it checks out, of the repositories that the folders lie in."""
    above = {folder[:end] for folder in folders for end, sign in enumerate(folder) if sign == os.sep}
    return [lock for path in above if os.path.isdir(os.path.dirname(lock := os.path.join(path, ".git", "index.lock")))]


def _outermost(folders: set[str]) -> list[str]:
    """Folders without those that lie in another one of them."""
    return sorted(
        folder for folder in folders if not any(folder.startswith(other.rstrip(os.sep) + os.sep) for other in folders)
    )


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _empty(path: str) -> bool:
    """Whether a file has no content: mostly a save that has only begun."""
    try:
        return os.stat(path).st_size == 0
    except OSError:
        return False
