"""Pictures: what they are, smaller ones made of them, and the cards and icons that a site has besides.

`head` and `clean` read and clean a picture's bytes and need nothing; `scaling`, `card` and `icons` draw with Pillow
(the extra `images`), `first_page` with pypdfium2 (the extra `pdf`). `gallery` looks at all pictures of a site's content
and makes the smaller ones, which `shelf` keeps. What is wrong with a picture is a finding, and it is left out.
"""

from __future__ import annotations

from oeuvre import installed

RULES = {
    "picture/ending": "the name of a picture ends otherwise than its format says",
    "picture/moving": "a picture moves; its first frame is shown",
    "picture/pdf": "the first page of a PDF cannot be shown",
    "picture/script": "a drawing holds a script, and is left out",
    "picture/skipped": "an extra is not installed, so pictures are shown as they are, or cards are not made",
    "picture/too-large": "a picture is too large to be read, and is left out",
    "picture/unreadable": "a picture cannot be read, and is left out",
}
"""What is told of pictures while a site is read, by the ids of the rules."""


def has_pillow() -> bool:
    """Whether Pillow is there, and can write WebP; it is not loaded, which takes 0.03 s."""
    return _there("PIL") and _there("PIL._webp")


def has_pdfium() -> bool:
    """Whether pypdfium2 is there; it is not loaded, which takes 0.1 s."""
    return _there("pypdfium2")


def versions() -> str:
    """The versions of what draws: other ones may draw otherwise."""
    return ", ".join(installed.versions(("pillow", "pypdfium2")))


def _there(name: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
