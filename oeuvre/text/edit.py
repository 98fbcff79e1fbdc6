"""Single fields of a Markdown file changed, and not a byte of it elsewhere.

What a person wrote keeps its order, its quoting, its comments and its line ends. Only the lines of the fields that
change are written anew; comments that stood among them stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from oeuvre.text import emit, frontmatter
from oeuvre.text.nodes import Document, Mapping, Node, Scalar, Sequence

Path = tuple[str, ...]
"""A field (`("title",)`), or a key in a field that is a mapping (`("links", "pdf")`)."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*[\r\n]*\Z")
_BLOCK = re.compile(r":[ \t]*[|>][0-9+-]*[ \t]*(?:#.*)?[\r\n]*\Z")
_COMMENT = re.compile(r"[ \t]+#[^'\"]*\Z")


class _Span(NamedTuple):
    """The lines of one entry of a mapping, from `start` up to `end`, counted from 0."""

    key: str
    node: Node
    start: int
    end: int


class UneditableError(Exception):
    """The file cannot be changed line by line; the text says why and what to do."""


def value(node: Node) -> emit.Value:
    """A node of front matter as the plain value that `emit` writes."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [value(item) for item in node.items]
    return {key.text: value(item) for key, item in node.entries}


def apply(data: bytes, changes: dict[Path, emit.Value | None], order: list[str], body: str | None = None) -> bytes:
    """The file with these values changed and, if `body` is given, another body. None as a value takes a field out.

    A new field stands behind those that come before it in `order`, a new key at the end of its mapping. Raises
    UneditableError for front matter with faults, and for fields that share a line (`{title: …, date: …}`).
    """
    for path, new in changes.items():
        data = _changed(data, path, new, order)
    return data if body is None else _with_body(data, body)


def _changed(data: bytes, path: Path, new: emit.Value | None, order: list[str]) -> bytes:
    document, lines = _read(data)
    spans = _spans(document.fields, lines, _closing(document, lines))
    span = next((span for span in spans if span.key == path[0]), None)
    if len(path) == 2 and span and isinstance(span.node, Mapping) and span.node.line > span.start + 1:
        inner = _spans(span.node, lines, span.end)
        names = [entry.key for entry in inner]
        _replace(lines, inner, path[1], new, names, " " * (span.node.column - 1))
    elif len(path) == 2:
        old = (value(span.node) or {}) if span else {}
        if not isinstance(old, dict):
            raise UneditableError(f'"{path[0]}" is not a mapping; write "name: text" on lines of their own below it')
        merged: dict[str, emit.Value | None] = {**old, path[1]: new}
        whole = {key: item for key, item in merged.items() if item is not None}
        _replace(lines, spans, path[0], whole or None, order, "", _opening(lines))
    else:
        _replace(lines, spans, path[0], new, order, "", _opening(lines))
    return "".join(lines).encode()


def _read(data: bytes) -> tuple[Document, list[str]]:
    document = frontmatter.parse(data)
    fault = next((problem for problem in document.problems if problem.severity == "error"), None)
    if fault:
        raise UneditableError(f"line {fault.line}: {fault.message}")
    return document, _LINES.findall(data.decode("utf-8"))


def _opening(lines: list[str]) -> int:
    """The line after the first ---."""
    return next(place for place, line in enumerate(lines) if line.lstrip("\ufeff").strip()) + 1


def _closing(document: Document, lines: list[str]) -> int:
    """The line with the second ---."""
    last = document.fields.entries[-1][0].line if document.fields.entries else _opening(lines)
    return next(place for place in range(last, len(lines)) if _CLOSING.match(lines[place]))


def _spans(mapping: Mapping, lines: list[str], end: int) -> list[_Span]:
    """The entries of a mapping with their lines; blank lines and comments below an entry are not its own."""
    starts = [key.line - 1 for key, _ in mapping.entries] + [end]
    spans = []
    for (key, node), start, following in zip(mapping.entries, starts, starts[1:], strict=False):
        if key.column != mapping.column or following <= start or lines[start][: key.column - 1].strip("\ufeff "):
            raise UneditableError(f"line {start + 1}: several fields stand on one line; write each on its own")
        last = following
        while last - 1 > start and _is_apart(lines[last - 1], key.column - 1, node):
            last -= 1
        spans.append(_Span(key.text, node, start, last))
    return spans


def _is_apart(line: str, indent: int, node: Node) -> bool:
    """Whether a last line of an entry is blank, or a comment no deeper than the entry's key."""
    bare = line.strip(" \t\r\n")  # no-break spaces are letters to YAML
    if not bare:
        return not (isinstance(node, Scalar) and node.text.endswith("\n"))
    return bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= indent


def _replace(
    lines: list[str],
    spans: list[_Span],
    key: str,
    new: emit.Value | None,
    order: list[str],
    indent: str,
    first: int = 0,
) -> None:
    """Write the lines of one entry anew, or put them where they belong."""
    ending = _ending(lines)
    written = [] if new is None else [line + ending for line in emit.field(key, new, indent).split("\n")]
    span = next((span for span in spans if span.key == key), None)
    if span:
        comments, beside = _comments(lines, span)
        if written and beside and not _BLOCK.search(written[0]):
            written[0] = written[0].removesuffix(ending) + beside + ending
        elif not written and beside:
            comments.append(indent + beside.strip() + ending)
        lines[span.start : span.end] = written + comments
    elif written:
        place = _place(spans, key, order, first)
        if place and not lines[place - 1].endswith(("\n", "\r")):
            lines[place - 1] += ending
        lines[place:place] = written


def _comments(lines: list[str], span: _Span) -> tuple[list[str], str]:
    """The comments of an entry: those on lines of their own, and the one beside its key."""
    if _BLOCK.search(lines[span.start]):
        return [], ""
    inner = [line for line in lines[span.start + 1 : span.end] if line.lstrip(" \t").startswith("#")]
    if isinstance(span.node, Scalar) and not span.node.plain and span.end > span.start + 1:
        inner = []  # a quoted text over several lines: # is a letter of it
    beside = _COMMENT.search(lines[span.start].rstrip("\r\n"))
    if not beside or (isinstance(span.node, Scalar) and beside[0].strip() in span.node.text):
        return inner, ""
    return inner, beside[0]


def _place(spans: list[_Span], key: str, order: list[str], first: int) -> int:
    """The line at which a new entry goes in: behind the one that is nearest before it in `order`."""
    rank = {name: place for place, name in enumerate(order)}
    own = rank.get(key, len(order))
    before = [span for span in spans if rank.get(span.key, len(order)) <= own]
    if not before:
        return first or spans[0].start
    return max(before, key=lambda span: (rank.get(span.key, len(order)), span.start)).end


def _ending(lines: list[str]) -> str:
    """The file's own line end."""
    return next((end for end in ("\r\n", "\r", "\n") if lines[0].endswith(end)), "\n")


def _with_body(data: bytes, body: str) -> bytes:
    document, lines = _read(data)
    ending = _ending(lines)
    closing = _closing(document, lines)
    start = document.body_line - 1 if document.body else closing + 1
    if not document.body:
        lines = [*lines[: closing + 1], ending]
        lines[closing] = lines[closing].rstrip("\r\n") + ending
        start = len(lines)
    text = emit.clean(body).strip("\n") + "\n"
    return ("".join(lines[:start]) + text.replace("\n", ending)).encode()
