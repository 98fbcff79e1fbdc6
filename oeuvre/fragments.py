"""How papers look in lists, kept for the next build: then a change of one paper makes one paper anew, and joins lists.

A fragment is believed where the paper, its citation key and all that every page shows are as they were (see
`pages.page`). They lie in a few files, of which a build writes again only those that changed.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

from oeuvre import cache

if TYPE_CHECKING:
    from collections.abc import Mapping

Fragment = tuple[str, ...]
"""The paper's digest, and its pieces in the order of `render.PIECES`; a piece that was not needed is empty."""

Fragments = dict[str, Fragment]
"""By slug."""


def load(path: str, context: str) -> Fragments:
    """What the last build kept; `context` identifies all that bears on every fragment."""
    found: Fragments = {}
    for number in range(cache.SHELVES):
        payload = cache.read_sealed(f"{path}-{number:x}")
        if payload is None:
            continue
        try:
            there, fragments = marshal.loads(payload)  # noqa: S302 - texts in tuples: nothing that runs
        except (EOFError, TypeError, ValueError):
            continue
        if there == context:
            found.update(fragments)
    return found


def save(path: str, context: str, fragments: Mapping[str, Fragment], before: Mapping[str, Fragment]) -> None:
    """Keep fragments for the next build, where they are others than those `before`."""
    now: list[Fragments] = [{} for _ in range(cache.SHELVES)]
    then: list[Fragments] = [{} for _ in range(cache.SHELVES)]
    for slug in sorted(fragments):
        now[cache.shelf(slug)][slug] = fragments[slug]
    for slug, fragment in before.items():
        then[cache.shelf(slug)][slug] = fragment
    for number, (these, those) in enumerate(zip(now, then, strict=True)):
        if these != those:
            cache.write_sealed(f"{path}-{number:x}", marshal.dumps((context, these)))
