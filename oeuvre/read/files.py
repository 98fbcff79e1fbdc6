"""Reading files: their bytes, bounded, and what identifies these."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

from oeuvre.errors import Finding

if TYPE_CHECKING:
    from oeuvre.read.listing import Source

RULES = {"file/too-large": "a text file is larger than any text that somebody wrote"}

MOST_BYTES = 2_000_000
_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def load(folder: str, source: Source, findings: list[Finding]) -> bytes | None:
    """The bytes of a text file; None, and a finding, where it cannot be read or is too large."""
    try:
        if source.size <= MOST_BYTES:
            data = _bytes(os.path.join(folder, source.path), source.size)
            if len(data) <= MOST_BYTES:
                return data
        message = f"the file has {source.size:,} bytes; a text may have {MOST_BYTES:,}, so put the rest elsewhere"
        findings.append(Finding(source.path, 1, 1, "error", message, "file/too-large"))
    except OSError as error:
        findings.append(unreadable(source, error))
    return None


def unreadable(source: Source, error: OSError) -> Finding:
    """The finding that a file could not be read."""
    message = f"the file cannot be read ({error.strerror}); look at its permissions"
    return Finding(source.path, 1, 1, "error", message, "file/unreadable")


def digest(folder: str, source: Source, findings: list[Finding]) -> str:
    """What identifies the content of a file of any size; empty, and a finding, where it cannot be read."""
    whole = blake2b(digest_size=16)
    try:
        with open(os.path.join(folder, source.path), "rb", buffering=0) as file:
            while chunk := file.read(_CHUNK):
                whole.update(chunk)
    except OSError as error:
        findings.append(unreadable(source, error))
        return ""
    return whole.hexdigest()


def _bytes(path: str, size: int) -> bytes:
    """The bytes of a file that had `size` of them, and not many more than are allowed if it grew.

    `os.read` costs a quarter of `open` for small files, which most are.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        data = chunk = os.read(descriptor, size + 1)
        while chunk and size < len(data) <= MOST_BYTES:
            chunk = os.read(descriptor, _CHUNK)
            data += chunk
        return data
    finally:
        os.close(descriptor)
