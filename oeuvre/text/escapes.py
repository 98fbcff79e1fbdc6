r"""What YAML makes of a backslash in double quotes, where a scholar means LaTeX.

`"\textbf"` is a tab and "extbf", `"\alpha"` a bell and "lpha", `"Schr\"odinger"` loses its umlaut; all without a
word. `"first\nsecond"` and `"say \"no\""` are meant, so what stands around the escape decides.
Source: YAML 1.1, section 5.7, Escape Sequences.
"""

from __future__ import annotations

import re

UNKNOWN = re.compile(
    r"""(?x: \\(?: x(?![0-9A-Fa-f]{2}) | u(?![0-9A-Fa-f]{4}) | U(?!00[01][0-9A-Fa-f]{5})
    | (?P<half>u[Dd][89A-Fa-f]..) | [^0abtnvfre"/\\N_LPxuU\ \t\n] ))"""
)
"""A backslash with which YAML can do nothing (unless it stands behind another); `half` of a UTF-16 pair, as in JSON."""

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_BECOMES = {
    "0": "a NUL character",
    "a": "a bell character",
    "b": "a backspace",
    "t": "a tab",
    "n": "a line break",
    "v": "a vertical tab",
    "f": "a form feed",
    "r": "a carriage return",
    "e": "an escape character",
    '"': "only a quotation mark",
    "N": "a line break",
    "_": "a no-break space",
    "L": "a line break",
    "P": "a paragraph break",
}
_MACROS_IN_N = re.compile(
    "(?:n(?:abla|cong|earrow|eq|ewcommand|ewline|exists|geq|leq|mid|oindent|olimits|onumber|ormalsize|otag|otin"
    "|parallel|sim|subseteq|supseteq|u|vdash|warrow))(?![A-Za-z])"
)
_LETTERS = re.compile("[A-Za-z]*")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def changed(source: str) -> tuple[int, str] | None:
    """Where in `source`, a text with its double quotes, a backslash does what nobody means; and a message.

    None where every escape is one that people mean.
    """
    quotes: list[int] = []
    dollars = end = 0
    for match in _ESCAPE.finditer(source):
        dollars += source.count("$", end, match.start())
        end = match.end()
        letter = match[1]
        if letter[0] in "xuU" and len(letter) > 1:
            code = int(letter[1:], 16)
            if 0xD800 <= code <= 0xDFFF:
                return match.start(), f"{match[0]} is half of a character; write the character itself"
            if code > 0x10FFFF or _UNSEEN.match(chr(code)):
                return match.start(), f'"{match[0]}" is a character that nobody can see; delete it'
        elif letter == '"' and not _is_umlaut(source, match):
            quotes.append(match.start())
        elif letter in _BECOMES and _is_latex(source, match, in_math=dollars % 2 == 1):
            return match.start(), _message(source, match.start())
    if len(quotes) % 2:
        return quotes[0], _message(source, quotes[0])
    return None


def cleaned(text: str) -> str:
    """The text without the characters that only an escape can bring into it, and that no page may hold."""
    return _UNSEEN.sub(" ", text)


def _is_umlaut(source: str, match: re.Match[str]) -> bool:
    before, after = source[match.start() - 1], source[match.end() : match.end() + 1]
    return (before.isalpha() or before == "{") and (after.isalpha() or after == "{")


def _is_latex(source: str, match: re.Match[str], *, in_math: bool) -> bool:
    """Whether an escape that makes a character stands where the backslash of a macro is meant."""
    letter = match[1]
    start = match.start()
    if letter == "n":
        return bool(_MACROS_IN_N.match(source, start + 1)) or (in_math and source[start + 2].isalpha())
    if letter == "t":  # at the start of a line it indents: a BibTeX entry that a program wrote
        return not source[max(0, start - 2) : start].endswith(("\\n", "\\t", "\n"))
    if letter == "r":
        return not source.startswith("\\n", match.end())
    return True


def _message(source: str, offset: int) -> str:
    letter = source[offset + 1]
    word = _LETTERS.match(source, offset + 1)
    macro = word[0] if word else ""
    if letter == '"':
        start = offset
        while source[start - 1].isalpha():
            start -= 1
        rest = _LETTERS.match(source, offset + 2)
        lost = source[start : offset + 2] + (rest[0] if rest else "")
    else:
        lost = "\\" + (macro or letter)
    found = f"in double quotes \\{letter} is {_BECOMES[letter]}"
    if len(lost) > 2:
        found += f", so {lost} is lost"
    return f"{found}; put the text in single quotes"
