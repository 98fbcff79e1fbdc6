"""The one moment in which the new site takes the place of the old.

Linux and macOS exchange two folders in a single step. Elsewhere it takes two renames, and a process that dies between
them leaves no site at all: then the next one finds the old site `aside` and finishes (`recover`).
"""

from __future__ import annotations

import errno
import os
import sys

from oeuvre.write.disk import remove, status
from oeuvre.write.entries import MANIFEST

ASIDE = "old"
"""What the old site is called between two renames."""
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def swap(stage: str, live: str, aside: str) -> str:
    """Put the folder `stage` in the place of `live`; return where the old site lies now, `""` if there was none.

    Paths end without a slash; `aside` must not exist. After an OSError both are as they were.
    """
    if status(live) is None:
        os.makedirs(os.path.dirname(live), exist_ok=True)
        os.rename(stage, live)
        return ""
    try:
        exchange(stage, live)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        _rename_twice(stage, live, aside)
        return aside
    return stage


def exchange(a: str, b: str) -> None:
    """Exchange two folders in one step, or raise OSError."""
    if sys.platform == "win32":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        failed = libc.renamex_np(os.fsencode(a), os.fsencode(b), 2)  # RENAME_SWAP
    elif hasattr(libc, "renameat2"):
        here = -100  # AT_FDCWD
        failed = libc.renameat2(here, os.fsencode(a), here, os.fsencode(b), 2)  # RENAME_EXCHANGE
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), b)


def _rename_twice(stage: str, live: str, aside: str) -> None:
    os.rename(live, aside)
    try:
        os.rename(stage, live)
    except BaseException:
        if status(live) is None:
            os.rename(aside, live)
        raise


def recover(stage: str, live: str, aside: str) -> None:
    """Finish what a process left that died between the two renames, and remove an old site that nobody needs."""
    if status(aside) is None:
        return
    if status(live) is None:
        whole = status(os.path.join(stage, MANIFEST)) is not None
        os.rename(stage if whole else aside, live)
    remove(aside)
