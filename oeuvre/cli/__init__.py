"""The command `oeuvre`: arguments in, one call, result out. The only room that prints.

Results go to standard output, findings of a build and progress to standard error. Exit status: 0 done; 1 the content
has errors (with `--strict`, warnings too); 2 wrong usage; 130 stopped by Ctrl-C; a bug keeps its traceback.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from oeuvre.cli import parser
from oeuvre.errors import OeuvreError

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(home: str | os.PathLike[str] | None = None) -> NoReturn:
    """The whole process: `main`, and no tidying up by Python after it, which took 14 % of a build of 1,000 papers."""
    status = main(home=home)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(argv: Sequence[str] | None = None, home: str | os.PathLike[str] | None = None) -> int:
    """Run the command and return its exit status.

    `home` is the site that a `build.py` stands in: then `build` may be left out, and SITE defaults to that folder.
    """
    _open_streams()
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
        _fall_silent()
        return 0
    except OSError as error:
        if error.filename is not None or error.errno not in _UNWRITABLE:
            raise
        _fall_silent()
        print(f"oeuvre: the output cannot be printed ({error.strerror}); see where it goes", file=sys.stderr)
        return 1


def _stop(number: int, _frame: object) -> NoReturn:
    """End as after Ctrl-C, so that what a build has begun is put away."""
    raise SystemExit(128 + number)


_UNWRITABLE = {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def _fall_silent() -> None:
    """What is still to be printed goes nowhere: there it can do no harm at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_streams() -> None:
    """Print any character whatever the terminal's encoding: what it cannot show is shown as an escape.

    A stream that was closed (`oeuvre check >&-`) takes everything and shows nothing.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
