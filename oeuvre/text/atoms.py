"""Pieces of a text that Markdown must not look into: math, code, escapes, LaTeX, HTML. Each is a token for a while."""

from __future__ import annotations

import re
from typing import NamedTuple

from oeuvre.text.problems import TooComplexError

MOST = 20_000

TOKEN = re.compile("\ufdd0([0-9]+)\ufdd1")
"""An atom's token as it stands in the text. `characters.clean` lets nobody type one."""
_TAG = re.compile("<p>\\s*\ufdd2([0-9]+)\ufdd3\\s*</p>|\ufdd2([0-9]+)\ufdd3")


class Atom(NamedTuple):
    """One piece: how it looks, as plain text, and as it was typed (for a place that cannot hold markup).

    A `block` stands by itself rather than in a paragraph.
    """

    html: str
    plain: str
    source: str
    block: bool = False


class Atoms:
    """The atoms of a text, which are put in place after sanitising, and its typed HTML, which is put back before."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.typed: list[tuple[str, bool]] = []

    def token(self, atom: Atom) -> str:
        """Keeps the atom and gives the token that stands for it."""
        if len(self.atoms) >= MOST:
            raise TooComplexError(0, f"more than {MOST:,} formulas, code spans and escapes in one text")
        self.atoms.append(atom)
        return f"\ufdd0{len(self.atoms) - 1}\ufdd1"

    def typed_html(self, html: str, *, block: bool = False) -> str:
        """Keeps HTML that has yet to be sanitised; a `block` is no part of a paragraph."""
        if len(self.typed) >= MOST:
            raise TooComplexError(0, f"more than {MOST:,} HTML tags in one text")
        self.typed.append((html, block))
        return f"\ufdd2{len(self.typed) - 1}\ufdd3"

    def with_typed_html(self, html: str) -> str:
        """Puts the typed HTML back."""
        return _TAG.sub(self._put_back, html) if self.typed else html

    def _put_back(self, found: re.Match[str]) -> str:
        html, block = self.typed[int(found[1] or found[2])]
        return html if block or not found[1] else f"<p>{html}</p>"
