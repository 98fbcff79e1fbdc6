"""The command `oeuvre`: arguments in, one call, result out. The only room that prints.

Results go to standard output, findings of a build and progress to standard error. Exit status: 0 done; 1 the content
has errors (with `--strict`, warnings too); 2 wrong usage; 130 stopped by Ctrl-C; a bug keeps its traceback.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from oeuvre import __version__
from oeuvre.errors import OeuvreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oeuvre.errors import Finding


def main(argv: Sequence[str] | None = None, home: str | os.PathLike[str] | None = None) -> int:
    """Run the command and return its exit status.

    `home` is the site that a `build.py` stands in: then `build` may be left out, and SITE defaults to that folder.
    """
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if home is not None and not (arguments and arguments[0] in {*_VERBS, "-h", "--help", "--version"}):
        arguments.insert(0, "build")
    signal.signal(signal.SIGTERM, _stop)
    try:
        parser = _parser(os.fspath(home) if home is not None else ".", arguments[0] if arguments else "")
        options = parser.parse_args(arguments)
        if not hasattr(options, "run"):
            parser.print_help()
            return 2
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except OeuvreError as error:
        print(f"oeuvre: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `oeuvre check | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _stop(number: int, _frame: object) -> NoReturn:
    """End as after Ctrl-C, so that what a build has begun is put away."""
    raise SystemExit(128 + number)


def _build(options: argparse.Namespace) -> int:
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
    )
    status = _tell(report.findings, strict=options.strict)
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


def _serve(options: argparse.Namespace) -> int:
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


def _check(options: argparse.Namespace) -> int:
    from oeuvre import pipeline

    findings = pipeline.check(options.site)
    if options.format == "json":
        import json

        print(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        form = _github if options.format == "github" else _line
        for finding in findings:
            print(form(finding))
        if options.format == "text":
            print(_summary(findings))
    return _status(findings, options.strict)


def _export(options: argparse.Namespace) -> int:
    from oeuvre import export
    from oeuvre.selection import Wanted

    chosen = Wanted(options.category, options.year, options.type, options.author, options.selected)
    exported = export.export(
        options.site, options.form, chosen, style=options.style, group=options.group, abstracts=options.abstracts
    )
    if exported.errors:
        return _tell(exported.errors, strict=False)
    if options.file:
        export.write(options.file, options.form, exported)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(exported.text.encode("utf-8", "replace"))
    if not exported.papers:
        print("oeuvre: no paper is all that was asked for; the list is empty", file=sys.stderr)
    return 0


def _import(options: argparse.Namespace) -> int:
    from oeuvre import sync

    status = 0
    for account in sync.bring(
        options.into,
        options.source,
        options.arguments,
        dry_run=options.dry_run,
        offline=options.offline,
        refresh=options.refresh,
    ):
        if account.dry:
            sys.stdout.write(account.diff)
        for outcome in account.outcomes:
            if outcome.kind != "unchanged":
                print(outcome)
        sys.stdout.flush()
        status = max(status, _tell(account.findings, strict=False), int(account.count("refused") > 0))
        print(account)
    return status


def _refresh(options: argparse.Namespace) -> int:
    from oeuvre import refresh

    report = refresh.run(options.site, options.source, refresh.today(), dry_run=options.dry_run)
    if report.dry:
        sys.stdout.write(report.diff)
        sys.stdout.flush()
    status = _tell(report.findings, strict=False)
    print(report)
    return status


def _schema(_options: argparse.Namespace) -> int:
    import json

    from oeuvre.schema import schema

    print(json.dumps(schema(), ensure_ascii=False, indent=2))
    return 0


def _new(options: argparse.Namespace) -> int:
    from oeuvre import new

    for path in new.site(options.folder, name=options.name or ""):
        print(path)
    return 0


def _tell(findings: Sequence[Finding], *, strict: bool) -> int:
    """Print a build's findings, as annotations where GitHub reads along, and return the exit status."""
    form = _github if os.environ.get("GITHUB_ACTIONS") == "true" else _line
    for finding in findings:
        print(form(finding), file=sys.stderr)
    return _status(findings, strict)


def _status(findings: Sequence[Finding], strict: bool) -> int:
    wrong = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in wrong for finding in findings))


def _summary(findings: Sequence[Finding]) -> str:
    counts = {severity: sum(f.severity == severity for f in findings) for severity in ("error", "warning", "note")}
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())


_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def _line(finding: Finding) -> str:
    line = str(finding)
    if os.environ.get("NO_COLOR") or not (sys.stdout.isatty() and sys.stderr.isatty()):
        return line
    colour = _COLOURS[finding.severity]
    return line.replace(f" {finding.severity}:", f" \x1b[1;{colour}m{finding.severity}:\x1b[0m", 1)


def _github(finding: Finding) -> str:
    """A workflow command of GitHub Actions: its data escapes %, CR and LF, its properties : and , as well."""
    kind = {"note": "notice"}.get(finding.severity, finding.severity)
    message = f"{finding.message} [{finding.rule}]".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = finding.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={finding.line},col={finding.column}::{message}"


def _where(path: str) -> str:
    near = os.path.relpath(path)
    return path if near.startswith("..") else near.rstrip("/") + "/"


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 1')
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port from 0 to 65535')
    return int(text)


def _speak_utf8() -> None:
    """Print any character whatever the terminal's encoding: what it cannot show is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def _parser(home: str, wanted: str) -> argparse.ArgumentParser:
    parser = _Parser(prog="oeuvre", description="Your publications as a web page: one Markdown file a paper.")
    parser.add_argument("--version", action="version", version=f"oeuvre {__version__}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (run, summary, arguments, examples) in _VERBS.items():
        verb = verbs.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        verb.set_defaults(run=run)
        arguments(verb, home)
        if name == wanted:
            _take_from_environment(verb)
    return parser


def _take_from_environment(verb: argparse.ArgumentParser) -> None:
    """Options that are not given come from the environment: `--base-url` from OEUVRE_BASE_URL. Raises UsageError."""
    for action in verb._actions:
        name = f"OEUVRE_{action.dest.upper()}"
        value = os.environ.get(name)
        if not value or not action.option_strings or action.dest == "help":
            continue
        if action.nargs == 0:
            if value.lower() not in _SWITCH:
                raise UsageError(f'{name} is "{value}"; write 1 or 0')
            action.default = _SWITCH[value.lower()]
            continue
        try:
            action.default = action.type(value) if callable(action.type) else value
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"{name}: {error}") from None
        if action.choices is not None and value not in action.choices:
            raise UsageError(f'{name} is "{value}"; choose one of: {", ".join(map(str, action.choices))}')


_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _site_argument(verb: argparse.ArgumentParser, home: str) -> None:
    verb.add_argument("site", metavar="SITE", nargs="?", default=home, help="the site's folder (default: this one)")


def _build_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    _site_argument(verb, home)
    verb.add_argument("-o", "--output", metavar="DIR", help="where to build (default: SITE/output)")
    verb.add_argument("--base-url", metavar="URL", help="the site's address, instead of url in site.yml")
    verb.add_argument("--drafts", action="store_true", help="build drafts too")
    verb.add_argument("--strict", action="store_true", help="warnings count as errors")
    verb.add_argument("--jobs", metavar="N", type=_positive, default=0, help="how many processes (default: by size)")
    verb.add_argument("--adopt", action="store_true", help="build into a folder that something else has made")
    verb.add_argument("--no-cache", action="store_true", help="make everything again")
    verb.add_argument("--explain", action="store_true", help="tell what changed in the site")
    verb.add_argument("--profile", action="store_true", help="tell where the time went")
    verb.add_argument("-q", "--quiet", action="store_true", help="say nothing unless something is wrong")


def _serve_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    _site_argument(verb, home)
    verb.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    verb.add_argument("--port", type=_port, default=8000, help="the port, or the next free one (default: 8000)")
    verb.add_argument("--open", action="store_true", help="open the page in a browser")
    verb.add_argument("--drafts", action="store_true", help="show drafts too")


def _check_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    _site_argument(verb, home)
    verb.add_argument("--strict", action="store_true", help="warnings count as errors")
    verb.add_argument("--format", choices=["text", "json", "github"], default="text", help="how to print the findings")
    verb.add_argument("--online", action="store_true", help="follow external links too")


def _export_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    forms = "bibtex, bibtex-ascii, ris, csl-json or endnote; markdown, latex or typst for a list to read"
    verb.add_argument("form", metavar="FORMAT", help=forms)
    _site_argument(verb, home)
    verb.add_argument("-o", "--output", dest="file", metavar="FILE", default="", help="where to write (default: print)")
    verb.add_argument("--category", metavar="C", default="", help="the papers of a category, such as cs.CL")
    verb.add_argument("--year", metavar="Y", default="", help="of a year or years: 2024, 2020-2024, forthcoming")
    verb.add_argument("--type", metavar="T", default="", help="of a type, such as article")
    verb.add_argument("--author", metavar="ID", default="", help="of a person, by their id")
    verb.add_argument("--selected", action="store_true", help="the selected ones")
    verb.add_argument("--style", metavar="S", default="", help="lists: the citation style (default: the site's)")
    verb.add_argument("--group", metavar="G", default="year", help="lists: headings by year (default), type or none")
    verb.add_argument("--abstracts", action="store_true", help="records: with their abstracts")


def _import_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    sources = ("bibtex", "csl-json", "ris", "orcid", "arxiv", "doi", "openalex", "semanticscholar", "dblp")
    verb.add_argument("source", metavar="SOURCE", choices=sources, help=f"where from: {', '.join(sources)}")
    verb.add_argument("arguments", metavar="ARG", nargs="+", help="files, or ids at the service")
    verb.add_argument("--into", metavar="SITE", default=home, help="the site's folder (default: this one)")
    verb.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    verb.add_argument("--offline", action="store_true", help="ask no service; read what it answered before")
    verb.add_argument("--refresh", action="store_true", help="ask again what was asked within the last hour")


def _refresh_arguments(verb: argparse.ArgumentParser, home: str) -> None:
    _site_argument(verb, home)
    sources = ("openalex", "semanticscholar", "crossref")
    verb.add_argument("--source", choices=sources, default=sources[0], help="who counts (default: openalex)")
    verb.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")


def _schema_arguments(_verb: argparse.ArgumentParser, _home: str) -> None:
    """`schema` takes no arguments."""


def _new_arguments(verb: argparse.ArgumentParser, _home: str) -> None:
    verb.add_argument("folder", metavar="DIR", help="a new folder for the site")
    verb.add_argument("--name", help="your name")


_Verb = tuple[
    "Callable[[argparse.Namespace], int]", str, "Callable[[argparse.ArgumentParser, str], None]", tuple[str, ...]
]

# To add a command: 1. a function that takes the options and returns the exit status; 2. a function that declares
# its arguments; 3. a row here with examples, a page in docs/, and its cases in tests/test_cli.py.
_VERBS: dict[str, _Verb] = {
    "new": (
        _new,
        "start a new site",
        _new_arguments,
        ("oeuvre new my-page", 'oeuvre new my-page --name "Ada Lovelace"'),
    ),
    "build": (
        _build,
        "build the site",
        _build_arguments,
        ("oeuvre build", "oeuvre build --strict -o public"),
    ),
    "serve": (
        _serve,
        "show the site while you write it",
        _serve_arguments,
        ("oeuvre serve --open", "oeuvre serve --drafts"),
    ),
    "check": (
        _check,
        "tell everything that is wrong, and write nothing",
        _check_arguments,
        ("oeuvre check", "oeuvre check --format json"),
    ),
    "import": (
        _import,
        "bring in papers from a file or a service",
        _import_arguments,
        (
            "oeuvre import bibtex papers.bib --dry-run",
            "oeuvre import orcid 0000-0002-1825-0097",
            "oeuvre import arxiv 2401.00010 2402.00020 --into ~/homepage",
        ),
    ),
    "refresh": (
        _refresh,
        "ask how often your papers are cited",
        _refresh_arguments,
        ("oeuvre refresh --dry-run", "oeuvre refresh --source semanticscholar"),
    ),
    "export": (
        _export,
        "print your list, or a part of it, for other programs",
        _export_arguments,
        ("oeuvre export bibtex -o publications.bib", "oeuvre export latex --year 2020-2024 --style ieee"),
    ),
    "schema": (
        _schema,
        "print the JSON Schema of the front matter",
        _schema_arguments,
        ("oeuvre schema > schema.json",),
    ),
}
