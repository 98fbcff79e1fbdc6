"""Where in a file a field stands: for findings of checks, which know values and not lines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre.read import files
from oeuvre.read.listing import Source
from oeuvre.text import decode, frontmatter
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from oeuvre.errors import Finding
    from oeuvre.text.nodes import Document


def locate(folder: str | os.PathLike[str], finding: Finding) -> Finding:
    """The finding with the line and column of its field, by reading its file again.

    A field is named as `title`, `authors.2` (the third author), `links.pdf` or `citations.by_year.2024`; `body` is
    the text below the front matter, `body.12` its thirteenth character. The nearest that there is counts, else the
    beginning of the file.
    """
    if finding.line:
        return finding
    document = _document(os.fspath(folder), finding.path)
    line, column = _place(document, finding.field) if document else (1, 1)
    return finding._replace(line=line, column=column)


def _document(folder: str, path: str) -> Document | None:
    if not path.endswith((".md", ".yml")):
        return None
    try:
        size = os.stat(os.path.join(folder, path)).st_size
    except OSError:
        return None
    data = files.load(folder, Source(path, size, 0, 0), [])
    if data is None:
        return None
    return frontmatter.parse_yaml(data) if path.endswith(".yml") else frontmatter.parse(data)


def _place(document: Document, field: str) -> tuple[int, int]:
    for name in (field, *_OTHERWISE.get(field.partition(".")[0], ())):
        if name.partition(".")[0] == "body" and document.body:
            line, column = decode.place(document.body, int(name.partition(".")[2] or 0))
            return document.body_line + line - 1, column
        if place := _within(document.fields, name):
            return place
    return 1, 1


_OTHERWISE = {"body": ("abstract",), "categories": ("category",), "abstract": ("body",), "biography": ("body",)}
"""Where the value of a field can stand as well."""


def _within(node: Node, path: str) -> tuple[int, int] | None:
    """The place of what `path` names, or of the last part of it that is there; None where not even the first is."""
    if isinstance(node, Sequence):
        number, _, rest = path.partition(".")
        if not (number.isascii() and number.isdigit() and int(number) < len(node.items)):
            return None
        item = node.items[int(number)]
        return _within(item, rest) or (item.line, item.column)
    if isinstance(node, Mapping):
        named = [(key, value) for key, value in node.entries if f"{path}.".startswith(f"{key.text}.")]
        if named:
            key, value = max(named, key=lambda entry: len(entry[0].text))
            itself = value if isinstance(value, Scalar) and value.text else key
            return _within(value, path[len(key.text) + 1 :]) or (itself.line, itself.column)
    return None
