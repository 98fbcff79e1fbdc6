"""What can be wrong in one text: a value with the place, in characters into that text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Severity


RULES = {
    "text/bidi": "an unseen character turns the direction of the text after it",
    "text/braces": "a brace of LaTeX is not closed, or not opened",
    "text/control-character": "a character that no text has, such as U+0000",
    "text/external-image": "a picture lies on another server, which pages never ask",
    "text/fence": "a block of code is not closed",
    "text/html": "HTML that is not allowed, or not closed",
    "text/link": "the address of a link cannot be linked",
    "text/math": "math that LaTeX would not set either",
    "text/math-delimiter": "a $ or $$ opens math that nothing closes",
    "text/too-complex": "a text is nested too deeply, and is shown as typed",
    "text/unknown-macro": "a LaTeX macro that is not known, and is shown as typed",
}
"""What can be told of a text, by the ids of the problems."""


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
