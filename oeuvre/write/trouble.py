"""What the system says when it cannot write, in words that tell what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from oeuvre.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = ("the disk is full", "free some space and build again")
_CLOSED = ("it may not be written", "change its permissions, or name another folder with -o")
_ADVICE = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: ("the disk is read-only", "name another folder with -o"),
    errno.EIO: ("the disk reports an error", "check the disk and build again"),
    errno.EXDEV: ("a disk is mounted in one of its folders", "unmount that, or name another folder with -o"),
    errno.EFBIG: ("a file is too large for this disk", "name another folder with -o"),
    errno.ENAMETOOLONG: ("a path is too long for this disk", "choose shorter slugs, or name another folder with -o"),
    errno.EMFILE: ("too many files are open", "raise the limit (ulimit -n) and build again"),
    errno.ENFILE: ("too many files are open", "close other programs and build again"),
}


def trouble(error: OSError, output: str) -> OutputError:
    """The error to raise when building `output` met `error`; the site that stood there before is untouched."""
    found, advice = _ADVICE.get(error.errno or 0, ((error.strerror or str(error)).lower(), "build again"))
    return OutputError(f'"{output}" cannot be built: {found}; {advice} (what stood there before is unchanged)')


@contextmanager
def writing(output: str) -> Iterator[None]:
    """Turn what the system says in this block into `trouble`."""
    try:
        yield
    except OSError as error:
        raise trouble(error, output) from error
