"""Markdown with all that is not Markdown taken out: code, math, LaTeX, escapes, addresses, stray brackets.

What remains has only Markdown's own characters, so no parser can mistake a formula for emphasis or a path for an
escape; each piece taken out is a token whose HTML is put in its place at the very end, after sanitising.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from oeuvre.text.atoms import Atom
from oeuvre.text.html_text import escape
from oeuvre.text.inline import Inline, shortened, wrong_address
from oeuvre.text.latex_reader import Reader
from oeuvre.text.sanitise import LEFT_OUT_WHOLE, TAGS, address, allowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.text.atoms import Atoms
    from oeuvre.text.latex_output import Place
    from oeuvre.text.problems import Problem

_SPECIAL = re.compile(r"\\|\$|`|\{|\}|~|<|&|--|https?://|\[|\]")
_BOUNDARY = re.compile(r"\n(?=\n|[ ]*(?:[-*+:]|\d{1,9}\.)[ ]|#|[ ]*>|[ ]*\||\[[^\]\n]{1,99}\]:)")
_TICKS = re.compile("`+")
_DESTINATION = re.compile(
    r"\]\(\s*+(?:<([^<>\n]*+)>|([^\s()<>]*+(?:\((?:[^\s()<>]++|\([^\s()<>]*+\))*+\)[^\s()<>]*+)*+))"
    r"""(?:\s++(?:"[^"]{0,500}"|'[^']{0,500}'))?\s*+\)"""
)
_SPACED = re.compile(r"""\]\(([^()<>"'\n]{1,200})\)""")
_DEFINITION = re.compile(
    r"\[([^\]\n]{1,99})\]:[ \t]*+\n?[ \t]*+(\S++)"
    r"""(?:[ \t]++(?:"[^\n]*"|'[^\n]*'|\([^\n]*\)))?[ \t]*(?=\n|\Z)"""
)
_AUTOLINK = re.compile(
    r"<(?:(https?://[^\s<>]++|mailto:[^\s<>]++)|([\w.+-]{1,64}@[\w-]++(?:\.[\w-]++)+))>", re.IGNORECASE
)
TAG = re.compile(
    r"""</?([A-Za-z][A-Za-z0-9]*+)((?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)\s*+/?>"""
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+""")
_RULE = re.compile(r"[-|:+ \t]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTATION = re.compile(r"[^{}]*[,:;=|/][^{}]*|\s*")
_DEEPEST = 4

_HTML = frozenset(
    re.findall(
        r"\w+",
        """applet area base basefont bgsound big body button canvas center command data datalist dialog dir embed
        fieldset font footer form frame frameset head header hgroup html iframe input isindex keygen label legend link
        listing main map marquee math menu menuitem meta meter nav nobr noembed noframes noscript object optgroup
        option output param picture plaintext portal progress rb rtc script search select slot source spacer strike
        style svg template textarea title tt xmp""",
    )
)
"""Elements that exist but are not let through; anything else in angle brackets is text."""


class Shield(Reader):
    """Collects Markdown in `out`, and what it took out in `atoms`."""

    special = _SPECIAL

    def __init__(
        self, source: str, problems: list[Problem], macros: tuple[tuple[str, str], ...], atoms: Atoms
    ) -> None:
        super().__init__(source, problems)
        self.macros = macros
        self.atoms = atoms
        self.out: list[str] = []
        self.brackets: list[int] = []  # where in `out` the open square brackets are
        self.typing = False  # whether the source is HTML, in which Markdown has no meaning
        self.ruled = 0  # how far it is known that no line of dashes comes
        self.runs: dict[int, list[int]] = {}  # places of runs of backticks, by their length
        self.closings: dict[str, int] = {}  # where an element next ends, by its name; -1 for nowhere

    def shielded_html(self) -> str:
        """The source as HTML with tokens: what an element of HTML holds up to the next blank line."""
        self._prepare(0, len(self.source))
        self.typing = True
        self.read(0, len(self.source))
        return "".join(self.out)

    def shielded(self) -> str:
        """The whole source as Markdown with tokens."""
        start = 0
        for found in _BOUNDARY.finditer(self.source):
            self._chunk(start, found.start())
            self.out.append("\n")
            start = found.end()
        self._chunk(start, len(self.source))
        return "".join(self.out)

    def _chunk(self, start: int, end: int) -> None:
        """A paragraph, or an item of a list: nothing that is opened in it can close outside."""
        source = self.source
        definition = _DEFINITION.match(source, start, end)
        if definition and definition[1][0] != "^":
            self._check(definition[2].strip("<>"), definition.start(2))
            self.text(_ESCAPED.sub(r"\1", definition[0]))
            start = definition.end()
        self._prepare(start, end)
        self.read(start, end)
        for index in self.brackets:
            self.out[index] = self._token("[", "[", "[")
        self.brackets.clear()

    def _prepare(self, start: int, end: int) -> None:
        if self.source.find("{", start, end) >= 0:
            self.pair_braces(start, end)
        self.runs = {}
        if self.source.find("`", start, end) >= 0:
            for found in _TICKS.finditer(self.source, start, end):
                self.runs.setdefault(len(found[0]), []).append(found.start())

    # --- what the reader tells

    def text(self, text: str) -> None:
        """Markdown."""
        self.out.append(text)

    def literal(self, text: str, start: int, end: int) -> None:
        """Characters that mean nothing, not even to Markdown."""
        if text.isalnum() or text > "\x7f":
            self.out.append(text)
        else:
            self.out.append(self._token(escape(text), text, self.source[start:end]))

    def math(self, inside: Place, whole: Place, *, display: bool) -> None:
        """Math."""
        made = self.rendered(inside, self.macros, display=display)
        self.out.append(self._token(made.html, made.plain, self.source[slice(*whole)]))

    def styled(self, style: str, inside: Place, whole: Place) -> None:
        """LaTeX in a style."""
        self._latex(lambda inline: inline.styled(style, inside, whole), whole)

    def cased(self, change: Callable[[str], str], inside: Place, whole: Place) -> None:
        """LaTeX in capitals or small letters."""
        self._latex(lambda inline: inline.cased(change, inside, whole), whole)

    def link(self, url: str, inside: Place, whole: Place) -> None:
        """An address, typed bare or in LaTeX."""
        self._latex(lambda inline: inline.link(url, inside, whole), whole)

    def formula(self, formula: str, whole: Place) -> None:
        """A chemical formula."""
        self._latex(lambda inline: inline.formula(formula, whole), whole)

    def code(self, text: str, start: int, end: int) -> None:
        """Code within a line."""
        self.out.append(self._token(f"<code>{escape(text)}</code>", text, self.source[start:end]))

    def break_(self, start: int, end: int) -> None:
        """The end of a line."""
        self.out.append(self._token("<br>", " ", self.source[start:end]))

    def _token(self, html: str, plain: str, source: str) -> str:
        return self.atoms.token(Atom(html, plain, source))

    def _latex(self, tell: Callable[[Inline], None], whole: Place) -> None:
        inline = Inline(self.source, self.problems, self.macros, links=True)
        inline.closes, inline.unclosed = self.closes, self.unclosed
        tell(inline)
        self.out.append(self._token("".join(inline.html), "".join(inline.plain), self.source[slice(*whole)]))

    # --- where Markdown differs from LaTeX

    def double_backslash(self, at: int, stop: int, end: int) -> int:
        r"""`\\` ends a line only before a space or at a line's end; else Markdown means a backslash."""
        if stop < end and not self.source[stop].isspace():
            self.literal("\\", at, stop)
            return stop
        return super().double_backslash(at, stop, end)

    def sign(self, sign: str, at: int, stop: int, end: int) -> int:
        """A backslash at the end of a line breaks it."""
        if sign == "\n":
            self.break_(at, at + 1)
            return at + 1
        return super().sign(sign, at, stop, end)

    def dashes(self, at: int, end: int) -> int:
        """Dashes, unless they draw a line or a table."""
        if at >= self.ruled:  # is this a line of dashes, or of a table?
            found = _RULE.match(self.source, at)
            self.ruled = found.end() if found else at
            start = self.source.rfind("\n", 0, at) + 1
            at_end = self.ruled == len(self.source) or self.source[self.ruled] == "\n"
            if at_end and self.ruled <= end and _RULE.fullmatch(self.source, start, at):
                self.text(self.source[at : self.ruled])
                return self.ruled
        return super().dashes(at, end)

    def group(self, at: int, end: int) -> int:
        """A group, unless it is a set or the like: {1, 2}."""
        close = self.closes.get(at, end)
        if close < end and _NOTATION.fullmatch(self.source, at + 1, close):  # {1, 2}: a set, not a group
            self.literal("{", at, at + 1)
            self.read(at + 1, close)
            self.literal("}", close, close + 1)
            return close + 1
        return super().group(at, end)

    def backtick(self, at: int, end: int) -> int:
        """Code, or a quote."""
        found = _TICKS.match(self.source, at, end)
        size = len(found[0]) if found else 1
        close = self._matching_run(at, size, end)
        if size < 3 and (close < 0 or self._opens(close, size)):
            quoted = self.quote(at, end)
            if quoted:
                return quoted
        if close < 0:
            self.literal("`" * size, at, at + size)
            return at + size
        inside = self.source[at + size : close].replace("\n", " ")
        if inside[0] == inside[-1] == " " and inside.strip():
            inside = inside[1:-1]
        self.code(inside, at, close + size)
        return close + size

    def _matching_run(self, at: int, size: int, end: int) -> int:
        runs = self.runs.get(size, [])
        index = bisect_right(runs, at)
        return runs[index] if index < len(runs) and runs[index] + size <= end else -1

    def _opens(self, at: int, size: int) -> bool:
        """Whether backticks look like an opening quote: after a space, and before a word."""
        before, after = self.source[at - 1], self.source[at + size : at + size + 1]
        return (before.isspace() or before in "([—–-/") and bool(after) and not after.isspace()

    def less(self, at: int, end: int) -> int:
        """A comment, an address, an element of HTML, or the sign."""
        source = self.source
        if source.startswith("<!--", at):
            close = self.find("-->", at + 4, end)
            if close > 0:
                self.out.append("" if self.typing else self.atoms.typed_html(""))
                return close + 3
        found = _AUTOLINK.match(source, at, end)
        if found:
            self._autolink(found)
            return found.end()
        found = TAG.match(source, at, end)
        name = found[1].lower() if found else ""
        if not found or (name not in TAGS and name not in _HTML) or self._compares(name, found):
            self.literal("<", at, at + 1)
            return at + 1
        if name in LEFT_OUT_WHOLE and found[0][1] != "/" and not self._ends(name, found.end()):
            self.problem(at, f"HTML element <{name}> is not allowed, and never closed; remove it", "text/html")
            self.literal("<", at, at + 1)
            return at + 1
        self._check_tag(name, found)
        self.out.append(found[0] if self.typing else self.atoms.typed_html(found[0]))
        return found.end()

    def _ends(self, name: str, at: int) -> bool:
        """Whether an element is closed; else leaving it out would take the rest of the text along."""
        if -1 < self.closings.get(name, 0) < at:
            found = re.compile(f"</{name}", re.IGNORECASE).search(self.source, at)
            self.closings[name] = found.start() if found else -1
        return self.closings[name] >= 0

    def _autolink(self, found: re.Match[str]) -> None:
        url, mail = found[1], found[2]
        shown = url or mail
        html = f'<a href="{escape(url or "mailto:" + mail).replace(chr(34), "&quot;")}">{escape(shown)}</a>'
        self.out.append(self._token(html, shown, found[0]))

    def _compares(self, name: str, found: re.Match[str]) -> bool:
        """Whether this is rather `a<b and c>d` than an element."""
        if not self.source[found.start() - 1 : found.start()].isalnum():
            return False
        return any(not allowed(name, attribute[1].lower()) for attribute in _ATTRIBUTE.finditer(found[2]))

    def _check_tag(self, name: str, found: re.Match[str]) -> None:
        """Tells what the sanitiser will leave out of an element."""
        if name not in TAGS:
            if found[0][1] != "/":
                self.problem(found.start(), f"HTML element <{name}> is not allowed; remove it", "text/html")
            return
        for attribute in _ATTRIBUTE.finditer(found[2]):
            key, place = attribute[1].lower(), found.start(2) + attribute.start()
            if not allowed(name, key):
                message = f'HTML attribute "{shortened(key)}" of <{name}> is not allowed; remove it'
                self.problem(place, message, "text/html")
            elif key in ("href", "src"):
                from html import unescape

                self._check(unescape((attribute[2] or "").strip("\"'")), place)

    def _check(self, url: str, place: int) -> None:
        if address(url) is None:
            self.problem(place, wrong_address(url), "text/link")

    def _open_bracket(self, at: int, end: int) -> int:
        del end
        if len(self.brackets) >= _DEEPEST:
            self.literal("[", at, at + 1)
        else:
            self.brackets.append(len(self.out))
            self.out.append("[")
        return at + 1

    def _close_bracket(self, at: int, end: int) -> int:
        if not self.brackets:
            self.literal("]", at, at + 1)
            return at + 1
        self.brackets.pop()
        if not self.source.startswith("](", at) or at + 1 >= end:
            self.text("]")
            return at + 1
        found = _DESTINATION.match(self.source, at, end)
        spaced = None if found else _SPACED.match(self.source, at, end)
        if spaced:
            self._check(spaced[1], spaced.start(1))
            self.text(f"]({spaced[1].strip().replace(' ', '%20')})")
            return spaced.end()
        if not found:
            self.text("]")
            self.literal("(", at + 1, at + 2)
            return at + 2
        url = found[1] if found[1] is not None else found[2]
        self._check(_ESCAPED.sub(r"\1", url), found.start() + 2)
        self.text(_ESCAPED.sub(r"\1", found[0]))
        return found.end()


Shield.handlers = {**Reader.handlers, "[": Shield._open_bracket, "]": Shield._close_bracket}
