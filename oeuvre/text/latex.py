r"""LaTeX text in and out: to Unicode for importers, and to what a .bib file may hold.

`from_latex` and `to_latex` keep the meaning: what `rich.inline` shows of a text, it shows of what these make of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import mathml_plain
from oeuvre.text.characters import clean
from oeuvre.text.inline import formula_parts
from oeuvre.text.latex_reader import Reader
from oeuvre.text.latex_writer import Writer
from oeuvre.text.problems import TooComplexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.text.latex_output import Place

_PLAIN = re.compile(r"[A-Za-z0-9 ,.:;!?()'/+*=-]*")
_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_REFERENCE = re.compile(r"#?\w{1,32};")
_TAG = re.compile(r"/?(?:i|b|em|strong|sub|sup)\b", re.IGNORECASE)
_MACROS = {
    "strong": "textbf", "b": "textbf", "em": "emph", "i": "emph", "code": "texttt", "small-caps": "textsc",
    "sup": "textsuperscript", "sub": "textsubscript", "u": "underline", "s": "sout",
}  # fmt: skip
_GUARDED = {"\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "~": "\\~{}", "\u00a0": " "}


def to_latex(source: str) -> str:
    """A text as LaTeX in UTF-8 for the field of a .bib file: macros and math kept, all else escaped, braces balanced.

    It can stand between braces in any entry: no brace in it is left alone, and no backslash comes before the last one.
    """
    return _written(source, ascii_only=False)


def to_ascii_latex(source: str) -> str:
    r"""The same with each letter that has a LaTeX command as that command: `{\"o}`, `{\L}`; others stay UTF-8."""
    return _written(source, ascii_only=True)


def from_latex(source: str) -> str:
    r"""LaTeX text from elsewhere as we want it typed: Unicode, math as `$…$`, styles as macros, no protecting braces.

    What would be read as markup otherwise stays escaped (`\$`, `\{`). Links become `text (address)`. Lines are joined;
    blank lines stay.
    """
    if _PLAIN.fullmatch(source) and "--" not in source and "://" not in source and "  " not in source:
        return source.strip()
    text = clean(source).text
    reader = _Unicode(text)
    try:
        if "{" in text:
            reader.pair_braces(0, len(text))
        if "<" in text:
            reader.pair_tags()
        reader.read(0, len(text))
    except TooComplexError:
        return text
    return _joined("".join(reader.out))


def _written(source: str, *, ascii_only: bool) -> str:
    if _PLAIN.fullmatch(source) and "--" not in source and "://" not in source and "  " not in source:
        return source.strip()
    text = clean(source).text
    writer = Writer(text, ascii_only=ascii_only)
    return _joined(writer.written()).rstrip("\\")  # of a last `\ ` only the backslash is left


def _joined(text: str) -> str:
    """Lines joined within paragraphs."""
    return "\n\n".join(filter(None, [" ".join(paragraph.split()) for paragraph in _PARAGRAPH.split(text)]))


class _Unicode(Reader):
    """Collects what `from_latex` gives."""

    def __init__(self, source: str) -> None:
        super().__init__(source, [])
        self.out: list[str] = []
        self.change: Callable[[str], str] | None = None

    def text(self, text: str) -> None:
        if text[:1].isdigit() and self.out and self.out[-1][-1:] == "$" and self.out[-1] != "\\$":
            self.out.append("{}")  # a dollar before a digit closes no math
        self.out.append(self.change(text) if self.change else text)

    def literal(self, text: str, start: int, end: int) -> None:
        if text == "&" and _REFERENCE.match(self.source, end):
            text = "\\&"
        elif text == "<" and self.source[start] in "\\&" and _TAG.match(self.source, end):
            text = "\\textless{}"
        elif text[:1] == "-" and self.source[start] == "\\":
            text = "{}" + "{}".join(text)
        elif text == "`" and self.source[start] == "\\":
            text = "\\`{}"
        elif text == "~" and (not self.out or self.out[-1][-1:].isspace()):
            self.text(text)  # nobody takes it for a tie there
            return
        self.text(_GUARDED.get(text, text))

    def math(self, inside: Place, whole: Place, *, display: bool) -> None:
        content = self.source[slice(*inside)].strip()
        money = content[:1].isdigit() and self.source[whole[0] - 1 : whole[0]].isalpha()
        if not content:
            return
        if display:
            self.out.append(f"$${content}$$")
        elif money or "$" in content or self.source[whole[1] : whole[1] + 1].isdigit():
            self.out.append(f"\\({content}\\)")
        else:
            self.out.append(f"${content}$")

    def styled(self, style: str, inside: Place, whole: Place) -> None:
        del whole
        before, after = ("“", "”") if style == "quoted" else ("", "")
        if style in _MACROS:
            before, after = f"\\{_MACROS[style]}{{", "}"
        self.out.append(before)
        self.within(inside)
        self.out.append(after)

    def cased(self, change: Callable[[str], str], inside: Place, whole: Place) -> None:
        del whole
        before, self.change = self.change, change
        self.within(inside)
        self.change = before

    def link(self, url: str, inside: Place, whole: Place) -> None:
        del whole
        if inside[0] >= inside[1]:
            self.out.append(url)
            return
        self.within(inside)
        if self.source[slice(*inside)].strip() != url:
            self.out.append(f" ({url})")

    def code(self, text: str, start: int, end: int) -> None:
        del start, end
        guarded = "".join(_GUARDED.get(character, character) for character in text)
        self.out.append(f"\\texttt{{{guarded}}}")

    def break_(self, start: int, end: int) -> None:
        del start, end
        self.out.append(" ")

    def formula(self, formula: str, whole: Place) -> None:
        del whole
        parts = [mathml_plain.script(text, above=tag == "sup") if tag else text for tag, text in formula_parts(formula)]
        self.out.append("".join(parts))
