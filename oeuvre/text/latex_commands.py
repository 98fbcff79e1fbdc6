r"""What each LaTeX command does: one function a kind of command, and the table that says which is whose.

Each is called with the reader, the command's name, the places of its backslash, of the end of its name, and of the end
of what may be read; it gives the place where reading goes on, or 0 where the command has not what it needs.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from oeuvre.text import latex_tables as tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.text.latex_reader import Reader

_BLANKS = re.compile(r"[ \t]*+(?:\n(?![ \t]*\n)[ \t]*+)?")
_AFTER_NAME = re.compile(r"\{\}|[ \t]*+(?:\n(?![ \t]*\n)[ \t]*+)?")
_NAME = re.compile(r"\\(?:([A-Za-z]+)|(.))")
_DEEPEST_ACCENT = 4
_USUAL = {'"': "aeiouyAEIOUY", "`": "aeiouAEIOU"}
_VERB = re.compile(r"\*?([^\sA-Za-z*])(.{0,200}?)\1")
_ENVIRONMENT = re.compile(r"\s*\{(([A-Za-z]+)\*?)\}")


def accent(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    r"""`\"o`, `\H{o}`, `\c c`, `\'{\i}`, `\'{\^e}`: the letter with a combining character, composed where it can be."""
    source = reader.source
    after = source[stop : stop + 1]
    bare = after.isalpha()
    if (bare and name.isalpha()) or (after.isspace() and not name.isalpha()):
        return 0
    found = _letter(source, stop, end, 0)
    if not found:
        return 0
    letter, stop = found
    if not letter:
        if name not in tables.SPACING_ACCENTS:
            return 0
        reader.literal(tables.SPACING_ACCENTS[name], at, stop)
        return stop
    made = _accented(letter, name)
    alone = source[at - 1 : at] == "{" and source[stop : stop + 1] == "}"
    if bare and not alone and (len(made) > 1 or letter not in _USUAL.get(name, letter)):
        return 0  # \" or \` before a word is a sign that somebody escaped
    reader.literal(made, at, stop)
    return stop


def _accented(letter: str, name: str) -> str:
    return unicodedata.normalize("NFC", letter[0] + tables.ACCENTS[name] + letter[1:])


def _letter(source: str, at: int, end: int, depth: int) -> tuple[str, int] | None:
    r"""The letter that an accent stands on, and where it ends: `o`, `{o}`, `\i`, `{\^e}`, or nothing in `{}`."""
    at = blanks(source, at, end)
    if at >= end or depth > _DEEPEST_ACCENT:
        return None
    if source[at] == "{":
        inner = ("", at + 1) if source.startswith("{}", at) else _letter(source, at + 1, end, depth + 1)
        if inner and inner[1] + 1 < end and source[inner[1]].isalpha() and source[inner[1] - 1].isalpha():
            inner = (inner[0] + source[inner[1]], inner[1] + 1)  # \t{oo}
        stop = blanks(source, inner[1], end) if inner else end
        return (inner[0], stop + 1) if inner and stop < end and source[stop] == "}" else None
    if source[at] != "\\":
        return (source[at], at + 1) if source[at].isalpha() else None
    found = _NAME.match(source, at, end)
    name = (found[1] or found[2]) if found else ""
    if not found or not name:
        return None
    if name in tables.ACCENTS:
        inner = _letter(source, found.end(), end, depth + 1)
        return (_accented(inner[0], name), inner[1]) if inner and inner[0] else None
    letter = name if name in ("i", "j") else tables.LETTERS.get(name)
    if not letter:
        return None
    after = _AFTER_NAME.match(source, found.end(), end)
    return letter, after.end() if after else found.end()


def blanks(source: str, at: int, end: int) -> int:
    """Where blanks end, among them one end of a line."""
    found = _BLANKS.match(source, at, end)
    return found.end() if found else at


def _after(reader: Reader, stop: int, end: int) -> int:
    """Where a command without argument ends: it takes the spaces after it, or an empty group."""
    found = _AFTER_NAME.match(reader.source, stop, end)
    return found.end() if found else stop


def _symbol(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    stop = _after(reader, stop, end)
    reader.literal(tables.LETTERS.get(name) or tables.SYMBOLS[name], at, stop)
    return stop


def _space(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del at
    reader.text(tables.SPACES[name])
    return _after(reader, stop, end)


def _style(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    inside = reader.argument(stop, end)
    if name == "foreignlanguage" and inside:
        inside = reader.argument(inside[1] + 1, end)
    if not inside:
        return 0
    reader.styled(tables.STYLES[name], inside, (at, inside[1] + 1))
    return inside[1] + 1


def _declaration(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    r"""`{\bf x}`: the rest of the group."""
    if not reader.ends:
        return 0
    close = min(reader.ends[-1], end)
    reader.styled(tables.DECLARATIONS[name], (min(blanks(reader.source, stop, end), close), close), (at, close))
    return close


def _case(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    inside = reader.argument(stop, end)
    if not inside:
        return 0
    reader.cased(tables.CASES[name], inside, (at, inside[1] + 1))
    return inside[1] + 1


def _ignored(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name, at
    return _after(reader, stop, end)


def _dropped(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del at
    inside = reader.argument(stop, end)
    if not inside:
        return 0
    if name == "hspace":
        reader.text(" ")
    return inside[1] + 1


def _coloured(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name, at
    colour = reader.argument(stop, end)
    inside = reader.argument(colour[1] + 1, end) if colour else None
    if not inside:
        return 0
    reader.within(inside)
    return inside[1] + 1


def _line(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    stop = _after(reader, stop, end)
    reader.break_(at, stop)
    if name == "item":
        reader.text("• ")
    return stop


def _href(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    address = reader.argument(stop, end)
    if not address:
        return 0
    inside = reader.argument(address[1] + 1, end) if name == "href" else (address[1], address[1])
    if not inside:
        return 0
    whole = (at, max(address[1], inside[1]) + 1)
    reader.link(re.sub(r"\\([%#&_~{}$])", r"\1", reader.source[slice(*address)]).strip(), inside, whole)
    return whole[1]


def _footnote(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name
    inside = reader.argument(stop, end)
    if not inside:
        return 0
    reader.text(" (" if at and not reader.source[at - 1].isspace() else "(")
    reader.within(inside)
    reader.text(")")
    return inside[1] + 1


def _ensured(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name
    inside = reader.argument(stop, end)
    if not inside:
        return 0
    reader.math(inside, (at, inside[1] + 1), display=False)
    return inside[1] + 1


def _quantity(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    r"""siunitx: `\SI{3}{km}` is 3 km."""
    del at
    number = reader.argument(stop, end)
    unit = reader.argument(number[1] + 1, end) if number and name in ("SI", "qty") else None
    if not number:
        return 0
    reader.within(number)
    if unit:
        reader.text("\u00a0")
        reader.within(unit)
    return (unit or number)[1] + 1


def _chemistry(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name
    inside = reader.argument(stop, end)
    if not inside:
        return 0
    reader.formula(reader.source[slice(*inside)], (at, inside[1] + 1))
    return inside[1] + 1


def _verbatim(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    del name
    found = _VERB.match(reader.source, stop, end)
    if not found:
        return 0
    reader.code(found[2], at, found.end())
    return found.end()


def _environment(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    found = _ENVIRONMENT.match(reader.source, stop, end)
    if not found:
        return 0
    if name == "begin" and found[2] in tables.MATH_ENVIRONMENTS:
        ending = f"\\end{{{found[1]}}}"
        close = reader.find(ending, found.end(), end)
        if close > 0:
            whole = (at, close + len(ending))
            reader.math(whole, whole, display=True)
            return whole[1]
    if name == "begin":
        message = f'unknown LaTeX environment "{found[1]}"; its content is shown as plain text'
        reader.problem(at, message, "text/unknown-macro")
    return found.end()


COMMANDS: dict[str, Callable[[Reader, str, int, int, int], int]] = {
    **dict.fromkeys((*tables.SYMBOLS, *tables.LETTERS), _symbol),
    **dict.fromkeys([name for name in tables.ACCENTS if name.isalpha()], accent),
    **dict.fromkeys([name for name in tables.SPACES if name.isalpha()], _space),
    **dict.fromkeys(tables.STYLES, _style),
    **dict.fromkeys(tables.DECLARATIONS, _declaration),
    **dict.fromkeys(tables.CASES, _case),
    **dict.fromkeys(tables.IGNORED, _ignored),
    **dict.fromkeys(tables.DROPPED, _dropped),
    **dict.fromkeys((*tables.BREAKS, "item"), _line),
    **dict.fromkeys(("textcolor", "colorbox"), _coloured),
    **dict.fromkeys(("href", "url", "nolinkurl", "path"), _href),
    **dict.fromkeys(("footnote", "thanks", "footnotetext"), _footnote),
    **dict.fromkeys(("SI", "qty", "num", "si", "unit"), _quantity),
    **dict.fromkeys(("ce", "ch"), _chemistry),
    **dict.fromkeys(("begin", "end"), _environment),
    "ensuremath": _ensured,
    "verb": _verbatim,
}
