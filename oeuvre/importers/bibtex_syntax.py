"""BibTeX as a text: entries with the raw text of their fields, as found in the wild.

One pass over the text, linear on any input. A broken entry costs only itself: reading goes on at the next `@type{`.
What BibTeX would refuse but a reader understands (a missing comma, a missing last brace, a bare `april`) is read, and
told. Sources: btxdoc 2 and 3, "Tame the BeaST" (N. Markey, 2009) 8 to 10 for the grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Severity


class Problem(NamedTuple):
    """Something that a person should look at, on a line from 1. `key` is the entry's, or empty outside of entries."""

    line: int
    key: str
    severity: Severity
    message: str
    rule: str


class Entry(NamedTuple):
    """One entry: `type` and the names of `fields` in lower case, values without their outer delimiters."""

    type: str
    key: str
    line: int
    fields: dict[str, str]


class Source(NamedTuple):
    """All that stands in a .bib file. `broken` are (key, line, reason) of entries that could not be read."""

    entries: tuple[Entry, ...]
    broken: tuple[tuple[str, int, str], ...]
    problems: tuple[Problem, ...]


class _BrokenError(Exception):
    """The entry at hand cannot be read further: at which offset, and why."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


_YEAR = "january february march april may june july august september october november december"
_MONTHS = _YEAR.split()
MONTHS = {name[:3]: name.capitalize() for name in _MONTHS}
"""The month macros that every BibTeX style defines."""

_KNOWN_WORDS = frozenset([*_MONTHS, "sept", "true", "false", "yes", "no"])

_ENTRY = re.compile(r"@[ \t]*+([^\W\d_][\w+:-]*+)\s*+([{(])")
_NO_KEY = re.compile(r"\s*+[^\W\d_][\w+-]*+\s*+=\s*+[\w{\"#]")
_KEY = re.compile(r"\s*+([^,{}\n]{0,300}+)")
_KEY_WITHOUT_COMMA = re.compile(r"([^\s,={}]++)\s++(?=[^\W\d_][\w+-]*+\s*+=)")
_SPACE = re.compile(r"\s*+")
_BLANK = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_FIELD = re.compile(r"([^\s={},\"#%()@]++)\s*+=")
_WORD = re.compile(r"[^\s,{}()\"#=%]++")
_MORE_WORDS = re.compile(r"[^,\n{}()#=\"]*+(?=[,\n})])")
_JUNK = re.compile(r"[^,\n{}()@]*+")
_BRACE = re.compile(r"[{}]")
_IN_QUOTES = re.compile(r"[\"{}]")
_AFTER_QUOTE = re.compile(r"\s*+(?:[,#})%]|\Z|[^\W\d_][\w+-]*+\s*+=)")
_GOES_ON = re.compile(r"\s*+,\s*+[^\W\d_][\w+-]*+\s*+=\s*+[{\"\d]")
_SWALLOWED = re.compile(
    r",\s*+(?:title|author|editor|year|month|journal|booktitle|publisher|volume|number|pages|doi|url|abstract|keywords|"
    r"isbn|issn|note|address|series|school|institution)\s*+=\s*+[{\"]",
    re.IGNORECASE,
)
_MOST_TOLD = 2000
_QUOTES_TRIED = 8
"""How many further quotation marks are tried where one within a value is not escaped."""


def read(text: str) -> Source:
    r"""All entries of a .bib file, in order. `text` has `\n` as its only line end. Never raises."""
    reader = _Reader(text)
    reader.read()
    return Source(tuple(reader.entries), tuple(reader.broken), tuple(reader.problems))


class _Reader:
    """Walks over the text once; what it found lies in `entries`, `broken` and `problems`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.broken: list[tuple[str, int, str]] = []
        self.problems: list[Problem] = []
        self.macros = dict(MONTHS)
        self.key = ""
        self.closing = _partners(text)
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.starts = [found.start() for found in _ENTRY.finditer(text) if not self._before(found.start()).strip()]

    def line(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset)

    def _last_letter(self, offset: int) -> int:
        """The last character before an offset that is not white space."""
        while offset > 1 and self.text[offset - 1].isspace():
            offset -= 1
        return offset - 1

    def _after(self, pattern: re.Pattern[str], offset: int) -> int:
        """Where the match of a pattern ends that matches the empty text as well."""
        found = pattern.match(self.text, offset)
        return found.end() if found else offset

    def _before(self, offset: int) -> str:
        """What stands before this place on its line; of a long line, its first characters."""
        start = self.line_starts[self.line(offset) - 1]
        return self.text[start : min(offset, start + 200)]

    def tell(self, offset: int, severity: Severity, message: str, rule: str) -> None:
        if len(self.problems) == _MOST_TOLD:
            message = f"more than {_MOST_TOLD} problems; the others are not listed: mend these and import again"
            rule, severity = "too-many", "warning"
        elif len(self.problems) > _MOST_TOLD:
            return
        self.problems.append(Problem(self.line(offset), self.key, severity, message, f"import/{rule}"))

    def read(self) -> None:
        """Every `@type{` in turn; text between entries is a comment, as BibTeX has it."""
        position = 0
        hidden: list[int] = []
        while found := _ENTRY.search(self.text, position):
            kind = found[1].lower()
            self.key = ""
            if self._before(found.start()).lstrip().startswith("%"):
                hidden.append(found.start())
                position = found.end()
            elif kind in ("comment", "preamble"):
                position = self.closing.get(found.end() - 1, found.end() - 1) + 1
            else:
                position = self._block(found, kind)
        if hidden:
            what = "an entry stands" if len(hidden) == 1 else f"{len(hidden)} entries stand"
            message = f"{what} behind a %, from here on, and did not come along; take the % away to import it"
            self.tell(hidden[0], "note", message, "commented-out")

    def _block(self, found: re.Match[str], kind: str) -> int:
        """One entry or `@string`; gives the offset from which to read on."""
        try:
            if kind == "string":
                fields, end = self._fields(found.end(), found[2])
                self.macros.update(fields)
                return end
            position = self._read_key(found.end())
            fields, end = self._fields(position, found[2])
            if not fields:
                raise _BrokenError(found.start(), "it has no fields; add at least a title")
        except _BrokenError as broken:
            at = self.line(broken.offset)
            self.broken.append((self.key, self.line(found.start()), f"line {at}: {broken.reason}"))
            return found.end()
        self.entries.append(Entry(kind, self.key, self.line(found.start()), fields))
        return end

    def _read_key(self, position: int) -> int:
        if _NO_KEY.match(self.text, position):
            self.tell(position, "note", "the entry has no key; give it one to know it again", "missing-key")
            return position
        found = _KEY.match(self.text, position)
        if found is None:  # cannot be: the pattern matches nothing at all as well
            return position
        self.key = found[1].strip()
        if "=" in self.key and (short := _KEY_WITHOUT_COMMA.match(self.text, found.start(1))):
            self.key = short[1]
            found = short
        if self.key and _FIELD.match(self.text, self._after(_SPACE, found.end())):
            message = "a comma is missing after the key; it was read as if it stood there"
            self.tell(found.end(), "warning", message, "missing-comma")
        return found.end()

    def _fields(self, position: int, opener: str) -> tuple[dict[str, str], int]:
        """All `name = value` up to the closing brace, and the offset behind it."""
        closer = "}" if opener == "{" else ")"
        limit = self._limit(position)
        fields: dict[str, str] = {}
        while True:
            position = self._after(_BLANK, position)
            if position >= limit or _ENTRY.match(self.text, position):
                position = min(position, limit)
                message = f'the last "{closer}" of the entry is missing; add it'
                self.tell(self._last_letter(position), "warning", message, "missing-brace")
                return fields, position
            if self.text[position] == closer:
                position += 1
                if not _GOES_ON.match(self.text, position):
                    return fields, position
                self.tell(position - 1, "warning", f'a "{closer}" too many; remove it', "extra-brace")
            elif found := _FIELD.match(self.text, position):
                position = self._field(found, fields, limit)
            else:
                position = self._junk(position)

    def _field(self, found: re.Match[str], fields: dict[str, str], limit: int) -> int:
        name = found[1].lower()
        value, position = self._value(found.end(), limit)
        if name not in fields:
            fields[name] = value
        elif value.split() == fields[name].split():
            message = f'"{name}" stands twice with the same value; remove one'
            self.tell(found.start(), "note", message, "duplicate-field")
        else:
            message = f'"{name}" stands twice; the first value was used, the second was "{_short(value)}"'
            self.tell(found.start(), "warning", message, "duplicate-field")
        after = self._after(_BLANK, position)
        if "," not in self.text[position:after] and _FIELD.match(self.text, after):
            message = f'a comma is missing after "{name}"; it was read as if it stood there'
            self.tell(position, "warning", message, "missing-comma")
        return position

    def _junk(self, position: int) -> int:
        """Text where a field should begin; gives the offset behind it."""
        end = max(self._after(_JUNK, position), position + 1)
        if self.text[position] == "{":
            end = self.closing.get(position, position) + 1
        message = f'"{_short(self.text[position:end])}" is not a field and was left out; write name = {{value}}'
        self.tell(position, "warning", message, "not-a-field")
        return end

    def _limit(self, position: int) -> int:
        """Where the next entry begins a line: no value before it reaches beyond."""
        place = bisect_right(self.starts, position)
        return self.starts[place] if place < len(self.starts) else len(self.text)

    def _value(self, position: int, limit: int) -> tuple[str, int]:
        """One value, its parts joined at each `#`."""
        parts: list[str] = []
        while True:
            position = self._after(_SPACE, position)
            part, position = self._part(position, limit)
            parts.append(part)
            after = self._after(_SPACE, position)
            if self.text[after : after + 1] != "#" or after >= limit:
                return "".join(parts), position
            position = after + 1

    def _part(self, position: int, limit: int) -> tuple[str, int]:
        mark = self.text[position : position + 1] if position < limit else ""
        if mark == "{":
            end = self.closing.get(position, limit)
            if end >= limit:
                raise _BrokenError(position, 'this "{" has no matching "}"; add it')
            return self._whole(position + 1, end), end + 1
        if mark == '"':
            end = self._closing_quote(position, limit)
            return self._whole(position + 1, end), end + 1
        if found := _WORD.match(self.text, position, limit):
            return self._bare(found)
        return "", position

    def _whole(self, start: int, end: int) -> str:
        """The text of a value, unless it ran on into the fields behind it."""
        value = self.text[start:end]
        if _SWALLOWED.search(value):
            mark = self.text[start - 1]
            raise _BrokenError(start - 1, f"this '{mark}' is not closed before the next field; close it")
        return value

    def _closing_quote(self, position: int, limit: int) -> int:
        """The quotation mark that ends a value: outside of braces, with the entry going on or ending behind it."""
        first, tried = -1, 0
        place = position + 1
        while found := _IN_QUOTES.search(self.text, place, limit):
            place = found.end()
            if found[0] == "}":
                break
            if found[0] == "{":
                place = self.closing.get(found.start(), limit) + 1
                continue
            if _AFTER_QUOTE.match(self.text, place):
                if first >= 0 and _SWALLOWED.search(self.text, position, found.start()):
                    break
                return found.start()
            first = found.start() if first < 0 else first
            tried += 1
            if tried > _QUOTES_TRIED:
                break
        if first < 0:
            raise _BrokenError(position, "this '\"' is not closed; close it")
        return first

    def _bare(self, found: re.Match[str]) -> tuple[str, int]:
        """A number, the name of a `@string`, or a text that somebody left without delimiters."""
        word, end = found[0], found.end()
        macro = self.macros.get(word.lower())
        if macro is not None:
            return macro, end
        more = _MORE_WORDS.match(self.text, end)
        if more and more[0].strip():
            word, end = word + more[0].rstrip(), more.end()
        if not word.isdecimal() and word.lower().rstrip(".") not in _KNOWN_WORDS:
            message = f'"{_short(word)}" is neither in braces nor defined with @string; it was read as this text'
            self.tell(found.start(), "note", message, "bare-word")
        return word, end


def _partners(text: str) -> dict[int, int]:
    """For each opening brace its closing one, by offsets; what has no partner is not there."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            waiting.append(found.start())
        elif waiting:
            partners[waiting.pop()] = found.start()
    return partners


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
