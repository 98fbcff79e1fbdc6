"""Front matter that is not YAML: what a person has to change, and all that can be read meanwhile.

YAML's own messages speak of tokens and block ends, stop at the first fault, and often name a line far from it. Here
the text is parted at its fields, so that one field's fault stays its own; and in a field that cannot be read the
usual slips (`yaml_slips`) are mended one after the other. The slip whose mending helps is the one that is told, so
a remedy is only ever given that works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text.nodes import Mapping, Node, Problem, Scalar
from oeuvre.text.yaml_slips import FIELD, Slip, field_name, slips
from oeuvre.text.yaml_tree import YamlError, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = {"frontmatter/syntax": "the front matter cannot be read as YAML"}

_BUDGET = 1_000_000
"""So many characters are parsed in search of remedies: a hostile file costs no more than a large one."""

_OVERHEAD = 200
"""What starting a parser costs, in characters."""

_NOT_UNDERSTOOD = "YAML does not understand this line; check its quotes, colons and indentation"
"""PyYAML and libyaml say more, each in its own words, about tokens that nobody typed."""

_MOST_SLIPS = 20
"""So many faults of one field are mended before it is given up."""

_Read = tuple[Mapping, list[Problem]]


def mend(text: str, first: int, error: YamlError) -> tuple[Mapping, list[Problem], list[str]]:
    """All fields that can be read, every fault, and the names of the fields that could not be read.

    `text` is front matter that `compose` refused with `error`; its first line is line `first` of the file.
    """
    mender = _Mender(first)
    fields = mender.fields(text.split("\n"))
    if not any(problem.severity == "error" for problem in mender.problems):
        mender.give_up(error, first + _last(text.split("\n")))
    return fields, mender.problems, mender.unread


class _Mender:
    """One file's front matter on its way to being understood."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.budget = _BUDGET
        self.problems: list[Problem] = []
        self.unread: list[str] = []

    def fields(self, lines: list[str]) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for start, part in _parts(lines):
            if start == 0:
                self.check_edge(lines)
            if self.budget <= 0:
                message = "from here on nothing was read; mend the faults above first"
                self.problems.append(Problem(start + self.first, 1, "error", message, "frontmatter/syntax"))
                self.unread += [name for _, rest in _parts(lines[start:]) if (name := field_name(rest[0]))]
                break
            for key, value in self.part(part, start + self.first):
                if key.text in entries:
                    where = f'"{key.text}" stands in line {entries[key.text][0].line} already; keep one of the two'
                    self.problems.append(Problem(*key[1:3], "error", where, "frontmatter/duplicate-key"))
                else:
                    entries[key.text] = key, value
        return Mapping(tuple(entries.values()), self.first, 1)

    def check_edge(self, lines: list[str]) -> None:
        """The first field is indented, the others are not: read for itself, it would be right."""
        edge = _outermost(lines)
        fields = ((index, match) for index, line in enumerate(lines) if (match := FIELD.match(line)))
        index, match = next(fields, (0, None))
        if match and len(match[1]) > edge:
            message = f'"{match[2]}:" is indented by {len(match[1])}, other fields by {edge}; indent all alike'
            place = index + self.first, len(match[1]) + 1
            self.problems.append(Problem(*place, "error", message, "frontmatter/indentation"))

    def part(self, lines: list[str], first: int) -> tuple[tuple[Scalar, Node], ...]:
        """The fields in a part of the lines (one, if all is well), after mending what has to be."""
        name = field_name(lines[0])
        for _ in range(_MOST_SLIPS):
            result = self.attempt(lines, first)
            if not isinstance(result, YamlError):
                mapping, problems = result
                self.problems += problems
                return mapping.entries
            slip = None if result.rule else self.remedy(lines, first, result)
            if not slip:
                self.give_up(result, first + _last(lines))
                break
            self.problems.append(Problem(slip.position + first, slip.column, "error", slip.message, slip.rule))
            lines = slip.lines
        if name:
            self.unread.append(name)
        return ()

    def give_up(self, error: YamlError, last: int) -> None:
        message = error.problem if error.rule else _NOT_UNDERSTOOD
        line, column = error.at if error.at[0] <= last else (last, 1)
        self.problems.append(Problem(line, column, "error", message, error.rule or "frontmatter/syntax"))

    def remedy(self, lines: list[str], first: int, error: YamlError) -> Slip | None:
        """The slip without which the lines can be read, or can at least be read further."""
        further = None
        for slip in slips(lines, error.at[0] - first, error.since[0] - first):
            if self.budget <= 0:
                break
            result = self.attempt(slip.lines, first)
            if not isinstance(result, YamlError):
                return slip
            if further is None and (result.at[0], result.since[0]) > (error.at[0], error.since[0]):
                further = slip
        return further

    def attempt(self, lines: list[str], first: int) -> _Read | YamlError:
        text = "\n".join([*lines, ""])
        self.budget -= len(text) + _OVERHEAD
        try:
            root, problems = compose(text, first)
        except YamlError as error:
            return error
        if root is None:
            return Mapping((), first, 1), problems
        if isinstance(root, Mapping):
            return root, problems
        return YamlError("no field begins here", (root.line, root.column))


def _parts(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines parted before each line that begins a field of the outermost level."""
    edge = _outermost(lines)
    starts = [index for index, line in enumerate(lines) if (match := FIELD.match(line)) and len(match[1]) == edge]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, lines[start:end]


def _outermost(lines: list[str]) -> int:
    """How far the fields that are indented least are indented."""
    return min((len(match[1]) for line in lines if (match := FIELD.match(line))), default=0)


def _last(lines: list[str]) -> int:
    """The index of the last line that is not blank."""
    return max((index for index, line in enumerate(lines) if line.strip()), default=0)
