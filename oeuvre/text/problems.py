"""What can be wrong in one text: a value with the place, in characters into that text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Severity


class Problem(NamedTuple):
    """One thing in a text that its author should look at; `message` says what was found and what to do."""

    offset: int
    message: str
    rule: str
    severity: Severity = "warning"


class TooComplexError(Exception):
    """The text would cost more than it can be worth; the reason is told, and the text is shown as typed."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.problem = Problem(offset, f"{reason}; the text is shown as typed", "text/too-complex")
