"""`oeuvre new`: a new site, or a new paper in one, or a copy of one of our templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.errors import UsageError

if TYPE_CHECKING:
    import argparse

SUMMARY = "start a new site, or a new paper or template in one"
EXAMPLES = (
    "oeuvre new my-page",
    'oeuvre new my-page --name "Ada Lovelace"',
    'oeuvre new paper "Networks that listen"',
    "oeuvre new paper --doi 10.1000/182",
    "oeuvre new template home.html",
)
_FROM = {"doi": "DOI", "arxiv": "ID", "bibtex": "FILE"}


def arguments(verb: argparse.ArgumentParser, home: str) -> None:
    """What it takes."""
    verb.add_argument("folder", metavar="DIR", help='a new folder for the site; "paper" or "template"')
    title = "a new paper: its title; a template: its name"
    verb.add_argument("title", metavar="TITLE", nargs="?", default="", help=title)
    verb.add_argument("--name", help="a new site: your name")
    for source, what in _FROM.items():
        label = {"doi": "DOI", "arxiv": "arXiv", "bibtex": "BibTeX"}[source]
        verb.add_argument(f"--{source}", metavar=what, default="", help=f"a new paper: from {label}")
    verb.add_argument("--into", metavar="SITE", default=home, help="the site of a new paper (default: this one)")


def run(options: argparse.Namespace) -> int:
    """Write the files and tell their paths."""
    given = [source for source in _FROM if getattr(options, source)]
    if options.folder == "paper":
        return _paper(options, given)
    if options.folder == "template":
        return _template(options, given)
    if options.title or given:
        raise UsageError("a title, --doi, --arxiv and --bibtex are for a new paper; write: oeuvre new paper …")
    from oeuvre import new

    for path in new.site(options.folder, name=options.name or ""):
        print(path)
    return 0


def _template(options: argparse.Namespace, given: list[str]) -> int:
    if given or options.name or not options.title:
        raise UsageError("a template is copied by its name alone; write: oeuvre new template home.html")
    from oeuvre import new

    print(new.template(options.into, options.title))
    return 0


def _paper(options: argparse.Namespace, given: list[str]) -> int:
    if options.name:
        raise UsageError('--name is for a new site; for one in a folder called "paper" write: oeuvre new ./paper')
    if len(given) + bool(options.title.strip()) != 1:
        raise UsageError("a new paper has a title, or is taken from --doi, --arxiv or --bibtex; give one of them")
    if not given:
        from oeuvre import new

        print(new.paper(options.into, options.title))
        return 0
    from oeuvre import sync
    from oeuvre.cli.bring import account_for

    return account_for(sync.bring(options.into, given[0], [getattr(options, given[0])]), options.into)
