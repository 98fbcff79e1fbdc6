r"""Texts of other formats as this site writes them: HTML as LaTeX (`<i>` is `\textit{…}`), abstracts as Markdown."""

from __future__ import annotations

import html
import re

from oeuvre.text import math
from oeuvre.text.latex import from_latex

_PARAGRAPH = re.compile(r"\s*\n[ \t]*\n\s*|\s*\\par(?![A-Za-z])\s*|\s*\\\\\s*\\\\\s*")
_MATH = re.compile(r"(?<!\\)(\$\$[^$]+\$\$|\$(?:[^$\\\n]|\\[^\n])+\$)")
_MARKDOWN = re.compile(r"\*|(?<![\w\\])_|(?<!\\)_(?!\w)|<(?=[A-Za-z/!?])")
_ESCAPED = {"*": r"\*", "_": r"\_", "<": "&lt;"}
_TAG = re.compile(r"<(/?)(?:\w{1,10}:)?([A-Za-z][A-Za-z0-9]{0,19})(?:\s[^<>]{0,500})?/?>|<!--.{0,2000}?-->", re.DOTALL)
_STYLES = {
    "i": "textit", "em": "textit", "italic": "textit", "cite": "textit", "var": "textit", "b": "textbf",
    "strong": "textbf", "bold": "textbf", "sub": "textsubscript", "inf": "textsubscript",
    "sup": "textsuperscript", "sc": "textsc",
    "tt": "texttt", "code": "texttt", "monospace": "texttt",
}  # fmt: skip
_BREAKS = "p div br sec section li ul ol dl dt dd table tr title h1 h2 h3 h4 h5 h6 list blockquote abstract"
_SILENT = (
    "span u a small big font math mrow mi mn mo msub msup msubsup mtext mover munder semantics annotation alternatives "
    "inline mstyle mfrac msqrt underline ext xref body html td th"
)
_BLOCKS = frozenset(_BREAKS.split())
_KNOWN = _STYLES.keys() | _BLOCKS | frozenset(_SILENT.split())
_CHARACTERS = re.compile(r"[\\{}$~*_<]")
_AS_CHARACTERS = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "", "~": "\\textasciitilde{}", "*": "\\*", "_": "\\_",
    "<": "&lt;",
}  # fmt: skip
_HEADING = re.compile(r"\A\s*(?:abstract|summary)\s*[:.]?\s*\n", re.IGNORECASE)


def block(latex: str) -> str:
    """A LaTeX abstract as the body of a paper: paragraphs, with what Markdown would take for its own escaped."""
    return _paragraphs(latex, convert=True)


def plain_block(text: str) -> str:
    """An abstract without LaTeX, or with HTML or JATS in it, as the body of a paper."""
    return _paragraphs(_HEADING.sub("", from_html(text)), convert=False)


def plain(text: str) -> str:
    r"""A title or a venue without LaTeX, or with HTML in it, on one line. Math in dollars stays; `~` is a tilde."""
    text = " ".join(from_html(text).split())
    if "~" in text:
        pieces = _MATH.split(text)
        pieces[::2] = [piece.replace("~", "\\textasciitilde{}") for piece in pieces[::2]]
        text = "".join(pieces)
    return text


def settable(text: str) -> tuple[str, list[str]]:
    r"""The text with each formula that cannot be set (`$\foo$`) as characters, and these formulas with the reason.

    What nobody can set would stop every build of the new site.
    """
    if "$" not in text:
        return text, []
    faults: list[str] = []
    pieces = _MATH.split(text)
    for place in range(1, len(pieces), 2):
        problem = math.render(pieces[place].strip("$")).problem
        if problem and problem.severity == "error":
            faults.append(f'the formula "{pieces[place]}" cannot be set ({problem.message.partition(";")[0]})')
            pieces[place] = _CHARACTERS.sub(lambda found: _AS_CHARACTERS[found[0]], pieces[place])
    return "".join(pieces), faults


def _paragraphs(text: str, *, convert: bool) -> str:
    text = text.strip()
    if "<" in text:
        text = from_html(text)
    parts = []
    for part in _PARAGRAPH.split(text):
        line = " ".join((from_latex(part) if convert else part).split())
        if line:
            parts.append(_guarded(line))
    return "\n\n".join(parts)


def _guarded(line: str) -> str:
    """One paragraph that Markdown leaves as it is; math is not touched."""
    pieces = _MATH.split(line)
    pieces[::2] = [_MARKDOWN.sub(lambda found: _ESCAPED[found[0]], piece) for piece in pieces[::2]]
    line = "".join(pieces)
    if line[0] == "#":
        return "\\" + line
    return "&gt;" + line[1:] if line[0] == ">" else line


def from_html(text: str) -> str:
    r"""Text with HTML or JATS tags and entities as text with LaTeX: `H<sub>2</sub>O` gives `H\textsubscript{2}O`.

    What looks like a tag but is none (`a <b and c> d`) stays; the tags of formulas go, their letters stay.
    """
    if "<" in text:
        waiting: list[str] = []
        out: list[str] = []
        end = 0
        for found in _TAG.finditer(text):
            out.append(text[end : found.start()])
            end = found.end()
            out.append(_tag(found, waiting))
        out.append(text[end:])
        text = "".join(out) + "}" * len(waiting)
    return html.unescape(text) if "&" in text else text


def _tag(found: re.Match[str], waiting: list[str]) -> str:
    """What stands for one tag; `waiting` are the styles that are open."""
    name = (found[2] or "").lower()
    if not name:
        return ""
    if name in _BLOCKS:
        return "\n\n"
    if name not in _KNOWN:
        return found[0]
    style = _STYLES.get(name)
    if not style:
        return ""
    if not found[1]:
        waiting.append(name)
        return f"\\{style}{{"
    if waiting and waiting[-1] == name:
        waiting.pop()
        return "}"
    return ""
