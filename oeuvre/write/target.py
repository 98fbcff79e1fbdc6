"""Which folders may become an output, and which never: nobody's work is put at risk by a slip of the keyboard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = ("content", "templates")
_HARMLESS = {".DS_Store", "lost+found"}
"""What systems put into an empty folder by themselves."""


def judge(output: str, site: str, cache: str) -> str:
    """The real path of `output`, if a site may ever be written there; else an OutputError says why not."""
    path = os.path.abspath(output)
    if os.path.islink(path) or (hasattr(os.path, "isjunction") and os.path.isjunction(path)):
        there = os.path.realpath(path)
        raise OutputError(f'the output "{output}" is a link; build with -o "{there}", or remove the link')
    path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    if reason := _danger(path, site, cache):
        raise OutputError(f'the output "{output}" {reason}; name another folder with -o')
    return path


def _danger(path: str, site: str, cache: str) -> str:
    if os.path.dirname(path) == path:
        return "is a whole disk"
    if os.path.lexists(path) and not os.path.isdir(path):
        return "is a file"
    if _holds(path, os.path.expanduser("~")):
        return "is or holds your home folder"
    if _holds(path, site):
        return "is or holds the site's own folder"
    for name in SOURCES:
        if _holds(os.path.join(site, name), path):
            return f"lies in {name}/, where the sources are"
    if cache and (_holds(cache, path) or _holds(path, cache)):
        return "is or holds the cache, or lies in it"
    if ".git" in path.lower().split(os.sep):
        return "lies in a git repository's own files"
    return ""


def _holds(folder: str, path: str) -> bool:
    """Whether `path` is `folder` or lies in it, by whatever names."""
    try:
        wanted = os.stat(folder)
    except OSError:
        return False
    return any(os.path.samestat(wanted, status) for status in _upward(path))


def _upward(path: str) -> Iterator[os.stat_result]:
    here = os.path.realpath(path)
    while True:
        try:
            yield os.stat(here)
        except OSError:
            pass
        above = os.path.dirname(here)
        if above == here:
            return
        here = above


def refuse_foreign(output: str, path: str, reason: str, *, adopt: bool) -> None:
    """Raise OutputError if the folder at `path` holds anything; to be asked where no manifest says that it is ours.

    `reason` says what is wrong with a manifest that is there. With `adopt`, what lies in the folder is no hindrance.
    """
    try:
        names = set(os.listdir(path)) - _HARMLESS
    except FileNotFoundError:
        return
    if adopt or not names:
        return
    if reason:
        found = f"its manifest {reason}"
    elif ".git" in names:
        found = "it is the top of a git repository"
    else:
        found = f'it holds "{min(names)}"' + (" and more" if len(names) > 1 else "")
    raise OutputError(
        f'the output "{output}" was not made by oeuvre: {found}; name another folder with -o, '
        "or build once with --adopt, which keeps all files that no page replaces"
    )
