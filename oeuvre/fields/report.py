"""What is collected while the fields of one file are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.text import decode, frontmatter
from oeuvre.text.characters import in_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.errors import Severity
    from oeuvre.model import Category
    from oeuvre.text.nodes import Document, Node, Scalar
    from oeuvre.text.problems import Problem


class Settings(NamedTuple):
    """The few settings of a site that bear on how its files are read."""

    categories: tuple[Category, ...] = ()
    macros: tuple[tuple[str, str], ...] = ()


_MOST = 50

NO_SETTINGS = Settings()


class Report:
    """The findings about one file; `field` is the name of the field that is being read.

    `room` is the first part of the rules' ids: paper, person, page, news or site.
    """

    __slots__ = ("data", "field", "findings", "path", "room", "settings")

    def __init__(self, path: str, room: str, data: bytes, settings: Settings = NO_SETTINGS) -> None:
        self.path = path
        self.room = room
        self.data = data
        self.settings = settings
        self.field = ""
        self.findings: list[Finding] = []

    def problems(self, document: Document) -> None:
        """Tell the faults of the file as a text."""
        self.findings += [
            Finding(self.path, line, column, severity, in_message(message), rule)
            for line, column, severity, message, rule in document.problems
        ]

    def error(self, node: Node, message: str, within: str = "") -> None:
        """Tell a fault of the field at hand; `within` is the place in it, such as `.2` or `.pdf`."""
        self.tell(node, message, f"{self.room}/{self.field}", within)

    def warn(self, node: Node, message: str, within: str = "") -> None:
        """Tell a doubt about the field at hand."""
        self.tell(node, message, f"{self.room}/{self.field}", within, "warning")

    def tell(self, node: Node, message: str, rule: str, within: str = "", severity: Severity = "error") -> None:
        """Tell anything about the field at hand."""
        where = self.field + within
        self.findings.append(Finding(self.path, node.line, node.column, severity, in_message(message), rule, where))

    def rich(self, node: Scalar, problems: tuple[Problem, ...]) -> None:
        """Tell what is wrong in a text with markup."""
        self._placed(problems, self.field, lambda offset: frontmatter.place_in(self.data, node, offset))

    def body(self, document: Document, problems: tuple[Problem, ...]) -> None:
        """Tell what is wrong in the text below the front matter."""
        first = document.body_line - 1

        def place(offset: int) -> tuple[int, int]:
            line, column = decode.place(document.body, offset)
            return line + first, column

        self._placed(problems, "body", place)

    def _placed(self, problems: tuple[Problem, ...], field: str, place: Callable[[int], tuple[int, int]]) -> None:
        """Tell problems by their places. Finding a place takes time, so of a text full of faults not all are told."""
        for problem in problems[:_MOST]:
            line, column = place(problem.offset)
            message = in_message(problem.message)
            self.findings.append(Finding(self.path, line, column, problem.severity, message, problem.rule, field))
        if len(problems) > _MOST:
            message = f"{self.findings[-1].message}, and {len(problems) - _MOST} more faults after this one"
            self.findings[-1] = self.findings[-1]._replace(message=message)
