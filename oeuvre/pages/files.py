"""Files that are copied as they are.

What belongs to a paper by its name stands beside its page, what lies in `content/files/` in `files/`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre.pages.page import Copy, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """One page for each file; a paper's digest covers its files."""
    for paper in library.papers:
        for file in paper.files:
            yield Page(f"papers/{paper.slug}/{file.name}", (paper.digest,), partial(_copied, path=file.path))
    for path, digest in library.files:
        yield Page(path.removeprefix("content/"), (digest,), partial(_copied, path=path))


def _copied(_renderer: Renderer, path: str) -> Copy:
    return Copy(path)
