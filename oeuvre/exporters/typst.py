"""A list in Typst, a document of its own or to be put into a CV with `#include`; the owner's name in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Paper

_SPECIAL = re.compile(r"[\\*_`#$<>@\[\]~\"'/]|-(?=[-?\d])|\.(?=\.\.)")
_BLOCK = re.compile(r"[-+=]|\d+(?=\.)")


def _escape(text: str) -> str:
    return _SPECIAL.sub(_backslashed, text)


def _backslashed(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _link(url: str, shown: str) -> str:
    return f'#link("{url}")[{shown}];'


_TYPST = marks.Rendering(_escape, ("#emph[", "];"), ("#strong[", "];"), _link)


def item(line: str, paper: Paper) -> str:
    """One entry of the list, from a reference with its marks."""
    text = marks.render(line, _TYPST, _escape(marks.clean(paper.title.plain)))
    found = _BLOCK.match(text)
    if not found:
        return text
    return f"\\{text}" if not text[0].isdigit() else f"{found[0]}\\{text[found.end() :]}"


def join(sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Headings with their entries; an empty heading is left out."""
    parts = []
    for heading, items in sections:
        if heading:
            parts.append(f"= {_escape(heading)}")
        parts.append("\n".join([f"+ {text}" for text in items]))
    return "\n\n".join(parts) + "\n" if parts else ""
