"""`oeuvre check`: every finding, and nothing written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser, speech
from oeuvre.errors import UsageError

if TYPE_CHECKING:
    import argparse

SUMMARY = "tell everything that is wrong, and write nothing"
EXAMPLES = ("oeuvre check", "oeuvre check --online", "oeuvre check --diff", "oeuvre check --format json")

_ABOUT_COPIES = {"template/drift", "template/unmarked"}


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    parser.site(verb, home)
    verb.add_argument("--strict", action="store_true", help="warnings count as errors")
    verb.add_argument("--format", choices=["text", "json", "github"], default="text", help="how to print the findings")
    verb.add_argument("--online", action="store_true", help="ask other servers whether links are still good")
    verb.add_argument("--diff", action="store_true", help="show how templates differ from those that they came from")


def run(options: argparse.Namespace) -> int:
    """Print all findings."""
    from oeuvre import pipeline

    if options.diff and options.format != "text":
        raise UsageError(f"--diff is for people to read; leave it out, or --format {options.format}")
    online = options.online
    if online and os.environ.get("CI") and not os.environ.get("OEUVRE_ONLINE"):
        message = "oeuvre: --online asks nobody on continuous integration; set OEUVRE_ONLINE=1 if you mean it"
        print(message, file=sys.stderr)
        online = False
    findings = pipeline.check(options.site, online=online)
    if options.format == "json":
        import json

        print(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        form = speech.github if options.format == "github" else speech.line
        for finding in findings:
            print(form(finding, options.site))
        if options.format == "text":
            if options.diff:
                _diff(options.site, {finding.path for finding in findings if finding.rule in _ABOUT_COPIES})
            print(speech.summary(findings))
    return speech.status(findings, options.strict)


def _diff(site: str, told: set[str]) -> None:
    """Show how the templates of these paths differ from ours as they are now."""
    from oeuvre import copies
    from oeuvre.text.characters import legible

    ours = copies.ours()
    for copy in copies.found(site):
        if copy.path in told:
            for line in copies.diff(copy, ours[copy.name]):
                print("\t".join(map(legible, line.split("\t"))))
