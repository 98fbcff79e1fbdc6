"""`oeuvre import`: papers from a file or a service."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oeuvre.cli import speech

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from oeuvre.sync import Account

SUMMARY = "bring in papers from a file or a service"
EXAMPLES = (
    "oeuvre import bibtex papers.bib --dry-run",
    "oeuvre import orcid 0000-0002-1825-0097",
    "oeuvre import arxiv 2401.00010 2402.00020 --into ~/homepage",
)


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    sources = ("bibtex", "csl-json", "ris", "orcid", "arxiv", "doi", "openalex", "semanticscholar", "dblp")
    verb.add_argument("source", metavar="SOURCE", choices=sources, help=f"where from: {', '.join(sources)}")
    verb.add_argument("arguments", metavar="ARG", nargs="+", help="files, or ids at the service")
    verb.add_argument("--into", metavar="SITE", default=home, help="the site's folder (default: this one)")
    verb.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    verb.add_argument("--offline", action="store_true", help="ask no service; read what it answered before")
    verb.add_argument("--refresh", action="store_true", help="ask again what was asked within the last hour")


def run(options: argparse.Namespace) -> int:
    """Import, and give account."""
    from oeuvre import sync

    accounts = sync.bring(
        options.into,
        options.source,
        options.arguments,
        dry_run=options.dry_run,
        offline=options.offline,
        refresh=options.refresh,
    )
    return account_for(accounts, options.into)


def account_for(accounts: Iterable[Account], site: str) -> int:
    """Print what became of every record, and return the exit status."""
    status = 0
    for account in accounts:
        if account.dry:
            sys.stdout.write(account.diff)
        for outcome in account.outcomes:
            if outcome.kind != "unchanged":
                print(outcome)
        sys.stdout.flush()
        wrong = speech.tell(account.findings, site, strict=False)
        refused = any(outcome.kind == "refused" and outcome.wanted for outcome in account.outcomes)
        status = max(status, wrong, int(refused))
        print(account)
    return status
