"""The folder in which the next site is made ready, out of everybody's sight.

A file is never written where another lies: what lies there is unlinked first, since it may be one file with the site
that is on show (a hard link).
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from oeuvre.errors import OutputError
from oeuvre.write import spare
from oeuvre.write.disk import NEW, make_folder, make_way, write_all
from oeuvre.write.entries import UNSEEN, Entry, digest_of, intact, open_plain
from oeuvre.write.names import fault
from oeuvre.write.trouble import trouble, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import FileIO

_BLOCK = 1 << 20


class Writer:
    """Writes files of the next site; any number of processes may, each with its own copy (it can be pickled).

    What `put` and `copy` return must be given to `Folder.add` in the process that owns the folder.
    """

    def __init__(self, output: str, room: str, live: str, marker: str, before: Mapping[str, Entry]) -> None:
        self.output = output
        self.room = room
        self.stage = room + spare.STAGE
        self.live = live
        self.marker = marker
        self.before = before
        self._folders: set[str] = set()

    def put(self, path: str, key: str, data: bytes) -> Entry:
        """Write a file, unless the site on show has it with these very bytes. May raise OutputError."""
        check(path)
        digest = digest_of(data)
        if unchanged := self._unchanged(path, key, digest):
            return unchanged
        try:
            number = self._create(path)
            try:
                write_all(number, data)
                status = os.fstat(number)
            finally:
                os.close(number)
        except OSError as error:
            raise trouble(error, self.output) from error
        return Entry(path, key, digest, status.st_size, status.st_mtime_ns, status.st_ino, staged=True)

    def copy(self, path: str, key: str, source: str) -> Entry:
        """The same with the bytes of a file of any size; `source` is no symbolic link. May raise OutputError."""
        check(path)
        try:
            with open(source, "rb", buffering=0, opener=open_plain) as file:
                old = self.before.get(path)
                if old is not None and old.size in {UNSEEN, os.fstat(file.fileno()).st_size}:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()[:32]
                    if unchanged := self._unchanged(path, key, digest):
                        return unchanged
                    file.seek(0)
                return self._pour(path, key, file)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f'"{source}" cannot be read: {reason}; check the file and build again') from error

    def _pour(self, path: str, key: str, source: FileIO) -> Entry:
        digest = hashlib.sha256()
        with writing(self.output):
            number = self._create(path)
        try:
            while block := source.read(_BLOCK):
                digest.update(block)
                with writing(self.output):
                    write_all(number, block)
            status = os.fstat(number)
        finally:
            os.close(number)
        return Entry(path, key, digest.hexdigest()[:32], status.st_size, status.st_mtime_ns, status.st_ino, staged=True)

    def _unchanged(self, path: str, key: str, digest: str) -> Entry | None:
        old = self.before.get(path)
        if old is None or old.digest != digest:
            return None
        kept = intact(self.live, old)
        return kept._replace(key=key) if kept else None

    def _create(self, path: str) -> int:
        self.open()
        folder = path.rpartition("/")[0]
        try:
            if self.marker:
                make_way(self.stage, path)  # the stage is a spare site, where this page lay before, or another
            elif folder not in self._folders:
                make_folder(self.stage, folder)
                self._folders.add(folder)
            return os.open(self.stage + path, NEW, 0o666)
        except (FileExistsError, NotADirectoryError):
            make_way(self.stage, path)  # two pages want one path: `Folder.add` will refuse the second
            return os.open(self.stage + path, NEW, 0o666)

    def open(self) -> None:
        """Begin to change the stage: nobody may take it for a whole site from here on."""
        if not self._folders:
            spare.open_stage(self.room, self.marker)
            self._folders.add("")


def check(path: str) -> None:
    """Raise OutputError unless `path` can be a file of a site."""
    if reason := fault(path):
        raise OutputError(f'"{path}" cannot be written: {reason}; choose another name')
