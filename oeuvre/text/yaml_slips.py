"""The slips that people make in front matter, each with the line as it should be.

To add a slip: 1. a function from a line to `Slip`s; 2. a row in `_SLIPS`; 3. a case in `tests/read/cases/`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.text.escapes import UNKNOWN
from oeuvre.text.yaml_tree import quoted, shortened, start_message

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = {
    "frontmatter/colon": "a text with a colon is not in quotes, or a field has no space after its colon",
    "frontmatter/indentation": "a line is indented otherwise than those that belong with it",
    "frontmatter/line": "a line belongs to no field",
    "frontmatter/quotes": "a text in quotes or a list in brackets is not closed, or closed too early",
    "frontmatter/space": "a tab or another unusual space stands where YAML wants an ordinary one",
}

_NAME = r"""(?:[^\W\d]\w*(?:[ .+/-]\w+)*|"[^"\n]*"|'[^'\n]*')"""
FIELD = re.compile(rf"( *)({_NAME})[ \t]*(?::(?!//)|：)")
"""The beginning of a field."""

_VALUE = re.compile(rf"(\s*(?:-\s+)*(?:{_NAME}\s*:(?:\s+|$))?)(.*)")
_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_ODD_SPACE = re.compile(rf"(?:[ ]*(?:-[ ]*)?(?:{_NAME}:[ ]*)?)([{_SPACE}\t]+)")
_TIGHT = re.compile(rf"[ ]*(?:-[ ]+)?{_NAME}(:|：)(?=[^\s/])")
_TIGHT_DASH = re.compile(r" *-(?=[^\s-])")
_BACKSLASH = re.compile(r'\\\\|\\"|\\')
_HALVES = re.compile(r"(?:\\u[Dd][89A-Fa-f][0-9A-Fa-f]{2})+")
_INDICATORS = frozenset("@`%*&!|>{[,]}?:-#")
_CLOSING = {"[": "]", "{": "}"}
_AROUND = 30
"""So many lines before the one where YAML stopped are looked at."""


class Slip(NamedTuple):
    """A slip that may be the cause: the position of its line, its column, what to say, and the lines without it."""

    position: int
    column: int
    message: str
    rule: str
    lines: list[str]


def slips(lines: list[str], stopped: int, began: int) -> Iterator[Slip]:
    """The slips that may be why YAML stopped at one line, in a part that began at another; likeliest first."""
    stopped, began = (min(line, len(lines) - 1) for line in (stopped, began))
    near = dict.fromkeys((stopped, began, *range(stopped, max(-1, stopped - _AROUND), -1)))
    for slip in _SLIPS:
        for index in near:
            if lines[index].strip():
                yield from slip(lines, index)


def field_name(line: str) -> str:
    """The name of the field that begins on this line, or nothing."""
    match = FIELD.match(line)
    return match[2].strip("\"'") if match else ""


def _with(lines: list[str], index: int, line: str) -> list[str]:
    return [*lines[:index], line, *lines[index + 1 :]]


def _with_end(lines: list[str], index: int, mark: str) -> list[str]:
    """The lines with `mark` where the text that begins on a line and goes on below it ends."""
    last = _end(lines, index) - 1
    return _with(lines, last, lines[last].rstrip() + mark)


def _end(lines: list[str], index: int) -> int:
    """The position after the lines that are indented deeper than this one, which are part of what it begins."""
    indent = len(lines[index]) - len(lines[index].lstrip(" "))
    end = index + 1
    while end < len(lines) and (lines[end].startswith(" " * (indent + 1)) or not lines[end].strip()):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _unusual_space(lines: list[str], index: int) -> Iterator[Slip]:
    match = _ODD_SPACE.match(lines[index])
    if not match:
        return
    if match[1][0] == "\t":
        message = "a tab stands where YAML wants spaces; type spaces instead"
    else:
        message = f"an unusual space (U+{ord(match[1][0]):04X}) stands where YAML wants an ordinary one; type it again"
    mended = [_with_spaces(line) for line in lines]
    yield Slip(index, match.start(1) + 1, message, "frontmatter/space", mended)


def _with_spaces(line: str) -> str:
    match = _ODD_SPACE.match(line)
    return line if not match else line[: match.start(1)] + "  " * len(match[1]) + line[match.end(1) :]


def _no_space(lines: list[str], index: int) -> Iterator[Slip]:
    line = lines[index]
    if match := _TIGHT.match(line):
        mended = f"{line[: match.start(1)]}: {line[match.end() :]}"
        name = line[: match.start(1)].strip(" -")
        what = "a wide colon" if match[1] == "：" else "no space after its colon"
        message = f'"{name}" has {what}; write "{name}: …"'
        yield Slip(index, match.start(1) + 1, message, "frontmatter/colon", _with(lines, index, mended))
    if match := _TIGHT_DASH.match(line):
        mended = f"{line[: match.end()]} {line[match.end() :]}"
        message = f'"{shortened(line)}" has no space after its dash; write "{shortened(mended)}"'
        yield Slip(index, match.end(), message, "frontmatter/dash", _with(lines, index, mended))


def _backslash(lines: list[str], index: int) -> Iterator[Slip]:
    line = lines[index]
    unknown = next((m for m in re.finditer(rf"\\\\|({UNKNOWN.pattern})", line) if m[1]), None)
    if unknown:
        message = f"in double quotes {unknown[0]} means nothing to YAML; put the text in single quotes"
        mended = _BACKSLASH.sub(lambda m: m[0] if len(m[0]) > 1 else r"\\", line)
        if unknown["half"]:
            message = f"{unknown[0]} is half of a character; write the character itself"
            mended = _HALVES.sub("?", line)
        yield Slip(index, unknown.start() + 1, message, "frontmatter/backslash", _with(lines, index, mended))


def _quotes(lines: list[str], index: int) -> Iterator[Slip]:
    prefix, value = _parted(lines[index])
    quote = value[:1]
    if quote not in {'"', "'"}:
        return
    pattern = r'"(?:[^"\\]|\\.)*"' if quote == '"' else "'(?:[^']|'')*'"
    closed = re.match(pattern, value)
    if not closed:
        message = f"the text that begins with {quote} here is not closed; add {quote} at its end"
        yield Slip(index, len(prefix) + 1, message, "frontmatter/quotes", _with(lines, index, prefix + value + quote))
        yield Slip(index, len(prefix) + 1, message, "frontmatter/quotes", _with_end(lines, index, quote))
    elif closed.end() < len(value):
        whole = value[1:-1] if value.endswith(quote) else value
        remedy = quoted(shortened(whole.replace('\\"', '"')))
        advice = "write '' for an apostrophe" if quote == "'" else "put the whole text in single quotes"
        message = f"this {quote} ends the text in quotes too early; {advice}: {remedy}"
        mended = prefix + quoted(whole)
        yield Slip(index, len(prefix) + closed.end(), message, "frontmatter/quotes", _with(lines, index, mended))


def _brackets(lines: list[str], index: int) -> Iterator[Slip]:
    prefix, value = _parted(lines[index])
    closing = _CLOSING.get(value[:1])
    if closing and closing not in "".join([value, *lines[index + 1 :]]):
        what = "list" if closing == "]" else "mapping"
        message = f"the {what} that begins with {value[0]} here is not closed; add {closing} at its end"
        mended = _with(lines, index, prefix + value + closing)
        yield Slip(index, len(prefix) + 1, message, "frontmatter/quotes", mended)
        yield Slip(index, len(prefix) + 1, message, "frontmatter/quotes", _with_end(lines, index, closing))


def _needs_quotes(lines: list[str], index: int) -> Iterator[Slip]:
    prefix, value = _parted(lines[index])
    if not value or value[0] in "\"'":
        return
    name = prefix.strip(" -")
    colon = value.find(": ") if ": " in value else len(value) - 1
    if value[0] in _INDICATORS:
        column, message, rule = len(prefix) + 1, start_message(value), "frontmatter/start"
    elif value[colon] == ":":
        column, rule = len(prefix) + colon + 1, "frontmatter/colon"
        message = f"a text with a colon in it needs quotes; write {name} {quoted(shortened(value))}".replace("  ", " ")
    else:
        return
    yield Slip(index, column, message, rule, _with(lines, index, prefix + quoted(value)))
    end = _end(lines, index)
    if end > index + 1:
        text = "\n".join([value, *lines[index + 1 : end]])
        yield Slip(index, column, message, rule, [*lines[:index], prefix + quoted(text), *lines[end:]])


def _continued(lines: list[str], index: int) -> Iterator[Slip]:
    """A text that goes on over several lines has `name: ` in one that is not the first."""
    prefix, value = _parted(lines[0])
    colon = lines[index].find(":")
    if index == 0 or colon < 0 or not value or value[0] in "|>\"'":
        return
    text = "\n".join([value, *lines[1:]]).rstrip()
    message = f"a text with a colon in it needs quotes; begin it with ' after \"{prefix.strip()}\" and end it with '"
    yield Slip(index, colon + 1, message, "frontmatter/colon", [prefix + quoted(text)])


def _indentation(lines: list[str], index: int) -> Iterator[Slip]:
    """The line is not below those that it belongs to; or it is, and one item above it is not below the others."""
    line = lines[index].lstrip(" ")
    indent = len(lines[index]) - len(line)
    for near in sorted(_indents(lines[:index], line), key=lambda near: abs(near - indent)):
        if near != indent and (near or _is_new_field(line, lines[0])):
            yield _moved(lines, index, indent, near)
    if line.startswith("- "):
        for other in range(index - 1, max(-1, index - _AROUND), -1):
            near = len(lines[other]) - len(lines[other].lstrip(" "))
            if lines[other][near : near + 2] == "- " and near != indent:
                yield _moved(lines, other, near, indent)


def _moved(lines: list[str], index: int, indent: int, fitting: int) -> Slip:
    message = f"this line is indented by {indent} where {fitting} would fit; indent it like those it belongs to"
    mended = _with(lines, index, " " * fitting + lines[index].lstrip(" "))
    return Slip(index, indent + 1, message, "frontmatter/indentation", mended)


def _is_new_field(line: str, first: str) -> bool:
    """Whether a line that is indented can be meant as a field: `date: 2024`, but not `that matters: a history`."""
    name = field_name(line)
    return not name or (" " not in name and name != field_name(first))


def _indents(above: list[str], line: str) -> Iterator[int]:
    """Where the line could begin: below what the lines above begin with, their dashes or the texts after these."""
    seen = set()
    for other in reversed(above):
        text = other.lstrip(" ")
        dash = len(other) - len(text)
        item = len(other) - len(text[1:].lstrip(" ")) if text.startswith("- ") else dash
        for indent in (dash, item) if line.startswith("- ") else (item, dash):
            if text and indent not in seen:
                seen.add(indent)
                yield indent


def _no_field(lines: list[str], index: int) -> Iterator[Slip]:
    line = lines[index]
    if index == 0 and line.startswith("- "):
        message = 'this list stands below no field; write the name of its field above it, such as "authors:"'
        yield Slip(index, 1, message, "frontmatter/line", [""] * len(lines))
    elif not FIELD.match(line) and not line.lstrip().startswith(("- ", "#")):
        what = f'"{shortened(line)}" belongs to no field'
        message = f'{what}; indent it if it goes on with the text above, or write "field: text"'
        column = len(line) - len(line.lstrip()) + 1
        yield Slip(index, column, message, "frontmatter/line", _with(lines, index, ""))


def _parted(line: str) -> tuple[str, str]:
    """The line's indentation, dashes and key; and the value after them."""
    match = _VALUE.fullmatch(line)
    return (match[1], match[2].rstrip()) if match else (line, "")


_SLIPS = (
    _unusual_space,
    _no_space,
    _backslash,
    _quotes,
    _brackets,
    _needs_quotes,
    _indentation,
    _continued,
    _no_field,
)
