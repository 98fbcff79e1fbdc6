r"""LaTeX text, as authors type it in titles and abstracts, read from left to right in linear time.

`Reader` knows the grammar, and tells what it reads to methods that each kind of output defines: `text`, `literal`,
`math`, `styled`, `link` … It never raises on what was typed (but for `TooComplexError`): what cannot be understood is
shown, and told as a Problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from oeuvre.text import latex_tables as tables
from oeuvre.text.html_text import character
from oeuvre.text.latex_commands import COMMANDS, accent, blanks
from oeuvre.text.latex_output import Output, Place
from oeuvre.text.problems import Problem, TooComplexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.errors import Severity
    from oeuvre.text.math import Math

DEEPEST = 50
"""How deeply braces may nest."""
MOST_PROBLEMS = 200

_SPECIAL = re.compile(r"\\|\$|`|\{|\}|~|<|&|--|https?://")  # literals: `re` finds these four times as fast as a class
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.)|)", re.DOTALL)
_BRACE = re.compile(r"\\.|\{|\}", re.DOTALL)
_OPTION = re.compile(r"\s*\[[^\[\]{}]{0,200}\](?=\s*\{)")
_PATH = re.compile(r"\\([\w.-]+)(?:\\[\w.-]*)*+(?![{\w])")
_QUOTED = re.compile(r"(?s)`(?=[^\s`'])(?:[^`'\n]|\n(?!\s*\n)|(?<=\w)'(?=\w)){1,300}?'(?![\w'`])")
_DOUBLE_QUOTED = re.compile(r"(?s)``(?=[^\s`'])(?:[^`'\n]|\n(?!\s*\n)|'(?!')|`[^`'\s][^`']{0,100}'(?!')){1,600}?''")
_TAG = re.compile(r"<(/?)(i|b|em|strong|sub|sup)>", re.IGNORECASE)
_DEEPEST_TAGS = 20
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_URL = re.compile(r"https?://[^\s<>{}\[\]\\^`|\"$\u200b\ufdd0-\ufdef]+")
_BREAK = re.compile(r"\*?(?:\[[^\[\]\s]{0,10}\])?[ \t]*+")
_BRACKETED = re.compile(r"[\d\s,;–-]++|(?:[\w.&'-]{2,}+\s*+)++")


class Reader(Output):
    """Reads a part of `source`; subclasses say what becomes of it. Problems are appended to `problems`."""

    special = _SPECIAL
    handlers: ClassVar[dict[str, Callable[[Any, int, int], int]]]

    def __init__(self, source: str, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.closes: dict[int, int] = {}  # each brace that opens a group, to the one that closes it
        self.ends: list[int] = []  # where the groups and arguments end that are being read
        self.tags: dict[int, tuple[str, int, int]] = {}  # each opening tag: its name, and its closing tag's place
        self.unclosed: set[tuple[str, int]] = set()  # what was looked for in vain, and up to where

    # --- reading

    def read(self, start: int, end: int) -> None:
        """Reads source[start:end], whose groups are known."""
        source, search, handlers = self.source, self.special.search, self.handlers
        while start < end:
            found = search(source, start, end)
            if not found:
                self.text(source[start:end])
                return
            at = found.start()
            if at > start:
                self.text(source[start:at])
            start = handlers[source[at]](self, at, end)

    def within(self, inside: Place) -> None:
        """Reads an argument."""
        self.ends.append(inside[1])
        self.read(*inside)
        self.ends.pop()

    def pair_braces(self, start: int, end: int) -> None:
        """Finds which braces belong together in source[start:end]."""
        stack: list[int] = []
        for found in _BRACE.finditer(self.source, start, end):
            if found[0] == "{":
                stack.append(found.start())
                if len(stack) > DEEPEST:
                    raise TooComplexError(found.start(), f"braces nest more than {DEEPEST} levels deep")
            elif found[0] == "}" and stack:
                self.closes[stack.pop()] = found.start()

    def pair_tags(self) -> None:
        """Finds which tags of the six elements that a title may use belong together; all others are text."""
        stack: list[tuple[str, int]] = []
        for found in _TAG.finditer(self.source):
            name = found[2].lower()
            if not found[1]:
                stack.append((name, found.start()))
            elif any(name == opened[0] for opened in stack[-_DEEPEST_TAGS:]):
                while stack[-1][0] != name:
                    stack.pop()
                self.tags[stack.pop()[1]] = (name, found.start(), found.end())

    def find(self, text: str, start: int, end: int) -> int:
        """The next place of `text` or -1; what was not found once is not looked for again."""
        if (text, end) in self.unclosed:
            return -1
        at = self.source.find(text, start, end)
        if at < 0:
            self.unclosed.add((text, end))
        return at

    def problem(self, offset: int, message: str, rule: str, severity: Severity = "warning") -> None:
        """Tells a problem at a place of the source; a text that has very many is told the first of them."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(offset, message, rule, severity))

    def rendered(self, inside: Place, macros: tuple[tuple[str, str], ...], *, display: bool = False) -> Math:
        """Math in its renderings, with its problem told."""
        from oeuvre.text import math

        made = math.render(self.source[slice(*inside)], macros, display=display)
        if made.problem:
            self.problem(made.problem.offset + inside[0], *made.problem[1:])
        return made

    def argument(self, at: int, end: int) -> Place | None:
        """The inside of the group at `at`, after blanks and an option in square brackets; None if there is none."""
        option = _OPTION.match(self.source, at, end)
        at = blanks(self.source, option.end() if option else at, end)
        close = self.closes.get(at, end)
        return (at + 1, close) if close < end else None

    # --- one method a special character; each returns where to go on

    def group(self, at: int, end: int) -> int:
        """Braces hold together what is in them, and are not shown."""
        close = self.closes.get(at, end)
        if close >= end:
            self.problem(at, 'unbalanced "{"; close it with "}", or write "\\{"', "text/braces")
            self.literal("{", at, at + 1)
            return at + 1
        self.within((at + 1, close))
        return close + 1

    def _closing(self, at: int, end: int) -> int:
        del end
        self.problem(at, 'unbalanced "}"; open it with "{", or write "\\}"', "text/braces")
        self.literal("}", at, at + 1)
        return at + 1

    def _tie(self, at: int, end: int) -> int:
        r"""`Fig.~3` is held together; `~100` and `~/files` mean the character."""
        before, after = self.source[at - 1 : at], self.source[at + 1 : min(at + 2, end)]
        loose = not before or not after or before.isspace() or after.isspace() or before in "/~(" or after == "~"
        self.literal("~" if loose else "\u00a0", at, at + 1)
        return at + 1

    def dashes(self, at: int, end: int) -> int:
        """`--` and `---`."""
        source = self.source
        stop = at
        while stop < end and source[stop] == "-":
            stop += 1
        before, after = source[at - 1 : at], source[stop : stop + 1]
        flag = stop - at == 2 and (not before or before in " (\n[") and after.isalpha()  # an option: --strict
        dash = {2: "–", 3: "—"}.get(stop - at, "") if not flag else ""
        if dash:
            self.literal(dash, at, stop)
        else:
            self.text(source[at:stop])
        return stop

    def backtick(self, at: int, end: int) -> int:
        """An opening quote, or the sign."""
        closed = self.quote(at, end)
        if closed:
            return closed
        self.literal("`", at, at + 1)
        return at + 1

    def quote(self, at: int, end: int) -> int:
        """Reads the opening of ``x'' or `x' and marks its closing; 0 if this is none."""
        double = _DOUBLE_QUOTED.match(self.source, at, end)
        if double:
            self.literal("“", at, at + 2)
            return self._quoted(at + 2, double.end() - 2, 2)
        single = _QUOTED.match(self.source, at, end)
        if single:
            self.literal("‘", at, at + 1)
            return self._quoted(at + 1, single.end() - 1, 1)
        return 0

    def _quoted(self, start: int, close: int, size: int) -> int:
        self.read(start, close)
        self.literal("”" if size == 2 else "’", close, close + size)
        return close + size

    def _dollar(self, at: int, end: int) -> int:
        from oeuvre.text import math

        found = math.closing(self.source, at, end)
        if found:
            inside, whole, display = found
            self.math((at + 1 + display, inside), (at, whole), display=display)
            return whole
        if self.source.startswith("$$", at) and at + 2 <= end:
            self.problem(at, '"$$" opens math that is not closed; close it with "$$"', "text/math-delimiter")
            self.literal("$$", at, at + 2)
            return at + 2
        after = self.source[at + 1 : at + 2]
        if after and at + 1 < end and not after.isspace() and not after.isdigit() and after not in ".,;:!?)'\"":
            message = '"$" opens math that is not closed; close it with "$", or write "\\$" for a dollar'
            self.problem(at, message, "text/math-delimiter")
        self.literal("$", at, at + 1)
        return at + 1

    def less(self, at: int, end: int) -> int:
        """One of the few elements of HTML that are let through, or the sign."""
        name, close, stop = self.tags.get(at, ("", end, end))
        if not name or close >= end or len(self.ends) > _DEEPEST_TAGS:
            self.literal("<", at, at + 1)
            return at + 1
        self.styled(name, (at + len(name) + 2, close), (at, stop))
        return stop

    def _ampersand(self, at: int, end: int) -> int:
        found = _ENTITY.match(self.source, at, end)
        meant = character(found[1]) if found else ""
        if found and meant:
            self.literal(meant, at, found.end())
            return found.end()
        self.literal("&", at, at + 1)
        return at + 1

    def _url(self, at: int, end: int) -> int:
        if self.source[at - 1 : at].isalnum():
            self.text("http")
            return at + 4
        stop = _url_end(self.source, at, end)
        self.link(self.source[at:stop], (stop, stop), (at, stop))
        return stop

    # --- commands

    def command(self, at: int, end: int) -> int:
        """Anything that starts with a backslash."""
        found = _COMMAND.match(self.source, at, end)
        assert found is not None  # noqa: S101 - the pattern matches every backslash
        name, sign = found[1], found[2]
        if self.source[at - 1 : at] == ":" and (stop := self.path(at, end)):
            return stop
        if name:
            handler = COMMANDS.get(name)
            stop = handler(self, name, at, found.end(), end) if handler else 0
            return stop or self.unknown(name, at, found.end(), end)
        if sign is None:
            self.literal("\\", at, at + 1)
            return found.end()
        return self.sign(sign, at, found.end(), end)

    def sign(self, sign: str, at: int, stop: int, end: int) -> int:
        r"""A command whose name is no letter: `\%`, `\"o`, `\(`, or an escape of Markdown's."""
        if sign in "([":
            return self._delimited(sign, at, stop, end)
        if sign in tables.ACCENTS:
            accented = accent(self, sign, at, stop, end)
            if accented:
                return accented
        if sign == "\\":
            return self.double_backslash(at, stop, end)
        if sign == "-" and self.source[at - 1 : at].isalpha() and self.source[stop : stop + 1].isalpha():
            return stop  # a place to break the word
        if sign == "/" and self.source[stop : stop + 1].isalnum():
            self.literal("/", at, stop)
            return stop
        if sign == "@" and not self.source[stop : stop + 1].isalnum():
            return stop  # what follows ends the sentence
        if sign == "-":
            while stop < end and self.source[stop] == "-":
                stop += 1
            self.literal(self.source[at + 1 : stop], at, stop)
            return stop
        if sign in tables.SPACES:
            self.literal(tables.SPACES[sign], at, stop)
        else:
            self.literal(sign, at, stop)
        return stop

    def double_backslash(self, at: int, stop: int, end: int) -> int:
        r"""`\\` ends a line."""
        found = _BREAK.match(self.source, stop, end)
        stop = found.end() if found else stop
        self.break_(at, stop)
        return stop

    def _delimited(self, sign: str, at: int, stop: int, end: int) -> int:
        r"""Math as `\(…\)` and `\[…\]`; `\[1\]` is how Markdown types a bracket."""
        close = self.find("\\)" if sign == "(" else "\\]", stop, end)
        content = self.source[stop:close].strip() if close > 0 else ""
        if content and not (sign == "[" and _BRACKETED.fullmatch(content)):
            self.math((stop, close), (at, close + 2), display=sign == "[")
            return close + 2
        self.literal(sign, at, stop)
        return stop

    def path(self, at: int, end: int) -> int:
        r"""`C:\path` is shown as typed: 0 unless a drive's letter stands before, and no macro follows."""
        before = self.source[max(at - 3, 0) : at - 1]
        found = _PATH.match(self.source, at, end)
        if not found or not before[-1:].isalpha() or before[:-1].isalnum() or before[:-1] == "}":
            return 0
        if found[0].count("\\") == 1 and (found[1] in tables.SYMBOLS or found[1] in tables.LETTERS):
            return 0
        self.literal(found[0], at, found.end())
        return found.end()

    def unknown(self, name: str, at: int, stop: int, end: int) -> int:
        """A command that nobody knows."""
        inside = self.argument(stop, end)
        if inside:
            message = f'unknown LaTeX macro "\\{name}"; its argument is shown as plain text'
            self.problem(at, message, "text/unknown-macro")
            return inside[0] - 1
        self.problem(at, f'unknown LaTeX macro "\\{name}"; it is shown as typed', "text/unknown-macro")
        self.literal(self.source[at:stop], at, stop)
        return stop


def _url_end(source: str, at: int, end: int) -> int:
    """Where a bare address ends: not with the punctuation of its sentence, nor with a bracket that it did not open."""
    found = _URL.match(source, at, end)
    stop = found.end() if found else min(at + 4, end)
    url = source[at:stop]
    unopened = url.count(")") - url.count("(")
    while stop > at + 4:
        last = source[stop - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last not in ".,;:!?'*_~":
            break
        stop -= 1
    return stop


Reader.handlers = {
    "\\": lambda reader, at, end: reader.command(at, end),
    "$": Reader._dollar,
    "`": lambda reader, at, end: reader.backtick(at, end),
    "{": lambda reader, at, end: reader.group(at, end),
    "}": Reader._closing,
    "~": Reader._tie,
    "-": lambda reader, at, end: reader.dashes(at, end),
    "<": lambda reader, at, end: reader.less(at, end),
    "&": Reader._ampersand,
    "h": Reader._url,
}
