"""A new site to edit: content with examples that explain themselves, a Pages workflow, editor settings."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from oeuvre import __version__
from oeuvre.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCAFFOLD = os.path.join(os.path.dirname(__file__), "scaffold")
_HIDDEN = {"gitignore": ".gitignore", "github": ".github", "vscode": ".vscode"}
"""Names that begin with a dot in the new site; without it they are safe in a package and an archive."""


def site(folder: str, *, name: str = "") -> Iterator[str]:
    """Write a new site into `folder`, which must be new or empty, and yield the paths written.

    Raises `UsageError` when something is there already, and `OutputError` where nothing can be written.
    """
    if os.path.lexists(folder) and (not os.path.isdir(folder) or os.listdir(folder)):
        raise UsageError(f'"{folder}" is there already and not empty; give the name of a new folder')
    name = " ".join(name.split()) or "Your Name"
    values = {
        "@name@": _quoted(name),
        "@description@": _quoted(f"Publications of {name}"),
        "@version@": __version__,
    }
    for source, target in _files(_SCAFFOLD, folder):
        with open(source, encoding="utf-8") as file:
            text = file.read()
        for mark, value in values.items():
            text = text.replace(mark, name if mark == "@name@" and target.endswith("README.md") else value)
        yield _write(target, text)
    from oeuvre.schema import schema

    whole = json.dumps(schema("site"), ensure_ascii=False, indent=2) + "\n"
    yield _write(os.path.join(folder, ".vscode", "site.schema.json"), whole)


def _files(source: str, target: str) -> Iterator[tuple[str, str]]:
    for name in sorted(os.listdir(source)):
        if name == "__pycache__":
            continue
        path, to = os.path.join(source, name), os.path.join(target, _HIDDEN.get(name, name))
        if os.path.isdir(path):
            yield from _files(path, to)
        else:
            yield path, to


def _write(path: str, text: str) -> str:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f'"{path}" cannot be written ({error.strerror}); give another folder') from error
    return path


def _quoted(text: str) -> str:
    """`text` as a YAML scalar: always in single quotes, where only the quote itself needs doubling."""
    return "'" + text.replace("'", "''") + "'"
