"""`oeuvre build`: content into a site."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser, speech

if TYPE_CHECKING:
    import argparse

SUMMARY = "build the site"
EXAMPLES = ("oeuvre build", "oeuvre build --strict -o public")


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    parser.site(verb, home)
    verb.add_argument("-o", "--output", metavar="DIR", help="where to build (default: SITE/output)")
    verb.add_argument("--base-url", metavar="URL", help="the site's address, instead of url in site.yml")
    verb.add_argument("--drafts", action="store_true", help="build drafts too")
    verb.add_argument("--strict", action="store_true", help="warnings count as errors")
    verb.add_argument("--jobs", metavar="N", type=parser.positive, default=0, help="processes (default: by size)")
    verb.add_argument("--adopt", action="store_true", help="build into a folder that something else has made")
    verb.add_argument("--no-cache", action="store_true", help="make everything again")
    verb.add_argument("--explain", action="store_true", help="tell what changed in the site")
    verb.add_argument("--profile", action="store_true", help="tell where the time went")
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")


def run(options: argparse.Namespace) -> int:
    """Build, and tell what came of it."""
    import gc

    from oeuvre import pipeline

    gc.disable()  # a build makes no cycles worth collecting, and looking for them took 4 % of 1,000 papers
    report = pipeline.build(
        options.site,
        output=options.output,
        base_url=options.base_url,
        drafts=options.drafts,
        strict=options.strict,
        jobs=options.jobs,
        use_cache=not options.no_cache,
        adopt=options.adopt,
        explain=options.explain,
    )
    status = speech.tell(report.findings, options.site, strict=options.strict)
    if options.profile:
        for stage, seconds in report.stages:
            print(f"{stage:24}{seconds * 1000:10.1f} ms", file=sys.stderr)
    if options.explain:
        for line in report.changes:
            print(line)
    if report.written is None:
        if not options.quiet:
            errors = any(finding.severity == "error" for finding in report.findings)
            why = "errors" if errors else "warnings, which --strict takes for errors"
            print(f"oeuvre: {_where(report.output)} was left as it was: the content has {why}", file=sys.stderr)
        return 1
    if not options.quiet:
        print(report)
    return status


def _where(path: str) -> str:
    near = os.path.relpath(path)
    return path if near.startswith("..") else near.rstrip("/") + "/"
