"""One build at a time for one output: a second waits, and is told for whom."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING

from oeuvre.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Lock:
    """Held from birth until `release`, or until this process and all that it forked are gone.

    `taken` says since when, in nanoseconds of that disk's clock. Raises OSError where the file at `path` cannot be
    written, and OutputError after `wait` seconds.
    """

    def __init__(self, path: str, output: str, wait: float, tell: Callable[[str], object] | None) -> None:
        self._path = path
        self._number = -1
        try:
            self._wait(output, time.monotonic() + wait, tell)
            _say(self._number)
            self.taken = os.fstat(self._number).st_mtime_ns
        except BaseException:
            self.release()
            raise

    def _wait(self, output: str, deadline: float, tell: Callable[[str], object] | None) -> None:
        while not self._take():
            holder = f'another build of "{output}" is running ({_holder(self._path)})'
            if tell is not None:
                tell(f"{holder}; waiting for it to end")
                tell = None
            if time.monotonic() >= deadline:
                raise OutputError(f"{holder}; wait for it to end, or end it, and build again")
            time.sleep(0.05)

    def _take(self) -> bool:
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            self._number = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            if _lock(self._number) and os.path.samestat(os.fstat(self._number), os.stat(self._path)):
                return True
        except FileNotFoundError:
            pass  # whoever held it removed it, or its folder, when done: ours is a file without a name
        self.close()
        return False

    def release(self) -> None:
        """Let the next build begin."""
        try:
            if self._number != -1:
                _unlock(self._number)
        except OSError:
            pass  # closing frees it as well, unless a process that was forked still has it
        self.close()

    def close(self) -> None:
        """Forget the file."""
        if self._number != -1:
            os.close(self._number)
            self._number = -1


def _say(number: int) -> None:
    try:
        os.ftruncate(number, 0)
        os.write(number, f"{os.getpid()}\n".encode())
    except OSError:
        pass  # a full disk: the lock holds, only its holder stays unnamed


def _holder(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            text = file.read(20).strip()
        seconds = time.time() - os.stat(path).st_mtime
    except OSError:
        text = ""
    return f"process {text}, for {max(seconds, 0):.0f} s" if text.isdigit() else "process unknown"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond the text: Windows lets nobody read what is locked

    def _lock(number: int) -> bool:
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        finally:
            os.lseek(number, 0, os.SEEK_SET)
        return True

    def _unlock(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            if error.errno not in {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}:
                raise
        return True  # also where a network disk knows no locks: builds that do not meet are worth more

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
