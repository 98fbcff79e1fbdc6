"""Findings as people, editors and GitHub read them.

On a terminal a finding has its severity in colour and, below it, the line at fault with a caret; anywhere else it is
one line, which editors and `grep` know how to read.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

from oeuvre.text.characters import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.errors import Finding

_COLOURS = {"error": "31", "warning": "33", "note": "36"}
_LARGEST = 1_000_000
"""Bytes of a file whose lines are shown."""


def tell(findings: Sequence[Finding], folder: str, *, strict: bool) -> int:
    """Print a build's findings, as annotations where GitHub reads along, and return the exit status."""
    form = github if os.environ.get("GITHUB_ACTIONS") == "true" else line
    for finding in findings:
        print(form(finding, folder), file=sys.stderr)
    return status(findings, strict)


def status(findings: Sequence[Finding], strict: bool) -> int:
    """The exit status: 1 if something is wrong."""
    wrong = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in wrong for finding in findings))


def summary(findings: Sequence[Finding]) -> str:
    """How many there are of each severity."""
    counts = {severity: sum(f.severity == severity for f in findings) for severity in ("error", "warning", "note")}
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())


def line(finding: Finding, folder: str) -> str:
    """A finding for a person; `folder` is the site's."""
    text = str(finding)
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        return text
    from shutil import get_terminal_size

    below = excerpt(finding, folder, get_terminal_size().columns)
    if os.environ.get("NO_COLOR"):
        return text + below
    paint = f"\x1b[1;{_COLOURS[finding.severity]}m"
    text = text.replace(f" {finding.severity}:", f" {paint}{finding.severity}:\x1b[0m", 1)
    return text + below.replace("^", f"{paint}^\x1b[0m") if below.count("^") == 1 else text + below


def excerpt(finding: Finding, folder: str, width: int) -> str:
    """The line at fault and a caret under its place, or nothing where there is no such line.

    Long lines are cut around the place. What a terminal would obey is shown by its code.
    """
    source = _line(os.path.join(folder, finding.path), finding.line)
    if source is None or not source.strip():
        return ""
    before, after = source[: finding.column - 1], source[finding.column - 1 :]
    shown = legible(before.replace("\t", " "))
    room = max(20, width - 8)
    if _width(shown) > room // 2:
        while shown and _width(shown) > room // 2 - 1:
            shown = shown[1:]
        shown = f"…{shown}"
    rest = legible(after.replace("\t", " ").rstrip())
    while _width(shown) + _width(rest) > room:
        rest = rest[: max(0, min(len(rest) - 2, room))] + "…" if len(rest) > 2 else ""
    return f"\n    {shown}{rest}\n    {' ' * _width(shown)}^"


def _line(path: str, number: int) -> str | None:
    try:
        if not number or os.path.getsize(path) > _LARGEST:
            return None
        with open(path, encoding="utf-8-sig", errors="replace", newline=None) as file:
            for count, text in enumerate(file, 1):
                if count == number:
                    return text.rstrip("\n")
    except (OSError, ValueError):
        pass
    return None


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def github(finding: Finding, _folder: str) -> str:
    """A workflow command of GitHub Actions: its data escapes %, CR and LF, its properties : and , as well."""
    kind = {"note": "notice"}.get(finding.severity, finding.severity)
    message = f"{finding.message} [{finding.rule}]".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = finding.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={finding.line},col={finding.column}::{message}"
