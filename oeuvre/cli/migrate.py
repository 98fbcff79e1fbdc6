"""`oeuvre migrate`: somebody's whole site of another kind becomes one of this kind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre.cli import speech

if TYPE_CHECKING:
    import argparse

SUMMARY = "bring over a whole site of al-folio, academicpages or HugoBlox"
EXAMPLES = (
    "oeuvre migrate al-folio ~/old-homepage --into ~/homepage",
    "oeuvre migrate academicpages ada.github.io --into new",
    "oeuvre migrate hugoblox ada.github.io --into new",
)


def arguments(verb: argparse.ArgumentParser, _home: str) -> None:
    """What it takes."""
    sources = ("al-folio", "academicpages", "hugoblox")
    verb.add_argument("source", metavar="SOURCE", choices=sources, help=f"what the old site is: {', '.join(sources)}")
    verb.add_argument("folder", metavar="FOLDER", help="the old site's folder, which is only read")
    verb.add_argument("--into", metavar="DIR", required=True, help="a new folder for the new site")


def run(options: argparse.Namespace) -> int:
    """Migrate, and give account: what was refused, what a person has to decide, and how many came over."""
    from oeuvre import migrate, new
    from oeuvre.migrate import account

    report = migrate.bring(options.source, options.folder, options.into)
    list(new.frame(options.into, name=report.owner))
    status = speech.tell([one for one in report.findings if one.severity != "note"], options.into, strict=False)
    for item in report.items:
        if item.outcome == "refused":
            print(item)
    for line in report.decide:
        print(f"decide: {line}")
    for line in report.lines():
        print(line)
    print(f"what became of every field: {os.path.join(options.into, account.NAME)}")
    return status
