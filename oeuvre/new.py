"""A new site: content with examples that explain themselves, a Pages workflow, editor settings. Or one file for one."""

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
    yield from _written(folder, name, "")


def frame(folder: str, *, name: str = "") -> Iterator[str]:
    """The same around content that is there already: the workflow, the editor's settings, what git is to ignore."""
    yield from _written(folder, name, os.path.join(folder, "content", ""))


def _written(folder: str, name: str, but: str) -> Iterator[str]:
    """Write all files of a new site except for those whose path begins with `but`."""
    name = " ".join(name.split()) or "Your Name"
    values = {
        "@name@": _quoted(name),
        "@description@": _quoted(f"Publications of {name}"),
        "@version@": __version__,
    }
    for source, target in _files(_SCAFFOLD, folder):
        if but and target.startswith(but):
            continue
        with open(source, encoding="utf-8") as file:
            text = file.read()
        for mark, value in values.items():
            text = text.replace(mark, name if mark == "@name@" and target.endswith("README.md") else value)
        yield _write(target, text)
    from oeuvre.schema import schema, snippets

    for made, helps in (("site.schema.json", schema("site")), ("papers.code-snippets", snippets())):
        whole = json.dumps(helps, ensure_ascii=False, indent=2) + "\n"
        yield _write(os.path.join(folder, ".vscode", made), whole)


def paper(folder: str, title: str) -> str:
    """Write the file of a new paper into the site in `folder`, as a draft, and return its path.

    Raises `UsageError` where there is no site.
    """
    from oeuvre import read
    from oeuvre.gather import gather
    from oeuvre.sync.slug import slug
    from oeuvre.text import emit

    content = gather(folder, "", None).content
    fields: dict[str, emit.Value] = {
        "title": " ".join(title.split()),
        "authors": [content.owner.display or "Your Name"],
        "date": "forthcoming",
        "draft": "true",
    }
    taken = {name.lower() for name in read.scan(folder).papers}
    path = os.path.join(folder, "content", "papers", f"{slug(fields, '', taken)}.md")
    head, mark, tail = emit.document(fields, "").rpartition("---")
    return _write(path, f"{head}{_HINTS}{mark}{tail}")


_HINTS = """\
# All authors in the paper's order. The date as exactly as you know it: 2026, 2026-11 or 2026-11-23.
# A draft is shown by "oeuvre serve --drafts" alone. The abstract goes below the last line of dashes.
# venue: Journal of Listening
# category: cs.CL
# doi: 10.5555/12345678
# arxiv: 2411.00001
# links: {code: https://example.org/code}
"""


def template(folder: str, name: str) -> str:
    """Copy one of our templates into the site in `folder`, with a mark that says where it is from; return its path.

    Raises `UsageError` where there is no site, no such template, or one of the site's own already.
    """
    from oeuvre import copies, read

    read.scan(folder)
    ours, wanted = copies.ours(), name.removeprefix("templates/")
    if wanted not in ours:
        from difflib import get_close_matches

        near = get_close_matches(wanted, sorted(ours), 1, 0.5)
        remedy = f'did you mean "{near[0]}"?' if near else "docs/templates.md names them all"
        raise UsageError(f'there is no template "{name}"; {remedy}')
    path = os.path.join(folder, "templates", *wanted.split("/"))
    if os.path.lexists(path):
        raise UsageError(f'"{path}" is there already; edit that one, or remove it first')
    return _write(path, copies.marked(wanted, ours[wanted].rstrip()))


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
