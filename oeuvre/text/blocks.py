r"""The lines of a Markdown text, put as Python-Markdown needs them for what people mean.

Python-Markdown wants a blank line before a list and four spaces for each level of one, and knows no fence within a list.
Here lists may follow a paragraph, nest by two spaces or more, and hold code; code and math of several lines become
tokens; `2019. We …` and `#1` at the start of a line stay prose. The measure is what CommonMark sees in such lines, but
for numbers of four digits, which are years.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from oeuvre.text import math
from oeuvre.text.atoms import Atom, token
from oeuvre.text.inline import attribute, escape
from oeuvre.text.latex_tables import MATH_ENVIRONMENTS
from oeuvre.text.problems import Problem, TooComplexError

DEEPEST = 20

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`\n]*)")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_MANY_ITEMS = re.compile(rf"(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+){{{DEEPEST}}}")
_YEAR = re.compile(r"\d{4,9}[.)][ \t]")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_HASHES = re.compile(r"#+")
_DEFINED = re.compile(r":[ \t]+")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_DELIMITERS = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_DISPLAY = re.compile(rf"(\$\$|\\\[|\\begin\{{({'|'.join(sorted(MATH_ENVIRONMENTS))})(\*?)\}})")
_CLOSED = re.compile(r"[ \t.,;]*")
_RAW = re.compile(
    r"<(address|article|aside|blockquote|center|details|dl|div|figure|form|iframe|object|ol|pre|section|script|style|svg|"
    r"table|ul|video|audio)\b",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[\w+#-]{1,30}")

Line = tuple[int, int]  # where a line's content starts and ends in the source


class Item(NamedTuple):
    """A list's item that is open: how far its marker is indented, and its kind (`-`, `1` or `:`)."""

    indent: int
    kind: str


class Lines:
    """Collects the lines of the new text, and where each comes from."""

    def __init__(
        self, source: str, problems: list[Problem], macros: tuple[tuple[str, str], ...], atoms: list[Atom]
    ) -> None:
        self.source = source
        self.problems = problems
        self.macros = macros
        self.atoms = atoms
        self.out: list[str] = []
        self.length = 0
        self.starts: list[int] = []  # where each new line starts in the new text
        self.shifts: list[int] = []  # what to add to a place in it to get the place in the source
        self.unclosed: set[str] = set()

    def origin(self, offset: int) -> int:
        """The place in the source of a place in the new text."""
        index = bisect_right(self.starts, offset) - 1
        return max(offset + self.shifts[index], 0) if index >= 0 else 0

    def normalised(self) -> str:
        """The whole text."""
        lines: list[Line] = []
        start = 0
        for line in self.source.split("\n"):
            lines.append((start, start + len(line)))
            start += len(line) + 1
        _Container(self, lines, "", 0).read()
        return "\n".join(self.out)

    def line(self, before: str, start: int, end: int) -> None:
        """Adds a line: what is put before it, and a part of the source."""
        self.starts.append(self.length)
        self.shifts.append(start - self.length - len(before))
        made = before + self.source[start:end]
        self.out.append(made)
        self.length += len(made) + 1


class _Container:
    """The lines of the whole text, or those of one block quote without their `>`."""

    def __init__(self, lines: Lines, content: list[Line], prefix: str, depth: int) -> None:
        self.to = lines
        self.source = lines.source
        self.content = content
        self.prefix = prefix
        self.depth = depth
        self.open: list[Item] = []
        self.before = "blank"  # what the line before was: blank, text, item or block
        if depth > DEEPEST:
            raise TooComplexError(content[0][0] if content else 0, f"quotes nest more than {DEEPEST} levels deep")

    def read(self) -> None:
        at = 0
        while at < len(self.content):
            at = self._line(at)

    def _line(self, at: int) -> int:
        start, end = self.content[at]
        body = start
        indent = 0
        while body < end and self.source[body] in " \t":
            indent += 4 - indent % 4 if self.source[body] == "\t" else 1
            body += 1
        if body == end:
            self._blank(start)
            return at + 1
        level = self._level(indent)
        if self.before == "blank" and indent >= 4 and not level:
            return self._indented_code(at, 4)
        inner = self.open[level - 1].indent + 6 if level else 0
        if self.before == "blank" and level and indent >= inner and not _ITEM.match(self.source, body, end):
            return self._indented_code(at, inner, level)
        taken = self._block(at, body, end, level)
        if taken:
            return taken
        if not self._item(at, body, end, indent):
            self._text(at, body, start, level)
        return at + 1

    def _level(self, indent: int) -> int:
        """In how many open items a line of this indentation lies."""
        return sum(1 for item in self.open if item.indent + 2 <= indent)

    # --- adding lines

    def _blank(self, place: int) -> None:
        self.to.line(self.prefix.rstrip(), place, place)
        self.before = "blank"

    def _separate(self, place: int) -> None:
        if self.before != "blank":
            self._blank(place)

    def _close(self, level: int) -> None:
        del self.open[level:]

    def _put(self, level: int, before: str, start: int, end: int) -> None:
        self.to.line(self.prefix + "    " * level + before, start, end)

    def _atom(self, level: int, place: int, atom: Atom) -> None:
        """A block of its own."""
        self._separate(place)
        self._close(level)
        self._put(level, token(self.to.atoms, atom), place, place)
        self._blank(place)

    # --- kinds of lines: each returns the next line's index, or 0 if this is none

    def _block(self, at: int, body: int, end: int, level: int) -> int:
        first = self.source[body]
        if first in "`~":
            return self._fence(at, body, end, level)
        if first in "$\\":
            return self._display(at, body, end, level)
        if first == ">":
            return self._quote(at, level)
        if first == "<" and not level:
            return self._comment(at, body) or self._raw(at, body)
        if first == "#":
            return self._heading(at, body, end, level)
        if first in "=-" and self.before == "text" and _UNDERLINE.fullmatch(self.source, body, end):
            return self._underline(at, body, end)
        if first in "-*_" and _RULE.fullmatch(self.source, body, end):
            return self._rule(at, body, end, level)
        if first == "[" and not level and _NOTE.match(self.source, body, end):
            self.open = [Item(0, ":")]
            self._separate(body)
            self._put(0, "", body, end)
            self.before = "text"
            return at + 1
        if self.before in ("text", "item") and at + 1 < len(self.content):
            after = self.content[at + 1]
            if self.open and self.open[0].kind == ":" and not level and _DEFINED.match(self.source, *after):
                self._separate(body)  # the next term of a list of definitions
            elif self.source.find("|", body, end) >= 0 and _DELIMITERS.fullmatch(self.source, *after):
                self._separate(body)  # a table
        return 0

    def _fence(self, at: int, body: int, end: int, level: int) -> int:
        found = _FENCE.fullmatch(self.source, body, end)
        if not found:
            return 0
        fence = found[1]
        indent = body - self.content[at][0]
        closing = re.compile(rf"[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
        code: list[str] = []
        stop = at + 1
        while stop < len(self.content) and not closing.fullmatch(self.source, *self.content[stop]):
            line = self.source[slice(*self.content[stop])]
            code.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
            stop += 1
        if stop == len(self.content):
            message = f'code fence "{fence}" is not closed; close it with "{fence}" on a line of its own'
            self.to.problems.append(Problem(body, message, "text/fence"))
        self._atom(level, body, _code(code, found[2]))
        return min(stop + 1, len(self.content))

    def _indented_code(self, at: int, width: int, level: int = 0) -> int:
        code: list[str] = []
        stop = at
        while stop < len(self.content):
            line = self.source[slice(*self.content[stop])].expandtabs(4)
            if line.strip() and not line.startswith(" " * width):
                break
            code.append(line[width:])
            stop += 1
        while not code[-1].strip():
            code.pop()
            stop -= 1
        self._atom(level, self.content[at][0], _code(code, ""))
        return stop

    def _display(self, at: int, body: int, end: int, level: int) -> int:
        """Math over several lines. On one line, or followed by words, it is left to the reading of the line."""
        found = _DISPLAY.match(self.source, body, end)
        if not found:
            return 0
        closing = {"$$": "$$", "\\[": "\\]"}.get(found[1], f"\\end{{{found[2]}{found[3]}}}")
        if closing in self.to.unclosed or self.source.find(closing, found.end(), end) >= 0:
            return 0
        for stop in range(at + 1, len(self.content)):
            close = self.source.find(closing, *self.content[stop])
            if close >= 0:
                break
        else:
            self.to.unclosed.add(closing)
            return 0
        rest = close + len(closing)
        if not _CLOSED.fullmatch(self.source, rest, self.content[stop][1]):
            return 0
        lines = [self.source[slice(*self.content[index])] for index in range(at, stop + 1)]
        typed = "\n".join(lines)
        inside = typed[body - self.content[at][0] : len(typed) - (self.content[stop][1] - close)]
        inside = inside[len(found[1]) :] if not found[2] else inside + closing
        made = math.render(inside, self.to.macros, display=True)
        if made.problem:
            place = self._place(at, body + (0 if found[2] else len(found[1])), made.problem.offset)
            self.to.problems.append(made.problem._replace(offset=place))
        after = self.source[rest : self.content[stop][1]].strip()
        self._separate(body)
        self._close(level)
        self._put(level, token(self.to.atoms, Atom(made.html + after, made.plain + after, typed)), body, body)
        self._blank(body)
        return stop + 1

    def _place(self, at: int, start: int, offset: int) -> int:
        """The place in the source of an offset into lines that start at `start` in line `at`."""
        for first, end in self.content[at:]:
            begin = max(first, start)
            if offset <= end - begin:
                return begin + offset
            offset -= end - begin + 1
        return start

    def _quote(self, at: int, level: int) -> int:
        stop = at
        lines: list[Line] = []
        while stop < len(self.content):
            start, end = self.content[stop]
            while start < end and self.source[start] in " \t":
                start += 1
            if start == end or self.source[start] != ">":
                break
            start += 1
            lines.append((start + (start < end and self.source[start] == " "), end))
            stop += 1
        place = self.content[at][0]
        self._separate(place)
        self._close(level)
        _Container(self.to, lines, f"{self.prefix}{'    ' * level}> ", self.depth + 1).read()
        self.before = "text"  # so that a line without ">" goes on with the quote, as in CommonMark
        return stop

    def _comment(self, at: int, body: int) -> int:
        """A comment over several lines is left out."""
        if "-->" in self.to.unclosed or not self.source.startswith("<!--", body):
            return 0
        for stop in range(at, len(self.content)):
            close = self.source.find("-->", max(self.content[stop][0], body + 4), self.content[stop][1])
            if close >= 0:
                if close + 3 < self.content[stop][1]:
                    return 0  # words follow
                self._separate(body)
                return stop + 1
        self.to.unclosed.add("-->")
        return 0

    def _raw(self, at: int, body: int) -> int:
        """An element that lays out a part of the page is copied as it is, up to its end."""
        found = _RAW.match(self.source, body)
        if not found or found[1].lower() in self.to.unclosed:
            return 0
        tag = re.compile(rf"<(/?){found[1]}\b", re.IGNORECASE)
        depth = 0
        stop = at
        while stop < len(self.content):
            for match in tag.finditer(self.source, *self.content[stop]):
                depth += -1 if match[1] else 1
            stop += 1
            if depth <= 0:
                break
        else:
            name = found[1].lower()
            self.to.unclosed.add(name)
            self.to.problems.append(Problem(body, f'<{name}> is not closed; close it with "</{name}>"', "text/html"))
            return 0
        self._separate(body)
        self._close(0)
        for line in self.content[at:stop]:
            self._put(0, "", *line)
        self._blank(self.content[stop - 1][1])
        return stop

    def _heading(self, at: int, body: int, end: int, level: int) -> int:
        found = _HASHES.match(self.source, body, end)
        stop = found.end() if found else body
        if stop - body <= 6 and (stop == end or self.source[stop] in " \t"):
            self._separate(body)
            self._close(level)
            self._put(level, "", body, end)
            self._blank(end)
        else:
            self._put(level, "\\", body, end)
            self.before = "text"
        return at + 1

    def _rule(self, at: int, body: int, end: int, level: int) -> int:
        self._separate(body)
        self._close(level)
        self._put(level, "", body, end)
        self._blank(end)
        return at + 1

    def _underline(self, at: int, body: int, end: int) -> int:
        """The line under a heading."""
        self._put(0, "", body, end)
        self._blank(end)
        return at + 1

    def _item(self, at: int, body: int, end: int, indent: int) -> bool:
        found = _ITEM.match(self.source, body, end)
        if not found or _YEAR.match(self.source, body, end):
            return self._definition(at, body, end, indent)
        marker = found[1]
        kind = marker if marker in "-*+" else "1"
        if self.before == "text" and not self.open and ((kind == "1" and marker[:-1] != "1") or found.end() == end):
            return False  # CommonMark: only a list from 1, with words, interrupts a paragraph
        if not self.open and indent > 3:
            return False
        level = self._level(indent)
        if level >= DEEPEST or _MANY_ITEMS.match(self.source, body, end):
            raise TooComplexError(body, f"lists nest more than {DEEPEST} levels deep")
        sibling = self.open[level] if level < len(self.open) else None
        new = not self.open or (sibling is not None and (sibling.kind == "1") != (kind == "1"))
        if new or (level == 0 and self.before == "block"):
            self._separate(body)
        self._close(level)
        self.open.append(Item(indent, kind))
        self._put(level, f"{marker[:-1]}. " if kind == "1" else f"{kind} ", found.end(), end)
        self.before = "item"
        return True

    def _definition(self, at: int, body: int, end: int, indent: int) -> bool:
        found = _DEFINED.match(self.source, body, end)
        if not found or indent > 3 or not at or (self.open and self.open[0].kind != ":"):
            return False
        self.open = [Item(indent, ":")]
        self._put(0, ":   ", found.end(), end)
        self.before = "item"
        return True

    def _text(self, at: int, body: int, start: int, level: int) -> None:
        """A line of a paragraph."""
        end = self.content[at][1]
        year = _YEAR.match(self.source, body, end)
        if self.before == "blank":
            self._close(level)
        elif self.open:
            level = 0  # goes on with the item's paragraph; Python-Markdown wants no indentation then
        if year or _ITEM.match(self.source, body, end):
            dot = year.end() - 2 if year else body
            while not year and self.source[dot] not in ".)-+*":
                dot += 1
            self._put(level, f"{self.source[body:dot]}\\", dot, end)
        else:
            self._put(level, "", body if self.open or start == body else start, end)
        self.before = "text"


def _code(lines: list[str], info: str) -> Atom:
    code = "\n".join(lines)
    language = _LANGUAGE.match(info.strip())
    mark = f' class="language-{attribute(language[0])}"' if language else ""
    html = f"<pre><code{mark}>{escape(code)}\n</code></pre>"
    return Atom(html, code, code, block=True)
