"""`oeuvre check`: every finding, and nothing written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser, speech

if TYPE_CHECKING:
    import argparse

SUMMARY = "tell everything that is wrong, and write nothing"
EXAMPLES = ("oeuvre check", "oeuvre check --online", "oeuvre check --format json")


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    parser.site(verb, home)
    verb.add_argument("--strict", action="store_true", help="warnings count as errors")
    verb.add_argument("--format", choices=["text", "json", "github"], default="text", help="how to print the findings")
    verb.add_argument("--online", action="store_true", help="ask other servers whether links are still good")


def run(options: argparse.Namespace) -> int:
    """Print all findings."""
    from oeuvre import pipeline

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
            print(speech.summary(findings))
    return speech.status(findings, options.strict)
