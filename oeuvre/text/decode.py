"""Bytes of a text file into clean text: UTF-8, LF, composed accents, and no character that nobody can see.

Whatever the bytes are, text comes back, so that the other faults of the file are told as well.
"""

from __future__ import annotations

import re
import unicodedata

from oeuvre.text.nodes import Problem
from oeuvre.text.patterns import pattern

RULES = {
    "file/encoding": "the file is not UTF-8",
    "file/control-character": "the file holds a control character, which nobody can see and XML forbids",
    "file/bidi-control": "the file holds an unseen character that turns the direction of the text after it",
}

_ORDINARY = bytes([9, 10, 13, *range(32, 127), *range(0x80, 0xC0), *range(0xC3, 0xCC)])
"""The bytes of printable ASCII and of U+00C0 to U+02FF in UTF-8: a text of these alone is composed and has nothing
unseen, and most texts are. To look for other bytes takes a tenth of the time of looking at characters."""

_UNSEEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COMBINED = "[^\\W\\d_][\u0300-\u036f\u1161-\u11c2\u3099\u309a]+"
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_MOST = 5
"""So many faults of one kind are told one by one; a file that is not text at all has millions."""


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file and what is wrong with its characters.

    A byte order mark goes, CRLF and CR become LF, decomposed accents are composed. Bytes that are not UTF-8 are
    read as Windows-1252, control characters become spaces, and those that turn the direction go; each is a problem.
    Linear in the length of `data`.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, problem = _foreign(data)
        problems.append(problem)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not problems and not data.translate(None, _ORDINARY):
        return text, ()
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = re.sub(_COMBINED, lambda match: unicodedata.normalize("NFC", match[0]), text)
    if _UNSEEN.search(text):
        problems += _unseen(text)
        text = _UNSEEN.sub(lambda match: "" if match[0] in _BIDI else " ", text)
    return text, tuple(problems)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted from 1, of the character at `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _foreign(data: bytes) -> tuple[str, Problem]:
    """Text of bytes that are not UTF-8, and the problem at the first of them."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        message = 'the file is in the encoding UTF-16; save it as "UTF-8"'
        return data.decode("utf-16", "replace"), Problem(1, 1, "error", message, "file/encoding")
    text = data.decode("utf-8", "surrogateescape")
    wrong = re.findall("[\udc80-\udcff]", text)
    first = text.index(wrong[0])
    line, column = place(text.replace("\r\n", "\n").replace("\r", "\n"), first - text.count("\r\n", 0, first))
    count = "" if len(wrong) == 1 else f", as are {len(wrong) - 1} more"
    message = f'the byte 0x{ord(wrong[0]) - 0xDC00:02X} is not UTF-8{count}; save the file in the encoding "UTF-8"'
    return text.translate(_WINDOWS), Problem(line, column, "error", message, "file/encoding")


def _unseen(text: str) -> list[Problem]:
    """The problems of control characters and of those that turn the direction, each with its place."""
    problems: list[Problem] = []
    for turns in (False, True):
        matches = [match for match in _UNSEEN.finditer(text) if (match[0] in _BIDI) is turns]
        for match in matches[:_MOST]:
            line, column = place(text, match.start())
            name = f"U+{ord(match[0]):04X}"
            if turns:
                message = f"the unseen character {name} turns the direction of the text after it; delete it"
                problems.append(Problem(line, column, "warning", message, "file/bidi-control"))
            else:
                message = f"the control character {name} does not belong in a text; delete it"
                problems.append(Problem(line, column, "error", message, "file/control-character"))
        if len(matches) > _MOST:
            last = problems[-1]
            problems[-1] = last._replace(message=f"{last.message}, and {len(matches) - _MOST} more like it")
    return problems
