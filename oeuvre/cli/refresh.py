"""`oeuvre refresh`: new citation counts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser, speech

if TYPE_CHECKING:
    import argparse

SUMMARY = "ask how often your papers are cited"
EXAMPLES = ("oeuvre refresh --dry-run", "oeuvre refresh --source semanticscholar")


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    parser.site(verb, home)
    sources = ("openalex", "semanticscholar", "crossref")
    verb.add_argument("--source", choices=sources, default=sources[0], help="who counts (default: openalex)")
    verb.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")


def run(options: argparse.Namespace) -> int:
    """Ask, and write what was answered into the snapshot."""
    from oeuvre import refresh

    report = refresh.run(options.site, options.source, refresh.today(), dry_run=options.dry_run)
    if report.dry:
        sys.stdout.write(report.diff)
        sys.stdout.flush()
    status = speech.tell(report.findings, options.site, strict=False)
    print(report)
    return status
