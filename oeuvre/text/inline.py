"""LaTeX text to safe HTML and to plain text, in one reading: titles, venues, notes, and the macros of abstracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oeuvre.text.html_text import attribute, escape
from oeuvre.text.latex_reader import Reader
from oeuvre.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oeuvre.text.latex_output import Place
    from oeuvre.text.problems import Problem

_FORMULA = pattern(
    r"\^\{([^{}]*)\}|\^([0-9]*[+-]|[0-9]+)|_\{([^{}]*)\}|(?<=[A-Za-z)\]])_?([0-9]+)|(->|<-|<=>)|[{}$\\]+"
)
_ARROWS = {"->": "→", "<-": "←", "<=>": "⇌"}


class Inline(Reader):
    """Collects `html` and `plain`. Addresses become links only with `links`: a title often stands in a link already."""

    def __init__(
        self, source: str, problems: list[Problem], macros: tuple[tuple[str, str], ...] = (), *, links: bool = False
    ) -> None:
        super().__init__(source, problems)
        self.macros = macros
        self.links = links
        self.html: list[str] = []
        self.plain: list[str] = []
        self.change: Callable[[str], str] | None = None

    def text(self, text: str) -> None:
        """Words."""
        if self.change:
            text = self.change(text)
        self.html.append(escape(text))
        self.plain.append(text)

    def literal(self, text: str, start: int, end: int) -> None:
        """Characters that are meant as such."""
        del start, end
        self.text(text)

    def math(self, inside: Place, whole: Place, *, display: bool) -> None:
        """Math, always within the line."""
        del display, whole
        made = self.rendered(inside, self.macros)
        self.html.append(made.html)
        self.plain.append(made.plain)

    def styled(self, style: str, inside: Place, whole: Place) -> None:
        """An argument in its style's element."""
        del whole
        opening, closing = tags(style)
        start = len(self.plain)
        self.html.append(opening)
        self.within(inside)
        self.html.append(closing)
        if style in ("sup", "sub"):
            from oeuvre.text import mathml_plain

            self.plain[start:] = [mathml_plain.small("".join(self.plain[start:]), above=style == "sup")]
        elif style == "quoted":
            self.plain[start:start] = "“"
            self.plain.append("”")

    def cased(self, change: Callable[[str], str], inside: Place, whole: Place) -> None:
        """An argument in capitals or small letters."""
        del whole
        before, self.change = self.change, change
        self.within(inside)
        self.change = before

    def link(self, url: str, inside: Place, whole: Place) -> None:
        """The shown text, linked where links are wanted and the address is fit for one."""
        from oeuvre.text.sanitise import address

        shown = inside[0] < inside[1]
        safe = address(url)
        if safe is None:
            self.problem(whole[0], wrong_address(url), "text/link")
        linked = self.links and safe is not None
        if linked:
            self.html.append(f'<a href="{attribute(safe or "")}">')
        if shown:
            self.within(inside)
        else:
            self.text(url)
        if linked:
            self.html.append("</a>")

    def code(self, text: str, start: int, end: int) -> None:
        """Code."""
        del start, end
        self.html.append(f"<code>{escape(text)}</code>")
        self.plain.append(text)

    def break_(self, start: int, end: int) -> None:
        """A title has one line."""
        del start, end
        self.text(" ")

    def formula(self, formula: str, whole: Place) -> None:
        """A chemical formula with its digits lowered and charges raised."""
        from oeuvre.text import mathml_plain

        del whole
        for tag, text in formula_parts(formula):
            self.html.append(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text))
            self.plain.append(mathml_plain.script(text, above=tag == "sup") if tag else text)


def formula_parts(formula: str) -> Iterator[tuple[str, str]]:
    r"""The parts of `SO4^2-` or `2H2 + O2 -> 2H2O`, each with the element that sets it: sub, sup or none."""
    done = 0
    for found in _FORMULA.finditer(formula):
        yield "", formula[done : found.start()]
        done = found.end()
        above, below = found[1] or found[2], found[3] or found[4]
        if above or below:
            yield "sup" if above else "sub", (above or below).replace("-", "−")
        elif found[5]:
            yield "", _ARROWS[found[5]]
    yield "", formula[done:]


def tags(style: str) -> tuple[str, str]:
    """What stands before and after a text in a style of `latex_tables.STYLES`."""
    if not style:
        return "", ""
    if style == "quoted":
        return "“", "”"
    if style == "small-caps":
        return '<span class="small-caps">', "</span>"
    return f"<{style}>", f"</{style}>"


def wrong_address(url: str) -> str:
    """The message about an address that `sanitise.address` refuses."""
    return f'link "{shortened(url)}" is not http, https, mailto or relative; correct it'


def shortened(text: str) -> str:
    """Text for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def render(
    source: str, problems: list[Problem], macros: tuple[tuple[str, str], ...] = (), *, links: bool = False
) -> tuple[str, str]:
    """The HTML and the plain text of one line of LaTeX text, from which `characters` has taken what is odd."""
    reader = Inline(source, problems, macros, links=links)
    if "{" in source:
        reader.pair_braces(0, len(source))
    if "<" in source:
        reader.pair_tags()
    reader.read(0, len(source))
    return "".join(reader.html), " ".join("".join(reader.plain).split())
