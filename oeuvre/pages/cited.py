"""A paper's reference in the site's style (one of ours, or the `.csl` file that the settings name), and in others."""

from __future__ import annotations

import os
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from oeuvre import markup
from oeuvre.citations import STYLES
from oeuvre.errors import OeuvreError
from oeuvre.text import marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.library import Library
    from oeuvre.model import Paper, Text


FOLLOW = "→"
"""What leads to a paper where its title cannot: in the words of a style that is not ours."""

MANY = 1000
"""How many papers a site can have whose pages cite them in every style: for 1,000 that takes 0.4 s of a first build."""


def reference(paper: Paper, library: Library, site_folder: str) -> str:
    """The reference as HTML. Raises OeuvreError where the style's file cannot be used."""
    name = library.site.citation_style
    if name in STYLES:
        return STYLES[name].html(paper, library.is_owner)
    from oeuvre.exporters import csl_json

    return _style(name, _read(name, site_folder))(csl_json.record(paper, library.keys[paper.slug])).html


def linked(paper: Paper, library: Library, site_folder: str) -> str:
    """The reference in the site's style, as the owner's own list has it, its title a link to the paper's own page."""
    style = STYLES.get(library.site.citation_style)
    href = markup.address(paper)
    if style is None:
        return f'{reference(paper, library, site_folder)} <a href="{href}">{FOLLOW}</a>'
    title = f'<a href="{href}">{markup.title(paper.title)}</a>'
    return marks.render(style.own(paper, library.is_owner), marks.HTML, title)


def others(paper: Paper, library: Library) -> list[tuple[str, str]]:
    """The labels of our other styles, with the reference in each as HTML; none where a site has too many papers."""
    if not several(library):
        return []
    site_style = library.site.citation_style
    owners = {author for author in (*paper.authors, *paper.editor) if library.is_owner(author)}
    is_owner = owners.__contains__
    return [(style.label, style.html(paper, is_owner)) for name, style in STYLES.items() if name != site_style]


def several(library: Library) -> bool:
    """Whether papers can be cited in several styles: each costs as much as a tenth of the page."""
    return len(library.papers) <= MANY


def style_digest(library: Library, site_folder: str) -> str:
    """What identifies the style's file; empty for a style of ours."""
    name = library.site.citation_style
    try:
        return "" if name in STYLES else blake2b(_read(name, site_folder), digest_size=16).hexdigest()
    except OeuvreError:
        return "missing"  # told when a paper asks for it


def _read(name: str, site_folder: str) -> bytes:
    """The style's file, which lies in `content/` or `content/files/`."""
    for folder in ("content", "content/files"):
        path = os.path.join(site_folder, *folder.split("/"), *name.split("/"))
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read()
    raise OeuvreError(f'citation style "{name}" is not there; put the file into content/')


@lru_cache(maxsize=2)
def _style(name: str, data: bytes) -> Callable[[str], Text]:
    from oeuvre.citations import csl

    return csl.load(name, data)
