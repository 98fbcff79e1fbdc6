"""What stands between the old site and the new: read from the disk just before the swap, changing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import OutputError
from oeuvre.write.disk import status
from oeuvre.write.entries import Entry, folders_of, intact, read_digest, verify
from oeuvre.write.names import inside
from oeuvre.write.strangers import Ours, find

if TYPE_CHECKING:
    from collections.abc import Mapping


class Survey(NamedTuple):
    """`staged` and `gone` are our paths that are written and removed. `foreign` goes along, `replaced` was not ours.

    `ours` is what is not foreign, `folders` are those of our folders that are there.
    """

    staged: list[str]
    gone: list[str]
    foreign: list[str]
    replaced: list[str]
    ours: Ours
    folders: list[str]


def survey(live: str, output: str, old: Mapping[str, Entry], new: Mapping[str, Entry], *, adopt: bool) -> Survey:
    """Compare two sites, and both with what lies in `live`. OutputError names what of others stands in the way."""
    staged = [path for path, entry in new.items() if entry.staged]
    gone = [path for path in old if path not in new and inside(path)]
    edited = {path for path in gone if _edited(live, old[path])}
    replaced = [path for path in staged if path in old and _touched(live, old[path])]
    needed = folders_of(new)
    ours = Ours(old.keys() - edited if edited else old.keys(), needed | folders_of(old))
    strangers, folders = find(live, ours) if status(live) else ([], [])
    foreign = []
    for path in strangers:
        plain = path.rstrip("/")
        if plain in needed or (plain in new and plain != path) or not folders_of([plain]).isdisjoint(new):
            raise OutputError(f'"{path}" in "{output}" stands where a page must go, and is not oeuvre\'s; move it away')
        if plain not in new:
            foreign.append(path)
        elif plain not in old and not _equal(live + path, new[path]):
            if not adopt:
                raise OutputError(
                    f'"{path}" in "{output}" stands where a page must go, and is not oeuvre\'s; '
                    "move it away, or build once with --adopt to replace it"
                )
            replaced.append(path)
    real = set(folders)  # one that became a link is not ours, and what lies behind it is not removed
    gone = [path for path in gone if path not in edited and path[: path.rfind("/") + 1] in real]
    return Survey(staged, gone, foreign, sorted(replaced), ours, folders)


def _touched(live: str, entry: Entry) -> bool:
    """Whether somebody changed this file of the last build, or put another in its place."""
    return intact(live, entry) is None and status(live + entry.path) is not None


def _edited(live: str, entry: Entry) -> bool:
    """Whether a file that is ours no more holds what somebody else would miss: an empty one is missed by nobody."""
    there = status(live + entry.path)
    return there is not None and there.st_size > 0 and verify(live, entry) is None


def _equal(path: str, entry: Entry) -> bool:
    try:
        return read_digest(path) == entry.digest
    except OSError:
        return False
