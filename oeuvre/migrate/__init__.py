"""Somebody's whole site of another kind becomes a site of this kind, with an account of everything that was in it.

To add a source: 1. write `migrate/<name>.py` with `read(old: Old, ledger: Ledger) -> House`, a reader of the old folder
that tells the ledger of every field; 2. add a line to `SOURCES`; 3. add its cases to `tests/migrate/cases/<name>/` and
a section to `docs/migrate.md`. `landing.land` writes whatever a reader gives.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import UsageError
from oeuvre.migrate import academicpages, alfolio, hugoblox, landing, works
from oeuvre.migrate import old as old_site
from oeuvre.migrate.ledger import Ledger
from oeuvre.migrate.old import Old

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.migrate.account import Report
    from oeuvre.migrate.addresses import Addresses
    from oeuvre.migrate.house import House


class Source(NamedTuple):
    """A kind of site. `read` takes all that is in it, `addresses` tells what its addresses mean.

    `marks` are files or folders by which it is known, to tell somebody who named another one.
    """

    label: str
    read: Callable[[Old, Ledger], House]
    addresses: Callable[[Old], Addresses]
    marks: tuple[str, ...]


SOURCES: dict[str, Source] = {
    "al-folio": Source("al-folio", alfolio.read, alfolio.addresses, ("_bibliography",)),
    "academicpages": Source("academicpages", academicpages.read, academicpages.addresses, ("_publications",)),
    "hugoblox": Source("HugoBlox", hugoblox.read, hugoblox.addresses, ("content",)),
}

RULES: dict[str, str] = dict(sorted((old_site.RULES | works.RULES).items()))
"""What a migration can tell besides what imports tell, by the ids of the findings."""


def bring(source: str, folder: str, into: str) -> Report:
    """Migrate the site in `folder` into the folder `into`, which must be new or empty.

    Raises UsageError for folders that will not do, OutputError where nothing can be written.
    """
    old = Old(folder)
    _refuse(old, into)
    kind = SOURCES[source]
    ledger = Ledger()
    house = kind.read(old, ledger)
    if not (house.papers or house.pages or house.news or house.refused):
        other = next(
            (name for name, one in SOURCES.items() if name != source and any(_has(old, mark) for mark in one.marks)), ""
        )
        hint = (
            f'this looks like a site of {SOURCES[other].label}: "oeuvre migrate {other} …"'
            if other
            else "see that the folder is right"
        )
        raise UsageError(f'"{folder}" holds nothing that a site of {kind.label} has; {hint}')
    return landing.land(old, house, kind.addresses(old), ledger, kind.label, into)


def _has(old: Old, mark: str) -> bool:
    return any(path.startswith(f"{mark}/") for path in old.files)


def _refuse(old: Old, into: str) -> None:
    """Nothing that is there is overwritten, and the old site stays as it is."""
    if os.path.lexists(into) and (not os.path.isdir(into) or os.listdir(into)):
        raise UsageError(f'"{into}" is there already and not empty; give the name of a new folder')
    here, there = os.path.realpath(old.folder), os.path.realpath(into)
    if (there + os.sep).startswith(here + os.sep):
        raise UsageError(f'"{into}" lies in the old site, which stays as it is; give a folder beside it')
