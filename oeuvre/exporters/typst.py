"""A list in Typst, to be put into a CV with `#include`, or whole as a document; the owner's name in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text import marks
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Paper

_SPECIAL = pattern(r"[\\*_`#$<>@\[\]~\"'/]|-(?=[-?\d])|\.(?=\.\.)")
_BLOCK = pattern(r"[-+=]|\d+(?=\.)")


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


def document(title: str, lines: Iterable[str], language: str, body: str) -> str:
    """A curriculum of its own, on numbered A4 pages: who it is (lines may hold marks), and the list `body`.

    It carries no date of making, so that the same papers give the same PDF.
    """
    head = [f"#text(20pt)[{_escape(marks.clean(title))}]"]
    head += [marks.render(line, _TYPST, "") for line in lines]
    return _SHEET.format(title=_string(title), language=_string(language), head="\n\n".join(head)) + body


def _string(text: str) -> str:
    """A text as a string of Typst's code."""
    return '"' + marks.clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


_SHEET = """\
#set document(title: {title}, author: {title}, date: none)
#set page(paper: "a4", margin: 25mm, numbering: "1 / 1", footer: context if counter(page).final().first() > 1 {{
  align(center, text(8pt, luma(90), counter(page).display("1 / 1", both: true)))
}})
#set text(lang: {language}, size: 10.5pt)
#set par(justify: true)
#set enum(spacing: 0.9em, body-indent: 0.7em)
#show heading: set text(size: 11pt, weight: "semibold")
#show heading: set block(above: 1.8em, below: 1em)
#{{
set par(justify: false, spacing: 0.7em)
[{head}]
}}
#line(length: 100%, stroke: 0.4pt + luma(170))
"""


def join(sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Headings with their entries; an empty heading is left out."""
    parts = []
    for heading, items in sections:
        if heading:
            parts.append(f"= {_escape(heading)}")
        parts.append("\n".join([f"+ {text}" for text in items]))
    return "\n\n".join(parts) + "\n" if parts else ""
