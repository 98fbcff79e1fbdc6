"""`favicon.ico` and `apple-touch-icon.png` at the site's top: the site's own from `content/files/`, or its initials."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oeuvre import framing
from oeuvre.pages.page import Copy, Page
from oeuvre.pictures import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.library import Library
    from oeuvre.render import Renderer


def pages(library: Library) -> Iterator[Page]:
    """The icons that there are; see `framing.icons`."""
    own = dict(library.files)
    for name in framing.icons(library):
        source = f"content/files/{name}"
        if source in own:
            yield Page(name, (own[source],), partial(_copied, path=source))
        else:
            drawn = framing.initials(library)
            yield Page(name, (shelf.maker(), repr(drawn)), partial(_drawn, name=name, drawn=drawn))


def _copied(_renderer: Renderer, path: str) -> Copy:
    return Copy(path)


def _drawn(renderer: Renderer, name: str, drawn: tuple[str, str, str]) -> bytes:
    key = shelf.key(name, drawn)
    kept = shelf.get(renderer.folder, key, 0)
    if kept is None:
        from oeuvre.pictures import icons

        kept = (icons.favicon if name == "favicon.ico" else icons.touch_icon)(*drawn)
        shelf.put(renderer.folder, key, (), [kept])
    return kept
