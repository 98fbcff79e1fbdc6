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
_AFTER_NAME = re.compile(r"\{\}|[ \t]++")
_ACCENTED = re.compile(
    r"\s*+\{\s*+(?:\\([A-Za-z]+)\s*+(?:\{\})?|([^\W\d_]{0,2}))\s*+\}|\\([ijlL])(?![A-Za-z])[ \t]*+|([^\W\d_])"
)
_USUAL = {'"': "aeiouyAEIOUY", "`": "aeiouAEIOU"}
_VERB = re.compile(r"\*?([^\sA-Za-z*])(.{0,200}?)\1")
_ENVIRONMENT = re.compile(r"\s*\{(([A-Za-z]+)\*?)\}")


def accent(reader: Reader, name: str, at: int, stop: int, end: int) -> int:
    r"""`\"o`, `\H{o}`, `\c c`, `\'{\i}`: the letter with a combining character, composed where Unicode can (NFC)."""
    source = reader.source
    bare = stop
    if name.isalpha():
        bare = blanks(source, stop, end)
        if bare == stop and source[stop : stop + 1].isalpha():
            return 0
    found = _ACCENTED.match(source, bare, end)
    if not found:
        return 0
    letter = found[2] if found[2] is not None else found[4]
    command = found[1] or found[3]
    if command:
        letter = command if command in "ij" else tables.LETTERS.get(command, "")
        if not letter:
            return 0
    if not letter:
        if name not in tables.SPACING_ACCENTS:
            return 0
        reader.literal(tables.SPACING_ACCENTS[name], at, found.end())
        return found.end()
    made = unicodedata.normalize("NFC", letter[0] + tables.ACCENTS[name] + letter[1:])
    if found[4] and not name.isalpha() and (len(made) > 1 or letter not in _USUAL.get(name, letter)):
        return 0  # \" or \` before a word is a sign that somebody escaped
    reader.literal(made, at, found.end())
    return found.end()


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
