r"""A list in LaTeX, to be put into a CV with `\input`: numbered, under headings, the owner's name in bold.

It needs the package hyperref, and UTF-8, which is LaTeX's own encoding since 2018.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import marks
from oeuvre.text.latex import to_latex
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oeuvre.model import Paper

_SPECIAL = pattern(r"[\\{}$&#%_~^<>|\"]|--+|``|''|!`|\?`")
_WRITTEN = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}", "``": "`{}`", "''": "'{}'", "!`": "!{}`",
    "?`": "?{}`",
}  # fmt: skip


def _escape(text: str) -> str:
    """Plain text, not LaTeX source: every character stands for itself."""
    return _SPECIAL.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] == "-":
        return "-" + "{}-" * (len(text) - 1)
    return _WRITTEN.get(text) or "\\" + text


def _link(url: str, shown: str) -> str:
    return f"\\href{{{re.sub('[%#&]', _backslashed, url)}}}{{{shown}}}"


def _backslashed(found: re.Match[str]) -> str:
    return "\\" + found[0]


_LATEX = marks.Rendering(_escape, ("\\textit{", "}"), ("\\textbf{", "}"), _link)


def item(line: str, paper: Paper) -> str:
    """One entry of the list, from a reference with its marks."""
    text = marks.render(line, _LATEX, to_latex(marks.clean(paper.title.source)))
    return f"{{}}{text}" if text.startswith("[") else text  # \item[…] would be a label


def join(sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Sections with their entries; an empty heading is left out."""
    parts = []
    for heading, items in sections:
        head = f"\\section*{{{_escape(heading)}}}\n" if heading else ""
        body = "\n".join([f"  \\item {text}" for text in items])
        parts.append(f"{head}\\begin{{enumerate}}\n{body}\n\\end{{enumerate}}\n")
    return "\n".join(parts)
