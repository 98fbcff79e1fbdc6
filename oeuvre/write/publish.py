"""The end of a build: the stage is completed, the folders change places, and the old site becomes the spare."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import OutputError
from oeuvre.write import piecemeal, spare, strangers
from oeuvre.write.disk import drop, link_or_copy, make_folder, make_way, write_small
from oeuvre.write.entries import MANIFEST, Entry, read_digest
from oeuvre.write.names import inside
from oeuvre.write.swap import swap

if TYPE_CHECKING:
    from oeuvre.write.place import Place
    from oeuvre.write.survey import Survey

_PINNED = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTEMPTY}
"""What systems say of a folder that cannot be renamed, or of somebody's file that cannot be linked or read."""


class Site(NamedTuple):
    """The next site: where it is made and shown, its files (corrected as they are placed), and its manifest."""

    output: str
    live: str
    place: Place
    reused: bool
    new: dict[str, Entry]
    manifest: bytes


def publish(site: Site, found: Survey) -> str:
    """Show the new site. Return why its files were replaced one by one, or `""`: the whole was exchanged at once."""
    reason = site.place.pinned
    if not reason:
        try:
            _exchange(site, found)
            return ""
        except OSError as error:
            if error.errno not in _PINNED:
                raise
            reason = f"the folder cannot be exchanged ({(error.strerror or str(error)).lower()})"
    _replace(site, found)
    return reason


def _exchange(site: Site, found: Survey) -> None:
    stage = site.place.stage
    if site.reused:
        for path in spare.files(site.place.room):
            if path not in site.new and inside(path):
                drop(stage, path)
    _reuse(site)
    carried = strangers.carry(site.live, stage, found.foreign)
    _take_rights(site.live, stage)
    write_small(stage + MANIFEST, site.manifest)  # the last: a folder with a manifest is a whole site
    if old := swap(stage[:-1], site.live[:-1], site.place.aside):
        try:
            _retire(site, found, old, carried)
        except OSError:
            pass  # the new site stands; without a mark the old one is no spare, and is removed


def _retire(site: Site, found: Survey, old: str, carried: dict[str, strangers.Signature]) -> None:
    """Make the old site the spare."""
    if old == site.place.aside:
        os.rename(old, site.place.stage[:-1])
    began = site.place.begun - 2_000_000_000  # less what the coarsest clock leaves out
    late = strangers.late(site.place.stage, found.ours, found.folders, began)
    strangers.settle(site.place.stage, site.live, {*found.foreign, *late}, carried, site.new)
    if site.place.room not in site.place.passing:
        spare.mark(site.place.room)


def _reuse(site: Site) -> None:
    """Give the stage every file that did not change, as one file with that of the old site."""
    made: set[str] = set()
    for path, entry in site.new.items():
        if entry.staged:
            continue
        target = site.place.stage + path
        if site.reused and _one_file(target, entry):
            continue
        folder = path.rpartition("/")[0]
        if folder not in made:
            if site.reused:
                make_way(site.place.stage, path)
            else:
                make_folder(site.place.stage, folder)
            made.add(folder)
        site.new[path] = _link(site, target, entry)


def _one_file(path: str, entry: Entry) -> bool:
    """Whether the spare has the very file of the old site: then nothing can differ."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return found.st_ino == entry.inode != 0 and found.st_mtime_ns == entry.mtime and found.st_size == entry.size


def _link(site: Site, target: str, entry: Entry) -> Entry:
    try:
        link_or_copy(site.live + entry.path, target)
    except FileExistsError:
        os.unlink(target)
        link_or_copy(site.live + entry.path, target)
    status = os.lstat(target)
    if (status.st_ino, status.st_size, status.st_mtime_ns) == (entry.inode, entry.size, entry.mtime):
        return entry
    if read_digest(target) != entry.digest:
        raise OutputError(f'"{site.output}" was changed by somebody else while it was built; build again')
    return entry._replace(inode=status.st_ino, size=status.st_size, mtime=status.st_mtime_ns)


def _take_rights(live: str, stage: str) -> None:
    """Give the stage the output's owner, group and rights, as far as this user may."""
    try:
        status = os.stat(live)
    except FileNotFoundError:
        return
    try:
        if hasattr(os, "chown"):
            os.chown(stage, status.st_uid, status.st_gid)
    except PermissionError:
        pass  # only a privileged user gives folders away
    os.chmod(stage, stat.S_IMODE(status.st_mode))


def _replace(site: Site, found: Survey) -> None:
    stage, live = site.place.stage, site.live
    os.makedirs(live, exist_ok=True)
    write_small(stage + MANIFEST, site.manifest)
    piecemeal.replace(stage, live, [*found.staged, MANIFEST], found.gone)
