"""The plainest front matter, read line by line without the YAML library.

Nearly all front matter that people write is `key: text`, `- item`, one level of `key: text` below, and short lists and
mappings in brackets. Read here it takes half the time of libyaml's parser, and a build of plain files never imports
`yaml` (37 ms, where a whole build of 12 papers should take 130). What is not plain beyond doubt is left to `yaml_tree`;
a property test holds both to the same tree with the same places.
"""

from __future__ import annotations

import re

from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

_SHAPE = re.compile(r"( *)(- +)?(?:(\w++(?:[ .+/-]\w++)*+):(?: +|\Z))?(.*)", re.DOTALL)
"""Any line: its indentation, a dash, a key, and the rest."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters that mean something at the beginning of a text (YAML 1.1, section 5.3)."""

_ENDS = frozenset(":\"'")
_IN_BRACKETS = frozenset("[]{}'\"#:?")
_PAIR = re.compile(
    r" *([^\W_]\w*(?:[ .+/-]\w+)*): +"  # a key
    r"(?:([^\W_][^,\[\]{}'\"#:?]*)|'([^']*)'|\"([^\"\\]*)\") *(?:,|\Z)"  # its text, plain or in quotes
)

_new = tuple.__new__  # a third of the time of Scalar(…), which is half of the time of a line

_Line = tuple[int, int, int, "Scalar | None", "Node | None"]
"""Its number and indentation, the column of a list's dash or 0, and its key and value as far as it has them."""


class _NotSimpleError(Exception):
    """The text takes a YAML parser."""


def read(text: str, first: int) -> Mapping | None:
    """The fields in `text`, whose first line is line `first` of the file; None where that takes a YAML parser."""
    if "\t" in text:
        return None
    try:
        lines = [line for number, source in enumerate(text.split("\n"), first) if (line := _line(source, number))]
        return _fields(lines, first)
    except _NotSimpleError:
        return None


def _line(source: str, number: int) -> _Line | None:
    """A line taken apart, or None for a blank one and a comment."""
    shape = _SHAPE.match(source.rstrip(" "))
    if shape is None:  # never
        raise _NotSimpleError
    spaces, dash, name, rest = shape.groups()
    if not name and (not rest or rest[0] == "#"):
        if dash:
            raise _NotSimpleError
        return None
    indent = len(spaces)
    value = _value(rest, number, shape.start(4) + 1) if rest else None
    key = _new(Scalar, (name, number, shape.start(3) + 1, True)) if name else None
    return number, indent, indent + 1 if dash else 0, key, value


def _value(text: str, number: int, column: int) -> Node:
    first = text[0]
    if first in _INDICATORS:
        if first in "'\"":
            inner = text[1:-1]
            if len(text) > 1 and text[-1] == first and first not in inner:
                if first == '"' and "\\" in inner:
                    inner = _unescaped(inner)
                return Scalar(inner, number, column, plain=False)
        elif first == "[" and text[-1] == "]":
            return Sequence(_items(text[1:-1], number, column), number, column)
        elif first == "{" and text[-1] == "}":
            return _pairs(text[1:-1], number, column)
        raise _NotSimpleError
    if ": " in text or " #" in text or text[-1] in _ENDS or first.isspace():
        raise _NotSimpleError
    return _new(Scalar, (text, number, column, True))


def _unescaped(text: str) -> str:
    r"""What a text in double quotes says in which backslashes stand for backslashes, as in `$\\alpha$`."""
    if "\\" in text.replace("\\\\", ""):
        raise _NotSimpleError
    return text.replace("\\\\", "\\")


def _items(listed: str, number: int, column: int) -> tuple[Scalar, ...]:
    """The texts in `[a, b]`: words without quotes, parted by commas."""
    if not listed.strip(" "):
        return ()
    if not _IN_BRACKETS.isdisjoint(listed):
        raise _NotSimpleError
    items = []
    for part in listed.split(","):
        text = part.strip(" ")
        if not text[:1].isalnum():
            raise _NotSimpleError
        items.append(Scalar(text, number, column + 1 + len(part) - len(part.lstrip(" "))))
        column += len(part) + 1
    return tuple(items)


def _pairs(listed: str, number: int, column: int) -> Mapping:
    """The texts in `{a: b, c: 'd'}`."""
    entries: list[tuple[Scalar, Node]] = []
    done = 0
    while done < len(listed) or not entries:
        found = _PAIR.match(listed, done)
        if not found:
            raise _NotSimpleError
        key, plain, single, double = found.groups()
        text = plain.rstrip(" ") if plain else single or double or ""
        place = found.start(2) if plain else max(found.start(3), found.start(4)) - 1
        start = column + 1
        entries.append(
            (Scalar(key, number, start + found.start(1)), Scalar(text, number, start + place, plain=bool(plain)))
        )
        done = found.end()
    return _mapping(entries)._replace(line=number, column=column)


def _fields(lines: list[_Line], first: int) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    position = 0
    while position < len(lines):
        _, indent, dash, key, value = lines[position]
        if indent or dash or not key:
            raise _NotSimpleError
        position += 1
        if value is None:
            value, position = _below(lines, position, key)
        entries.append((key, value))
    return _mapping(entries) if entries else Mapping((), first, 1)


def _below(lines: list[_Line], position: int, key: Scalar) -> tuple[Node, int]:
    """What stands on the lines below `key`, and the position after it: a list, a mapping, or nothing."""
    if position < len(lines):
        _, indent, dash, _, _ = lines[position]
        if dash:
            return _list(lines, position)
        if indent:
            return _block(lines, position)
    return Scalar("", key.line, key.column + len(key.text) + 1), position


def _list(lines: list[_Line], position: int) -> tuple[Sequence, int]:
    start, _, column, _, _ = lines[position]
    items: list[Node] = []
    while position < len(lines) and lines[position][2] == column:
        _, _, _, key, value = lines[position]
        if key:
            item, position = _block(lines, position)
            items.append(item)
        elif value:
            items.append(value)
            position += 1
    return Sequence(tuple(items), start, column), position


def _block(lines: list[_Line], position: int) -> tuple[Mapping, int]:
    """A mapping of texts: lines whose keys stand below each other."""
    entries: list[tuple[Scalar, Node]] = []
    while position < len(lines):
        _, _, dash, key, value = lines[position]
        if not key or (entries and (dash or key.column != entries[0][0].column)):
            break
        if value is None:
            raise _NotSimpleError
        entries.append((key, value))
        position += 1
    if not entries:
        raise _NotSimpleError
    return _mapping(entries), position


def _mapping(entries: list[tuple[Scalar, Node]]) -> Mapping:
    if len({key.text for key, _ in entries}) < len(entries):
        raise _NotSimpleError
    start = entries[0][0]
    return Mapping(tuple(entries), start.line, start.column)
