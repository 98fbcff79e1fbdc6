"""`oeuvre serve`: the live preview."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from oeuvre.cli import parser

if TYPE_CHECKING:
    import argparse

SUMMARY = "show the site while you write it"
EXAMPLES = ("oeuvre serve --open", "oeuvre serve --drafts")


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    parser.site(verb, home)
    verb.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    verb.add_argument("--port", type=parser.port, default=8000, help="the port, or the next free one (default: 8000)")
    verb.add_argument("--open", action="store_true", help="open the page in a browser")
    verb.add_argument("--drafts", action="store_true", help="show drafts too")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from oeuvre.preview import Preview
    from oeuvre.serve import run
    from oeuvre.theme import engine_templates

    preview = Preview(options.site, drafts=options.drafts)
    run(
        preview,
        folder=options.site,
        host=options.host,
        port=options.port,
        open_browser=options.open,
        base_path=preview.base_path,
        also=(engine_templates(),),
        announce=lambda line: print(line, file=sys.stderr, flush=True),
    )
    return 0
