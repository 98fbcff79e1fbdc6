"""The proof that a build has nothing to do: nothing that goes into the site was touched since the last one.

A build leaves a seal: a digest of all that it was made from, by what the file system tells of each file, and what was
found wrong. The next build that sees the same, and the output as the last one left it, has only to tell that again. It
opens no file of the content and loads neither what reads nor what makes pages. A seal is not believed where a file was
written so shortly before the look at it that a second change could have gone unseen; and since what is wrong depends
on the date (a paper of tomorrow), it holds for a day.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import cache
from oeuvre.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


AHEAD = 14 * 3600
"""Seconds: where the day begins first on earth, and with it the day of the checks."""


class Look(NamedTuple):
    """What a build saw of its sources before it read them; empty where a change since then could go unseen."""

    digest: str


class Seal(NamedTuple):
    """What the last build left: its sources, the digest of its manifest, and what it had to tell."""

    digest: str
    manifest: str
    papers: int
    findings: tuple[Finding, ...]


def look(folder: str, engine_templates: str, options: Sequence[object]) -> Look:
    """Look at everything that goes into a site; `options` is whatever else its pages and findings depend on."""
    today = time.gmtime(time.time() + AHEAD)[:3]
    digest = blake2b(repr((tuple(options), today)).encode(), digest_size=16)
    limit = time.time_ns() - cache.GRAIN
    for top in (os.path.join(folder, "content"), os.path.join(folder, "templates"), engine_templates):
        for line, changed in _files(top):
            if changed > limit:
                return Look("")
            digest.update(line.encode("utf-8", "surrogateescape"))
    return Look(digest.hexdigest())


def _files(folder: str) -> Iterator[tuple[str, int]]:
    """Every file below a folder: all that tells whether it is the same, and when it changed in nanoseconds."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield f"{folder}\0{error.errno}\n", 0
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield f"{entry.path}/\n", 0
            yield from _files(entry.path)
            continue
        try:
            status = entry.stat()
        except OSError as error:
            yield f"{entry.path}\0{error.errno}\n", 0
            continue
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        facts = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        yield f"{entry.path}\0{facts}{os.path.realpath(entry.path) if entry.is_symlink() else ''}\n", changed


def load(path: str) -> Seal | None:
    """The seal that the last build left, or None."""
    payload = cache.read_sealed(path)
    if payload is None:
        return None
    try:
        digest, manifest, papers, findings = json.loads(payload)
        return Seal(digest, manifest, papers, tuple([Finding(*finding) for finding in findings]))
    except (ValueError, TypeError, RecursionError):
        return None


def save(path: str, seal: Seal) -> None:
    """Leave a seal for the next build, or none where this one proves nothing."""
    if seal.digest and seal.manifest:
        cache.write_sealed(path, json.dumps(seal).encode())
