"""The command `oeuvre`: arguments in, one call, result out. The only room that prints.

Results go to standard output, findings of a build and progress to standard error. Exit status: 0 done; 1 the content
has errors (with `--strict`, warnings too); 2 wrong usage; 130 stopped by Ctrl-C; a bug keeps its traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from oeuvre.cli import parser
from oeuvre.errors import OeuvreError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None, home: str | os.PathLike[str] | None = None) -> int:
    """Run the command and return its exit status.

    `home` is the site that a `build.py` stands in: then `build` may be left out, and SITE defaults to that folder.
    """
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if home is not None and not (arguments and arguments[0] in {*parser.VERBS, "-h", "--help", "--version"}):
        arguments.insert(0, "build")
    signal.signal(signal.SIGTERM, _stop)
    try:
        options = parser.parse(arguments, os.fspath(home) if home is not None else ".")
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


def _speak_utf8() -> None:
    """Print any character whatever the terminal's encoding: what it cannot show is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
