"""What a build wrote: the manifest in the output, which proves what is ours, and the record in the cache.

The manifest is part of the site: the same site has the same bytes, so it holds names and digests only. The record is
the memory of one machine: for every file its key (what it was made from) and how it stood on disk when we left it, so
that the next build knows without reading it that nobody touched it.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from json.encoder import encode_basestring_ascii as quote
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MANIFEST = ".oeuvre-manifest.json"
FORMAT = 1
UNSEEN = -1
"""Stands for a size or time that is not known, or not to be trusted."""


class Entry(NamedTuple):
    """One file of the site.

    `key` is the caller's word for what it was made from, `digest` is of its bytes; `size` (bytes), `mtime` (ns) and
    `inode` are how it lay on disk. `staged` says that this build wrote it anew.
    """

    path: str
    key: str
    digest: str
    size: int
    mtime: int
    inode: int
    staged: bool = False


def digest_of(data: bytes) -> str:
    """The digest by which we know a file's bytes again: 128 bits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]


def dump_manifest(entries: Iterable[Entry]) -> bytes:
    """The manifest's bytes: sorted, a file a line (it may lie in git), nothing of this machine or moment."""
    lines = ",\n".join([f'{quote(entry.path)}: "{entry.digest}"' for entry in sorted(entries)])
    about = "the files that oeuvre wrote into this folder; it changes and removes no others"
    return f'{{"oeuvre-manifest": {FORMAT}, "about": "{about}",\n"files": {{\n{lines}\n}}}}\n'.encode()


def parse_manifest(data: bytes) -> dict[str, Entry]:
    """The entries of a manifest, without keys; ValueError says in a few words why it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("cannot be read") from None
    if not isinstance(value, dict) or not isinstance(files := value.get("files"), dict):
        raise ValueError("is not oeuvre's")
    if value.get("oeuvre-manifest") != FORMAT:
        raise ValueError("is of another version of oeuvre")
    if not all(isinstance(digest, str) for digest in files.values()):
        raise ValueError("is not oeuvre's")
    return {path: Entry(path, "", digest, UNSEEN, UNSEEN, UNSEEN) for path, digest in files.items()}


def dump_record(manifest: bytes, entries: Iterable[Entry]) -> bytes:
    """The record that belongs to the site with this manifest."""
    rows = [entry[:6] for entry in entries]
    return json.dumps({"manifest": digest_of(manifest), "files": rows}, separators=(",", ":")).encode()


def load_record(path: str, manifest: bytes) -> dict[str, Entry]:
    """The entries in the record at `path`, or none where it is missing, damaged, or another site's.

    A file that was written just before its record may have been changed once more within the same tick of the clock:
    its time proves nothing, so it is not trusted.
    """
    try:
        with open(path, "rb") as file:
            written = os.fstat(file.fileno()).st_mtime_ns
            value = json.load(file)
        if value["manifest"] != digest_of(manifest):
            return {}
        entries = {row[0]: Entry(*row) for row in value["files"]}
        doubtful = [entry for entry in entries.values() if not _settled(entry.mtime, written)]
        return entries | {entry.path: entry._replace(mtime=UNSEEN) for entry in doubtful}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _settled(changed: int, recorded: int) -> bool:
    """Whether a change after `recorded` would show: 20 ms is two ticks of the slowest kernel, 2 s what FAT can tell."""
    return changed < recorded - (20_000_000 if changed % 1_000_000 else 2_000_000_000)


def intact(folder: str, entry: Entry) -> Entry | None:
    """The same as `verify`; what cannot be read is taken for damaged."""
    try:
        return verify(folder, entry)
    except OSError:
        return None


def verify(folder: str, entry: Entry) -> Entry | None:
    """The entry as its file stands now in `folder` (ends with a slash), or None if those are not the bytes we wrote."""
    try:
        status = os.lstat(folder + entry.path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if status.st_mtime_ns == entry.mtime and status.st_size == entry.size and status.st_ino == entry.inode:
        return entry
    if not stat.S_ISREG(status.st_mode) or status.st_size != entry.size != UNSEEN:
        return None
    if read_digest(folder + entry.path) != entry.digest:
        return None
    return entry._replace(size=status.st_size, mtime=status.st_mtime_ns, inode=status.st_ino)


def read_digest(path: str) -> str:
    """The digest of a file that is no symbolic link."""
    with open(path, "rb", buffering=0, opener=open_plain) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def open_plain(path: str, flags: int) -> int:
    """Open a regular file and nothing else: no link is followed, no pipe waited for."""
    number = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(number).st_mode):
        return number
    os.close(number)
    raise OSError(22, "not a regular file", path)


def known(folder: str, record: str) -> tuple[dict[str, Entry], bytes] | None:
    """What the last build left in `folder`, and its manifest's bytes; None where there is no manifest.

    ValueError says why a manifest that is there proves nothing.
    """
    try:
        with open(folder + MANIFEST, "rb", opener=open_plain) as file:
            manifest = file.read()
    except FileNotFoundError:
        return None
    return load_record(record, manifest) or parse_manifest(manifest), manifest


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that lies above one of these paths."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders

