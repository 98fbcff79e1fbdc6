"""Drawings (SVG): how large one is, and whether it is more than a drawing.

Pages show a drawing as `<img>`, where browsers run no script and fetch nothing. It also has an address of its own,
where they would: so one that holds a script is not published.
"""

from __future__ import annotations

import html
import re

from oeuvre.pictures.head import Head

MOST_BYTES = 8_000_000
UNREADABLE = "unreadable"

_SCRIPT = re.compile(
    r"<(?:[\w.-]+:)?(script|handler|listener|iframe|embed|object)\b|[\s\"'](on[a-z]+)\s*=", re.IGNORECASE
)
_ADDRESS = re.compile(r"(javascript):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]")
"""What browsers leave out of an address before they look at it."""
_ENTITY = re.compile(r"<!ENTITY\s[^>]*[<&]|<!ENTITY\s+%|<!ENTITY\s+\S+\s+(?:SYSTEM|PUBLIC)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?svg\b([^>]*)>")
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in|q|)", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
"""CSS pixels to a unit (CSS Values and Units 4, 6.1)."""


def read(data: bytes) -> Head | str:
    """How large a drawing is in CSS pixels; or what is wrong with it: UNREADABLE, or what it holds."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return UNREADABLE
    root = _ROOT.search(text, 0, 100_000)
    if root is None:
        return UNREADABLE
    if found := _SCRIPT.search(text) or _ADDRESS.search(_UNSEEN.sub("", html.unescape(text))):
        return f'"{next(part for part in found.groups() if part)[:40]}"'
    if _ENTITY.search(text):
        return "entities that hold more than text"
    width, height = _size(root[1])
    return Head("svg", width, height)


def _size(attributes: str) -> tuple[int, int]:
    """Width and height, from the attributes, or else from the view box; 3:2 where nothing is said."""
    said = dict(re.findall(r"""([\w:-]+)\s*=\s*["']([^"']*)["']""", attributes))
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+", said.get("viewBox", "")[:200])]
    _, _, across, down = box if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0, 300.0, 200.0)
    width, height = _pixels(said.get("width", "")), _pixels(said.get("height", ""))
    if width and not height:
        height = width * down / across
    elif height and not width:
        width = height * across / down
    elif not width:
        width, height = across, down
    return max(1, min(round(width), 100_000)), max(1, min(round(height), 100_000))


def _pixels(length: str) -> float:
    found = _LENGTH.fullmatch(length.strip()[:40])
    return float(found[1]) * _PIXELS[found[2].lower()] if found else 0.0
