"""Files that are copied as they are.

What belongs to a paper by its name stands beside its page, what lies in `content/files/` in `files/`. Pictures beside
papers and people lose what they say of their makers: where they were taken, and with what.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from oeuvre.pages.page import Copy, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer

_CLEANED = (".png", ".jpg", ".jpeg", ".webp")
MOST_BYTES = 64_000_000
"""Larger files are copied as they are."""


def pages(library: Library) -> Iterator[Page]:
    """One page for each file; a paper's digest covers its files."""
    refused = library.gallery.refused if library.gallery else frozenset()
    for paper in library.papers:
        for file in paper.files:
            if file.path not in refused:
                make = _cleaned if file.path.lower().endswith(_CLEANED) and file.size <= MOST_BYTES else _copied
                yield Page(f"papers/{paper.slug}/{file.name}", (paper.digest,), partial(make, path=file.path))
    for path, digest in library.files:
        if path not in refused:
            kept = path.startswith("content/files/") or not path.lower().endswith(_CLEANED)
            yield Page(path.removeprefix("content/"), (digest,), partial(_copied if kept else _cleaned, path=path))


def _copied(_renderer: Renderer, path: str) -> Copy:
    return Copy(path)


def _cleaned(renderer: Renderer, path: str) -> bytes:
    from oeuvre.pictures.clean import clean
    from oeuvre.pictures.head import head

    with open(os.path.join(renderer.folder, path), "rb") as file:
        data = file.read()
    said = head(data)
    return clean(data, said) if said else data
