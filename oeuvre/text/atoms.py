"""Pieces of a text that Markdown must not look into: math, code, escapes, LaTeX. Each is a token until the end."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile("\ufdd0([0-9]+)\ufdd1")
"""A token as it stands in the text. `characters.clean` lets nobody type one."""

MOST = 20_000


class Atom(NamedTuple):
    """One piece: how it looks, as plain text, and as it was typed (for a place that cannot hold markup).

    A `block` stands by itself rather than in a paragraph.
    """

    html: str
    plain: str
    source: str
    block: bool = False


def token(atoms: list[Atom], atom: Atom) -> str:
    """Keeps the atom and gives the token that stands for it."""
    atoms.append(atom)
    return f"\ufdd0{len(atoms) - 1}\ufdd1"
