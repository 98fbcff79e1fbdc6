"""What is told of pictures: what was found, and what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from oeuvre import pictures
from oeuvre.errors import Finding
from oeuvre.pictures.head import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oeuvre.errors import Severity
    from oeuvre.model import Site
    from oeuvre.pictures.making import Made

SETTINGS = "content/site.yml"
_REMEDIES = {
    "picture/too-large": "make it smaller",
    "picture/unreadable": "save it again as PNG, JPEG, WebP or SVG",
}


class Skipped(NamedTuple):
    """How many pictures are shown as they are, and how many first pages are not, for want of an extra."""

    pictures: int = 0
    pages: int = 0


def findings(path: str, found: Made) -> Iterator[Finding]:
    """What is wrong with one picture."""
    stem, ending = os.path.splitext(os.path.basename(path))
    if found.rule == "picture/script":
        message = f"the drawing holds {found.trouble}, so it is left out; save it as plain SVG without that"
        yield _finding(path, "warning", message, found.rule)
    elif found.rule == "picture/pdf":
        remedy = f'save it again, or put a picture beside it, "{stem}.png"'
        message = f"the PDF {found.trouble}, so its first page is not shown; {remedy}"
        yield _finding(path, "warning", message, found.rule)
    elif found.rule:
        yield _finding(path, "warning", f"{found.trouble}, so it is left out; {_REMEDIES[found.rule]}", found.rule)
    endings = ENDINGS.get(found.format, ())
    if endings and ending.lower() not in endings:
        what = f'the name ends in "{ending}", and the picture is {_name(found.format)}'
        message = f'{what}; rename it to "{stem}{endings[0]}"'
        yield _finding(path, "warning", message, "picture/ending")
    if found.moves and found.width:
        message = "the picture moves, and pages show its first frame; link to it if its movement matters"
        yield _finding(path, "note", message, "picture/moving")


def skipped(site: Site, left: Skipped) -> list[Finding]:
    """One note about all that was not done because something is not installed."""
    without_pillow, without_pdfium = not pictures.has_pillow(), not pictures.has_pdfium()
    undone = []
    if left.pictures and without_pillow:
        are = "1 picture is shown as it is" if left.pictures == 1 else f"{left.pictures} pictures are shown as they are"
        undone.append(are)
    if site.social_cards and without_pillow:
        undone.append("social cards are not made")
    if left.pages:
        many = f"first pages of {left.pages} PDFs are not shown"
        undone.append("the first page of 1 PDF is not shown" if left.pages == 1 else many)
    if not undone:
        return []
    extras = [name for name, wanted in (("images", without_pillow), ("pdf", left.pages and without_pdfium)) if wanted]
    what = ", and ".join((", ".join(undone[:-1]), undone[-1])) if len(undone) > 1 else undone[0]
    message = f'{what}; to have that done: pip install "oeuvre[{",".join(extras)}]"'
    return [_finding(SETTINGS, "note", message, "picture/skipped")]


def _name(form: str) -> str:
    return {"jpeg": "a JPEG", "webp": "a WebP"}.get(form, ("an " if form == "avif" else "a ") + form.upper())


def _finding(path: str, severity: Severity, message: str, rule: str) -> Finding:
    return Finding(path, 1, 1, severity, message, rule)
