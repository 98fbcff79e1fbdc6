"""The few things done to files and folders: no symbolic link is followed, nothing is written in place."""

from __future__ import annotations

import errno
import os
import stat

from oeuvre.write.entries import open_plain

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_BLOCK = 1 << 20
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}
"""What systems say where a file cannot have a second name, or this one cannot, or not for us."""


def status(path: str) -> os.stat_result | None:
    """How a file lies on disk, links not followed, or None where there is none: an error is not taken for absence."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_all(number: int, data: bytes) -> None:
    """Write all of `data` to an open file: a full disk takes a part first, and complains at the next."""
    done = os.write(number, data)
    while done < len(data):
        done += os.write(number, memoryview(data)[done:])


def write_small(path: str, data: bytes) -> None:
    """Write a file at once: others see the old one or the new one."""
    temporary = path + ".new"
    try:
        os.unlink(temporary)
    except FileNotFoundError:
        pass
    number = os.open(temporary, NEW, 0o666)
    try:
        write_all(number, data)
    finally:
        os.close(number)
    os.replace(temporary, path)


def link_or_copy(source: str, target: str) -> None:
    """Give a file a second name; where there are no links, or the file is none of ours, make a copy of equal age.

    Both must lie on one disk: what is mounted inside a site stays where it is, and the caller hears of it (EXDEV).
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy(source, target)


def duplicate(source: str, target: str) -> None:
    """The same for whatever others may have put there: a symbolic link is made anew."""
    if os.path.islink(source):
        os.symlink(os.readlink(source), target, target_is_directory=os.path.isdir(source))
    else:
        link_or_copy(source, target)


def copy(source: str, target: str) -> None:
    """Make a copy of a regular file, with its rights and age."""
    with open(source, "rb", buffering=0, opener=open_plain) as file:
        status = os.fstat(file.fileno())
        number = os.open(target, NEW, stat.S_IMODE(status.st_mode))
        try:
            while block := file.read(_BLOCK):
                write_all(number, block)
        finally:
            os.close(number)
    os.utime(target, ns=(status.st_mtime_ns, status.st_mtime_ns))


def make_folder(root: str, folder: str) -> None:
    """Make `folder`, and the folders above it, below `root`, which must be there."""
    try:
        os.mkdir(root + folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        above = folder.rpartition("/")[0]
        if not above:
            raise
        make_folder(root, above)
        os.mkdir(root + folder)


def make_way(root: str, path: str) -> None:
    """Make the folders above `path` below `root`, and remove whatever lies at `path` or in place of those folders."""
    try:
        os.unlink(root + path)
    except OSError:
        pass
    else:
        return  # nearly always: a file, in the folder where it was before
    end = path.find("/")
    while end != -1:
        folder = root + path[:end]
        try:
            os.mkdir(folder)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                os.unlink(folder)
                os.mkdir(folder)
        end = path.find("/", end + 1)
    remove(root + path)


def drop(root: str, path: str) -> None:
    """Remove a file below `root`, if it is there and no folder, and the folders above it that are empty then."""
    try:
        os.unlink(root + path)
    except OSError:
        there = status(root + path)
        if there is not None and not stat.S_ISDIR(there.st_mode):
            raise
    drop_empty(root, path)


def drop_empty(root: str, path: str) -> None:
    """Remove the folders above `path`, below `root`, that are empty."""
    while path := path.rpartition("/")[0]:
        try:
            os.rmdir(root + path)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                return
            raise


def remove(path: str) -> None:
    """Remove a file or a whole folder, whatever rights its folders have, but no disk that is mounted in it.

    It may be gone already.
    """
    pending = [path]
    disk = None
    while pending:
        here = pending[-1]
        try:
            found = os.lstat(here)
            disk = disk or found.st_dev
            if found.st_dev != disk:
                raise OSError(errno.EXDEV, "a disk is mounted there", here)
            if not stat.S_ISDIR(found.st_mode):
                _unlink(here)
            elif inner := _empty(here, found.st_mode):
                pending += inner
                continue
            else:
                os.rmdir(here)
        except FileNotFoundError:
            pass
        pending.pop()


def _empty(folder: str, mode: int) -> list[str]:
    """Unlink the files of a folder and return the folders in it."""
    if mode & stat.S_IRWXU != stat.S_IRWXU:
        os.chmod(folder, stat.S_IRWXU)
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                _unlink(entry.path)
    return folders


def _unlink(path: str) -> None:
    try:
        os.unlink(path)
    except PermissionError:
        if os.name != "nt":
            raise
        os.chmod(path, stat.S_IWRITE)  # Windows removes nothing that is marked read-only
        os.unlink(path)
