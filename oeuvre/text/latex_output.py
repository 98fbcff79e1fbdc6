"""What somebody who reads LaTeX text may be told: the methods that each kind of output defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[int, int]
"""Where a part of the source starts and ends."""


class Output:
    """One kind of output. A `whole` place is all that was typed for something, and `inside` is its argument."""

    def text(self, text: str) -> None:
        """Words without meaning to anybody."""
        raise NotImplementedError

    def literal(self, text: str, start: int, end: int) -> None:
        """Characters that are meant as such, typed as source[start:end]."""
        raise NotImplementedError

    def math(self, inside: Place, whole: Place, *, display: bool) -> None:
        """Math: `inside` its delimiters, and `whole` with them."""
        raise NotImplementedError

    def styled(self, style: str, inside: Place, whole: Place) -> None:
        """An argument to be read, in a style of `latex_tables.STYLES`."""
        raise NotImplementedError

    def cased(self, change: Callable[[str], str], inside: Place, whole: Place) -> None:
        """An argument to be read, in capitals or small letters."""
        raise NotImplementedError

    def link(self, url: str, inside: Place, whole: Place) -> None:
        """An address, with the text that it is shown under, or with an empty one."""
        raise NotImplementedError

    def code(self, text: str, start: int, end: int) -> None:
        """Characters typed as code."""
        raise NotImplementedError

    def break_(self, start: int, end: int) -> None:
        """The end of a line."""
        raise NotImplementedError

    def formula(self, formula: str, whole: Place) -> None:
        r"""A chemical formula from `\ce{…}`."""
        self.literal(formula, *whole)
