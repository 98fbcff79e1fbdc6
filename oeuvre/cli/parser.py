"""The command line and the environment as options: one verb a file, loaded when it is wanted.

A verb's file has `SUMMARY`, `EXAMPLES`, `arguments(verb, home)`, which declares what it takes, and `run(options)`,
which returns the exit status. To add one: that file, a row in VERBS, a page in docs/, its cases in tests/test_cli.py.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from oeuvre import __version__
from oeuvre.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "new": "new",
    "build": "build",
    "serve": "serve",
    "check": "check",
    "import": "bring",
    "migrate": "migrate",
    "refresh": "refresh",
    "export": "export",
    "schema": "schema",
    "completion": "completion",
}
"""The verbs, in the order of the help, each with the file in this folder that does it."""

_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Parser(argparse.ArgumentParser):
    """Tells wrong usage in one line."""

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


class _Help(argparse.HelpFormatter):
    """Leaves room for the longest verb: by itself it forgets how far verbs are indented."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = max(map(len, VERBS)) + 6


def parse(arguments: Sequence[str], home: str) -> argparse.Namespace:
    """The options of one call, `run` among them. Raises UsageError for a setting of the environment that is wrong."""
    wanted = arguments[0] if arguments else ""
    whole, verbs = parser(home, [wanted] if wanted in VERBS else list(VERBS))
    if wanted in verbs:
        _take_from_environment(verbs[wanted])
    options = whole.parse_args(arguments)
    if not hasattr(options, "run"):
        whole.print_help()
        whole.exit(2)
    return options


def parser(home: str, names: Sequence[str]) -> tuple[Parser, dict[str, argparse.ArgumentParser]]:
    """The parser of the whole command and those of some of its verbs."""
    whole = Parser(
        prog="oeuvre",
        description="Your publications as a web page: one Markdown file a paper.",
        formatter_class=_Help,
    )
    whole.add_argument("--version", action="version", version=f"oeuvre {__version__}")
    verbs = whole.add_subparsers(title="commands", metavar="COMMAND", prog="oeuvre")  # else it loads shutil to ask
    return whole, {name: _verb(verbs, name, home) for name in names}


def _verb(verbs: Any, name: str, home: str) -> argparse.ArgumentParser:
    room: Any = import_module(f"oeuvre.cli.{VERBS[name]}")
    verb: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=room.SUMMARY,
        description=room.SUMMARY[0].upper() + room.SUMMARY[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in room.EXAMPLES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(run=room.run)
    room.arguments(verb, home)
    return verb


def _take_from_environment(verb: argparse.ArgumentParser) -> None:
    """Options that are not given come from the environment: `--base-url` from OEUVRE_BASE_URL."""
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


def site(verb: argparse.ArgumentParser, home: str) -> None:
    """The argument SITE."""
    verb.add_argument("site", metavar="SITE", nargs="?", default=home, help="the site's folder (default: this one)")


def positive(text: str) -> int:
    """A number from 1."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 1')
    return int(text)


def port(text: str) -> int:
    """A port; 0 is any."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port from 0 to 65535')
    return int(text)
