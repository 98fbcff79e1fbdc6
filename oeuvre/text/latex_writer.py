"""The writing of LaTeX for .bib files: what an author typed, made safe to stand between braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.text import latex_ascii
from oeuvre.text import latex_tables as tables
from oeuvre.text.latex_commands import COMMANDS, accent
from oeuvre.text.latex_reader import Reader
from oeuvre.text.patterns import pattern
from oeuvre.text.problems import TooComplexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.text.latex_output import Place

_NAME = pattern(r"\\([A-Za-z]+)[ \t]*")
_ESCAPES = {
    "%": "\\%", "&": "\\&", "#": "\\#", "_": "\\_", "$": "\\$", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "\u202f": "\\,",
    "\u2003": "\\quad{}", "\u2002": "\\enspace{}", "\u00ad": "\\-",
}  # fmt: skip
_TO_ESCAPE = pattern("[" + re.escape("".join(_ESCAPES)) + "]")
_TAGS = {"i": "textit", "em": "emph", "b": "textbf", "strong": "textbf", "sub": "textsubscript",
         "sup": "textsuperscript"}  # fmt: skip
_RAW = {"href": 1, "url": 1, "nolinkurl": 1, "path": 1, "label": 1, "ref": 1, "eqref": 1, "cite": 1, "citep": 1,
        "citet": 1, "ensuremath": 1, "ce": 1, "ch": 1, "SI": 2, "si": 1, "qty": 2, "num": 1, "unit": 1, "color": 1,
        "includegraphics": 1}  # fmt: skip
"""How many arguments of a command are no text, and are kept as they were typed."""
_BRACES = pattern(r"\\\\(?=[{}])|\\.|[{}]|(?<!\\)%", re.DOTALL)
_TIE = pattern(r"(?<=[\w.,;:)])(\u00a0)(?=\w)|\u00a0")
_ENTRY = pattern(r"^@", re.MULTILINE)


class Writer(Reader):
    """Collects the LaTeX in `out`. Nothing is told: whoever reads the text for a page has told it."""

    def __init__(self, source: str, *, ascii_only: bool) -> None:
        super().__init__(source, [])
        self.ascii_only = ascii_only
        self.out: list[str] = []
        self.braces: list[int] = []  # where in `out` the escaped braces are that are open

    def written(self) -> str:
        """All of it."""
        end = len(self.source)
        try:
            self.pair_braces(0, end)
            if "<" in self.source:
                self.pair_tags()
            self.read(0, end)
        except TooComplexError:
            self.out = [escape(self.source)]
        for index in self.braces:
            self.out[index] = _ESCAPES["{"]
        return _ENTRY.sub("{@}", "".join(self.out))

    def text(self, text: str) -> None:
        """Words."""
        self.out.append(self._spelt(text))

    def literal(self, text: str, start: int, end: int) -> None:
        r"""As it was typed if that is LaTeX; Markdown's `\*` is the sign alone."""
        typed = self.source[start:end]
        if text.isspace() and text.isascii():
            after = self.source[end : end + 1]
            self.out.append("\\ " if after and not after.isspace() else " ")
        elif typed[:2] == "\\-":
            self.out.append("{}" + "{}".join(text))
        elif typed in ("\\{", "\\}"):
            self._escaped_brace(typed)
        elif typed == "\\`":
            self.out.append("\\textasciigrave{}")
        elif typed == "~" and text != "~":
            self.out.append("~")
        elif typed[:1] == "\\" and len(typed) > 1 and (text != typed[1:] or typed[1] in "%&#_$"):
            self.out.append(self._spelt_in(text, start, end) if self.ascii_only and text > "\x7f" else typed)
        elif typed[:1] in "-`'" and text != typed:
            self.out.append(typed)
        else:
            self.out.append(self._spelt(text))

    def math(self, inside: Place, whole: Place, *, display: bool) -> None:
        """Math, with what braces it has balanced."""
        content = balanced(self.source[slice(*inside)])
        if self.ascii_only:
            content = latex_ascii.math(content)
        if inside == whole:
            self.out.append(content)
        else:
            content = content.strip()
            digit = self.source[whole[1] : whole[1] + 1].isdigit()  # after which a dollar closes nothing for us
            inline = f"\\({content}\\)" if digit else f"${content}$"
            self.out.append(f"\\[{content}\\]" if display else inline)

    def styled(self, style: str, inside: Place, whole: Place) -> None:
        """One of the elements that a title may use; LaTeX's own styles are commands like any other."""
        del whole
        self.out.append(f"\\{_TAGS[style]}{{")
        self.within(inside)
        self.out.append("}")

    def cased(self, change: Callable[[str], str], inside: Place, whole: Place) -> None:
        """A command like any other."""
        raise NotImplementedError

    def link(self, url: str, inside: Place, whole: Place) -> None:
        """A bare address."""
        del inside, whole
        self.out.append(f"\\url{{{url}}}")

    def code(self, text: str, start: int, end: int) -> None:
        r"""`\verb` cannot stand in an argument."""
        del start, end
        self.out.append(f"\\texttt{{{self._spelt(text)}}}")

    def break_(self, start: int, end: int) -> None:
        """A field has one line."""
        del start, end
        self.out.append(" ")

    def group(self, at: int, end: int) -> int:
        """A group that is closed."""
        close = self.closes.get(at, end)
        if close >= end:
            self.out.append(_ESCAPES["{"])
            return at + 1
        self.out.append("{")
        self.within((at + 1, close))
        self.out.append("}")
        return close + 1

    def command(self, at: int, end: int) -> int:
        """A command is kept, and its arguments are read as text unless they are none."""
        found = _NAME.match(self.source, at, end)
        if not found:
            return super().command(at, end)
        if self.source[at - 1 : at] == ":" and (stop := self.path(at, end)):
            return stop
        name, stop = found[1], 0
        if name in tables.ACCENTS:
            stop = accent(self, name, at, found.end(1), end)
        elif name in ("begin", "verb"):
            stop = COMMANDS[name](self, name, at, found.end(1), end)
        if stop:
            return stop
        stop = found.end()
        if self.ascii_only and name in tables.LETTERS:
            self.out.append(self._spelt_in(tables.LETTERS[name], at, stop))
            return stop + 2 * self.source.startswith("{}", stop)
        self.out.append(self.source[at:stop])
        return self._raw(_RAW.get(name, 0), stop, end)

    def _raw(self, count: int, stop: int, end: int) -> int:
        for _ in range(count):
            inside = self.argument(stop, end)
            if not inside:
                break
            self.out.append(f"{{{balanced(self.source[slice(*inside)], comments=True)}}}")
            stop = inside[1] + 1
        return stop

    def path(self, at: int, end: int) -> int:
        r"""`C:\path`, which LaTeX must not take for a command."""
        stop = super().path(at, end)
        if stop:
            self.out[-1] = escape(self.source[at:stop])
        return stop

    def _escaped_brace(self, typed: str) -> None:
        if typed == "\\{":
            self.braces.append(len(self.out))
            self.out.append(typed)
        elif self.braces:
            self.braces.pop()
            self.out.append(typed)
        else:
            self.out.append(_ESCAPES["}"])

    def _spelt_in(self, text: str, start: int, end: int) -> str:
        r"""A letter as a command in braces, unless it has some already: `{\"o}`."""
        spelt = self._spelt(text)
        inside = self.source[start - 1 : start] == "{" and self.source[end : end + 1] == "}"
        return spelt[1:-1] if inside and spelt[0] == "{" else spelt

    def _spelt(self, text: str) -> str:
        text = escape(text)
        return latex_ascii.text(text) if self.ascii_only and not text.isascii() else text


def escape(text: str) -> str:
    """Words with every character escaped that LaTeX would not print."""
    if _TO_ESCAPE.search(text):
        text = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
    return _TIE.sub(lambda found: "~" if found[1] else " ", text) if "\u00a0" in text else text


def balanced(content: str, *, comments: bool = False) -> str:
    r"""Math or an address in which each kind of brace, plain or escaped, is balanced by itself.

    BibTeX counts escaped braces as well, other readers do not. `\\` before a brace gets a space, so that nobody takes
    the brace for an escaped one, and `%` a backslash unless `comments`.
    """
    if "\\" not in content and "{" not in content and "}" not in content and "%" not in content:
        return content
    out: list[str] = []
    open_: dict[str, list[int]] = {"{": [], "\\{": []}
    done = 0
    for found in _BRACES.finditer(content):
        out.append(content[done : found.start()])
        done = found.end()
        typed = found[0]
        if typed in open_:
            open_[typed].append(len(out))
        elif typed in ("}", "\\}"):
            opened = open_[typed.replace("}", "{")]
            if opened:
                opened.pop()
            else:
                typed = "\\rbrace "
        elif typed == "%" and not comments:
            typed = "\\%"
        elif typed == "\\\\":
            typed = "\\\\ " if content[done : done + 1] in ("{", "}", "") else typed
        out.append(typed)
    out.append(content[done:])
    for index in (*open_["{"], *open_["\\{"]):
        out[index] = "\\lbrace "
    made = "".join(out)
    return made + " " if (len(made) - len(made.rstrip("\\"))) % 2 or made.endswith("\\\\") else made
