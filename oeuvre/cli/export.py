"""`oeuvre export`: the list, or a part of it, for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser, speech

if TYPE_CHECKING:
    import argparse

SUMMARY = "print your list, or a part of it, for other programs"
EXAMPLES = ("oeuvre export bibtex -o publications.bib", "oeuvre export latex --year 2020-2024 --style ieee")


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    forms = "bibtex, bibtex-ascii, ris, csl-json or endnote; markdown, latex or typst for a list to read"
    verb.add_argument("form", metavar="FORMAT", help=forms)
    parser.site(verb, home)
    verb.add_argument("-o", "--output", dest="file", metavar="FILE", default="", help="where to write (default: print)")
    verb.add_argument("--category", metavar="C", default="", help="the papers of a category, such as cs.CL")
    verb.add_argument("--year", metavar="Y", default="", help="of a year or years: 2024, 2020-2024, forthcoming")
    verb.add_argument("--type", metavar="T", default="", help="of a type, such as article")
    verb.add_argument("--author", metavar="ID", default="", help="of a person, by their id")
    verb.add_argument("--selected", action="store_true", help="the selected ones")
    verb.add_argument("--style", metavar="S", default="", help="lists: the citation style (default: the site's)")
    verb.add_argument("--group", metavar="G", default="year", help="lists: headings by year (default), type or none")
    verb.add_argument("--abstracts", action="store_true", help="records: with their abstracts")


def run(options: argparse.Namespace) -> int:
    """Print the list, or write it into a file."""
    from oeuvre import export
    from oeuvre.selection import Wanted

    chosen = Wanted(options.category, options.year, options.type, options.author, options.selected)
    exported = export.export(
        options.site, options.form, chosen, style=options.style, group=options.group, abstracts=options.abstracts
    )
    if exported.errors:
        return speech.tell(exported.errors, options.site, strict=False)
    if options.file:
        export.write(options.file, options.form, exported)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(exported.text.encode("utf-8", "replace"))
    if not exported.papers:
        print("oeuvre: no paper is all that was asked for; the list is empty", file=sys.stderr)
    return 0
