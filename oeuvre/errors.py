"""All that can go wrong.

    Exception
    └── OeuvreError          expected: one line for the user, never a traceback
        ├── UsageError       the command was called in a way that cannot work (exit 2)
        ├── OutputError      the output folder cannot or must not be written (exit 2)
        ├── TemplateError    a template of the site is wrong: path, line and message (exit 1)
        └── FetchError       a service did not answer as it should (exit 1)

Wrong *content* is not an exception but a value: a `Finding`. All findings of a run are told together.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Finding(NamedTuple):
    """One thing in the content that a person should look at.

    `message` says what was found and what to do. `line` and `column` count from 1 and are (0, 0) until
    they are known: a check that only knows the field names it in `field`, and `read.locate` looks its place up.
    """

    path: str
    line: int
    column: int
    severity: Severity
    message: str
    rule: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


class OeuvreError(Exception):
    """Expected trouble: `cli` prints its text as one line and exits with `status`."""

    status = 1


class UsageError(OeuvreError):
    """The command was called in a way that cannot work."""

    status = 2


class OutputError(OeuvreError):
    """The output folder cannot or must not be written."""

    status = 2


class TemplateError(OeuvreError):
    """A template of the site is wrong; the text names its file and line."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}:1: error: {message} [template]")
        self.path = path
        self.line = line
        self.message = message


class FetchError(OeuvreError):
    """A service did not answer as it should."""
