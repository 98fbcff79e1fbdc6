r"""The lines of a Markdown text, put as Python-Markdown needs them for what people mean.

Python-Markdown wants a blank line before a list and four spaces for each level of one, and knows no fence within one.
Here lists may follow a paragraph, nest by two spaces or more, and hold code; blocks that Markdown must not look into
become tokens; `2019. We …` and `#1` at the start of a line stay prose. The measure is what CommonMark sees in such
lines, but for numbers of four digits, which are years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.text import block_atoms
from oeuvre.text.atoms import Atom
from oeuvre.text.problems import TooComplexError

if TYPE_CHECKING:
    from oeuvre.text.lines import Line, Lines

DEEPEST = 20

_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_MANY_ITEMS = re.compile(rf"(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+){{{DEEPEST}}}")
_YEAR = re.compile(r"\d{4,}[.)][ \t]")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_HASHES = re.compile(r"#+")
_DEFINITION = re.compile(r":[ \t]+")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_DELIMITERS = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")


def normalise(lines: Lines) -> str:
    """The whole text, put anew."""
    _Container(lines, lines.typed(), "", 0).read()
    return lines.text()


class Item(NamedTuple):
    """A list's item that is open: where its marker and its words start, in columns, and its kind (`-`, `1` or `:`)."""

    indent: int
    words: int
    kind: str


class _Container:
    """The lines of the whole text, or those of one block quote without their `>`."""

    def __init__(self, to: Lines, content: list[Line], prefix: str, depth: int) -> None:
        if depth > DEEPEST:
            raise TooComplexError(content[0][0], f"quotes nest more than {DEEPEST} levels deep")
        self.to = to
        self.source = to.source
        self.content = content
        self.prefix = prefix
        self.depth = depth
        self.open: list[Item] = []
        self.before = "blank"  # what the line before was: blank, text, item, quote
        self.first = "blank"  # what the first line was after the last blank one

    def read(self) -> None:
        """Puts all lines."""
        at = 0
        while at < len(self.content):
            at = self._line(at)

    def _line(self, at: int) -> int:
        start, end = self.content[at]
        body, indent = start, 0
        while body < end and self.source[body] in " \t":
            indent += 4 - indent % 4 if self.source[body] == "\t" else 1
            body += 1
        if body == end:
            self._blank(start)
            return at + 1
        level = self._level(indent)
        width = self.open[level - 1].words + 4 if level else 4
        if self.before == "blank" and indent >= width and not (level and _ITEM.match(self.source, body, end)):
            return self._atom(level, start, *block_atoms.indented(self.to, self.content, at, width))
        taken = self._block(at, body, level) or self._item(at, body, indent)
        if not taken:
            self._text(at, body, level)
        return taken or at + 1

    def _level(self, indent: int, kind: str = "") -> int:
        """In how many open items a line of this indentation lies; a number wants more of it below a number."""
        return sum(1 for item in self.open if item.indent + (3 if kind == item.kind == "1" else 2) <= indent)

    # --- putting lines

    def _blank(self, place: int) -> None:
        self.to.put(self.prefix.rstrip(), place, place)
        self.before = self.first = "blank"

    def _separate(self, place: int) -> None:
        if self.before != "blank":
            self._blank(place)

    def _put(self, level: int, before: str, start: int, end: int, kind: str = "text") -> None:
        self.to.put(self.prefix + "    " * level + before, start, end)
        self.before = kind
        if self.first == "blank":
            self.first = kind

    def _atom(self, level: int, place: int, atom: Atom, stop: int) -> int:
        return self._token(level, place, self.to.atoms.token(atom), stop)

    def _token(self, level: int, place: int, token: str, stop: int) -> int:
        """A block of its own, and the line after it."""
        self._separate(place)
        del self.open[level:]
        self._put(level, token, place, place)
        self._blank(place)
        return stop

    # --- kinds of lines: each gives the next line's index, or 0 if this is none

    def _block(self, at: int, body: int, level: int) -> int:
        source, end = self.source, self.content[at][1]
        first = source[body]
        if first in "`~$\\":
            take = block_atoms.fence if first in "`~" else block_atoms.display
            taken = take(self.to, self.content, at, body)
            return self._atom(level, body, *taken) if taken else 0
        if first == ">":
            return self._quote(at, level)
        if first == "<":
            return self._html(at, body, level)
        if first == "#":
            return self._heading(at, body, end, level)
        if first in "=-" and self.before == "text" and not self.open and _UNDERLINE.fullmatch(source, body, end):
            self._put(0, "", body, end)  # the line under a heading
            self._blank(end)
            return at + 1
        if first in "-*_" and _RULE.fullmatch(source, body, end):
            self._separate(body)
            del self.open[level:]
            self._put(level, "* * *", end, end)
            self._blank(end)
            return at + 1
        if first == "[" and not level and _NOTE.match(source, body, end):
            self._separate(body)
            self.open = [Item(0, 4, ":")]
            self._put(0, "", body, end)
            return at + 1
        self._part(at, body, end, level)
        return 0

    def _part(self, at: int, body: int, end: int, level: int) -> None:
        """Parts from the paragraph before a table, or the next term of a list of definitions."""
        if self.before == "blank" or at + 1 == len(self.content):
            return
        after = self.content[at + 1]
        if (self.open and self.open[0].kind == ":" and not level and _DEFINITION.match(self.source, *after)) or (
            self.source.find("|", body, end) >= 0 and _DELIMITERS.fullmatch(self.source, *after)
        ):
            self._separate(body)

    def _html(self, at: int, body: int, level: int) -> int:
        stop = block_atoms.comment(self.to, self.content, at, body)
        if stop:
            self._separate(body)
            return stop
        taken = block_atoms.html(self.to, self.content, at, body)
        return self._token(level, body, *taken) if taken else 0

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
        self._separate(self.content[at][0])
        del self.open[level:]
        _Container(self.to, lines, f"{self.prefix}{'    ' * level}> ", self.depth + 1).read()
        self.before = "quote"  # a line of words goes on with it, as in CommonMark
        return stop

    def _heading(self, at: int, body: int, end: int, level: int) -> int:
        found = _HASHES.match(self.source, body, end)
        stop = found.end() if found else body
        if stop - body <= 6 and (stop == end or self.source[stop] in " \t"):
            self._separate(body)
            del self.open[level:]
            self._put(level, "", body, end)
            self._blank(end)
        else:
            self._text(at, body, level, escaped=body)
        return at + 1

    def _item(self, at: int, body: int, indent: int) -> int:
        end = self.content[at][1]
        found = _ITEM.match(self.source, body, end)
        if not found or _YEAR.match(self.source, body, end):
            return self._definition(at, body, indent)
        marker, words = found[1], found.end()
        kind = marker if marker in "-*+" else "1"
        if not self.open:
            interrupts = (kind != "1" or marker[:-1] == "1") and words < end
            if indent > 3 or (self.before == "text" and not interrupts):
                return 0  # CommonMark: only a list from 1, with words, interrupts a paragraph
        level = self._level(indent, kind)
        if level >= DEEPEST or _MANY_ITEMS.match(self.source, body, end):
            raise TooComplexError(body, f"lists nest more than {DEEPEST} levels deep")
        sibling = self.open[level] if level < len(self.open) else None
        if not self.open or self.first != "item" or (sibling and (sibling.kind == "1") != (kind == "1")):
            self._separate(body)
        del self.open[level:]
        self.open.append(Item(indent, indent + min(words - body, len(marker) + 4), kind))
        before = f"{marker[:-1]}. " if kind == "1" else f"{kind} "
        if words == end:
            before += self.to.atoms.token(Atom("", "", ""))  # so that "-" is no line under a heading
        elif self.source[words] in "`~":
            taken = block_atoms.fence(self.to, self.content, at, words)
            if taken:
                self._put(level, before + self.to.atoms.token(taken[0]), words, words, "item")
                return taken[1]
        self._put(level, before, words, end, "item")
        return at + 1

    def _definition(self, at: int, body: int, indent: int) -> int:
        end = self.content[at][1]
        found = _DEFINITION.match(self.source, body, end)
        if not found or indent > 3 or not at or (self.open and self.open[0].kind != ":"):
            return 0
        self.open = [Item(indent, indent + 4, ":")]
        self._put(0, ":   ", found.end(), end, "item")
        return at + 1

    def _text(self, at: int, body: int, level: int, escaped: int = -1) -> None:
        """A line of a paragraph; what looks like a list's marker but is none is escaped."""
        start, end = self.content[at]
        if self.before == "blank":
            del self.open[level:]
        else:
            level = 0  # goes on with the item's paragraph; Python-Markdown wants no indentation then
        if _YEAR.match(self.source, body, end) or _ITEM.match(self.source, body, end):
            escaped = body
            while self.source[escaped].isdigit():
                escaped += 1
        first = body if self.open or self.before == "blank" else start
        if escaped >= 0:
            self._put(level, f"{self.source[body:escaped]}\\", escaped, end)
        else:
            self._put(level, "", first, end)
