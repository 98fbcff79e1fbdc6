"""The lines of a text as they are put anew, with the way back from each place to where it was typed."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oeuvre.text.atoms import Atoms
    from oeuvre.text.problems import Problem

Line = tuple[int, int]
"""Where a line's content starts and ends in the source."""


class Lines:
    """Collects new lines, most of which are parts of the source."""

    def __init__(self, source: str, problems: list[Problem], macros: tuple[tuple[str, str], ...], atoms: Atoms) -> None:
        self.source = source
        self.problems = problems
        self.macros = macros
        self.atoms = atoms
        self.unclosed: set[str] = set()  # what was looked for down to the end in vain
        self._out: list[str] = []
        self._length = 0
        self._starts: list[int] = []  # where each new line starts in the new text
        self._shifts: list[int] = []  # what to add to a place in it to get the place in the source

    def put(self, before: str, start: int, end: int) -> None:
        """Adds a line: what is put before it, and a part of the source."""
        self._starts.append(self._length)
        self._shifts.append(start - self._length - len(before))
        made = before + self.source[start:end]
        self._out.append(made)
        self._length += len(made) + 1

    def text(self) -> str:
        """The new text."""
        return "\n".join(self._out)

    def origin(self, offset: int) -> int:
        """The place in the source of a place in the new text."""
        index = bisect_right(self._starts, offset) - 1
        return max(offset + self._shifts[index], 0) if index >= 0 else 0

    def typed(self) -> list[Line]:
        """The lines of the source."""
        lines: list[Line] = []
        start = 0
        for line in self.source.split("\n"):
            lines.append((start, start + len(line)))
            start += len(line) + 1
        return lines


def place(lines: list[Line], offset: int) -> int:
    """The place in the source of an offset into some lines joined."""
    for start, end in lines:
        if offset <= end - start:
            return start + offset
        offset -= end - start + 1
    return lines[-1][1] if lines else 0
