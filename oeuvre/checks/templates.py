"""Templates of the site's own that nothing uses, mostly for a slip in their names, and those that ours left behind."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from oeuvre import copies, theme
from oeuvre.checks.check import Fault, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.checks.check import Occasion
    from oeuvre.library import Library

_NAMED = re.compile(r"""["']([\w./-]+\.html)["']""")

_OTHERWISE = {
    "404.html": "notfound.html",
    "index.html": "home.html",
    "publication.html": "paper.html",
    "page.html": "markdown_page.html",
}
"""What other programs call a template of ours."""


def unused(_: Library, occasion: Occasion) -> Iterator[Fault]:
    """A template in `templates/` has the name of one of ours, or another one names it."""
    own = _templates(os.path.join(occasion.folder, "templates")) if occasion.folder else {}
    ours = _templates(theme.engine_templates())
    if not own or os.path.samefile(os.path.join(occasion.folder, "templates"), theme.engine_templates()):
        return
    named = {name for text in own.values() for name in _NAMED.findall(text)}
    for name in sorted(own.keys() - ours.keys() - named):
        from difflib import get_close_matches

        near = [_OTHERWISE[name]] if name in _OTHERWISE else get_close_matches(name, sorted(ours), 1, 0.6)
        remedy = f'did you mean "{near[0]}"?' if near else "rename it like the template that it replaces, or remove it"
        yield Fault(f"templates/{name}", "", f"template {told(name)} is used by no page; {remedy}")


def drift(_: Library, occasion: Occasion) -> Iterator[Fault]:
    """A copy of one of ours was made from another text than ours has now."""
    ours = copies.ours()
    for copy in copies.found(occasion.folder):
        text = ours[copy.name]
        if not copy.digest or copy.digest == copies.digest(text):
            continue
        if copies.digest(copy.text) == copy.digest:
            remedy = "nothing else was changed in it: remove it"
        else:
            what = "take over what you need (oeuvre check --diff shows how they differ)"
            remedy = f"{what}, then begin it with {copies.mark(copy.name, text)}"
        since = f"was copied from oeuvre {copy.version}, and ours has changed since"
        yield Fault(copy.path, "", f"template {told(copy.path[10:])} {since}; {remedy}")


def unmarked(_: Library, occasion: Occasion) -> Iterator[Fault]:
    """A template takes the place of ours and does not say which version of ours it knows."""
    ours = copies.ours()
    for copy in copies.found(occasion.folder):
        if not copy.digest:
            what = f"template {told(copy.name)} takes the place of ours, whose changes will pass unnoticed"
            yield Fault(copy.path, "", f"{what}; begin it with {copies.mark(copy.name, ours[copy.name])}")


def _templates(folder: str) -> dict[str, str]:
    """The templates that lie in a folder itself, with their text."""
    found: dict[str, str] = {}
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".html"))
    except OSError:
        return found
    for name in names:
        try:
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                found[name] = file.read(1_000_000)
        except OSError:
            found[name] = ""
    return found
