"""The tree that front matter is read into: what was written, and where.

There are no types here. A scalar is the text that stands in the file, and the field that it belongs to says what
it means, so `arxiv: 2401.00010` keeps its zero and `venue: no` stays "no".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from oeuvre.errors import Severity


class Scalar(NamedTuple):
    """A text. `plain` says that it was written without quotes; lines and columns count from 1."""

    text: str
    line: int
    column: int
    plain: bool = True


class Sequence(NamedTuple):
    """A list, `- a` on lines of their own or `[a, b]`."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


class Problem(NamedTuple):
    """A fault of the file as text, before any field is looked at. Lines and columns count from 1."""

    line: int
    column: int
    severity: Severity
    message: str
    rule: str


class Document(NamedTuple):
    """A file in its two parts. `body` has its line ends as LF and no blank lines around it.

    `body_line` is the line on which the body begins. `unread` are the keys whose value could not be read (a
    problem tells why), so that nobody calls their fields missing.
    """

    fields: Mapping
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()
