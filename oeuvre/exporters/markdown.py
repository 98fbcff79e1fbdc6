"""A list in Markdown: numbered, under headings, the owner's name in bold.

What means something to some kind of Markdown is written so that all of them (CommonMark, GitHub, pandoc,
Python-Markdown) show the character itself: with a backslash where all know it, else as a character reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text import marks
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Paper

_SPECIAL = pattern(r"[\\`*_{}\[\]#!<>$~|^@]|&(?=#?\w+;)")
_WRITTEN = {
    "<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;", "~": "&#126;", "|": "&#124;", "^": "&#94;", "@": "&#64;",
}  # fmt: skip
_BLOCK = pattern(r"([-+=:>]|\d+(?=[.)]))([.)]?)")


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0]) or "\\" + found[0], text)


def _link(url: str, shown: str) -> str:
    return f"<{url}>" if shown == _escape(url) else f"[{shown}](<{url}>)"


_MARKDOWN = marks.Rendering(_escape, ("*", "*"), ("**", "**"), _link)


def item(line: str, paper: Paper) -> str:
    """One entry of the list, from a reference with its marks."""
    return _flat(marks.render(line, _MARKDOWN, _escape(marks.clean(paper.title.plain))))


def _flat(text: str) -> str:
    """No entry begins as a list, a heading or a quotation of its own."""
    found = _BLOCK.match(text)
    if not found:
        return text
    if found[2]:
        return f"{found[1]}\\{found[2]}{text[found.end() :]}"
    return f"&#{ord(text[0])};{text[1:]}" if not text[0].isdigit() else text


def join(sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A document of headings and their entries; an empty heading is left out."""
    parts = []
    for heading, items in sections:
        if heading:
            parts.append(f"## {_escape(heading)}")
        parts.append("\n".join([f"{number}. {text}" for number, text in enumerate(items, 1)]))
    return "\n\n".join(parts) + "\n" if parts else ""
