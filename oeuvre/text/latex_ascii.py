r"""Unicode letters and signs as the LaTeX commands that print them: ö as `{\"o}`, Ł as `{\L}`, α as `$\alpha$`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from oeuvre.text import latex_tables as tables

_BEYOND = re.compile("[^\x00-\x7f]+")
_SPELT = {
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": "\\ldots{}", "\u00a0": "~", "\u202f": "\\,",
    "\u2009": "\\,", "\u2002": "\\enspace{}", "\u2003": "\\quad{}", "\u00ad": "\\-", "\u2010": "-", "\u2011": "-",
    "\u200b": "", "\u2060": "", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "−": "$-$",
    "⁻": "\\textsuperscript{$-$}", "⁺": "\\textsuperscript{+}",
}  # fmt: skip
_MARKS = {mark: name for name, mark in tables.ACCENTS.items()}
_DIGITS = {
    **{small: ("textsuperscript", str(digit)) for digit, small in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{small: ("textsubscript", str(digit)) for digit, small in enumerate("₀₁₂₃₄₅₆₇₈₉")},
}


def text(text: str) -> str:
    """Text outside math."""
    return _BEYOND.sub(lambda found: "".join(_spelt(cluster) for cluster in _clusters(found[0])), _composed(text))


def math(content: str) -> str:
    """What stands inside math."""
    return _BEYOND.sub(lambda found: "".join(_math(cluster) for cluster in _clusters(found[0])), _composed(content))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _clusters(text: str) -> list[str]:
    """Characters with the combining ones that follow them."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@cache
def _commands() -> tuple[dict[str, str], dict[str, str]]:
    """Characters to commands: those of text, and those of math."""
    words = {character: name for name, character in reversed(tables.TEXT_SYMBOLS.items()) if len(character) == 1}
    words |= {character: name for name, character in reversed(tables.LETTERS.items())}
    words = {character: name for character, name in words.items() if not "\u0370" <= character <= "\u03ff"}
    signs = {character: name for name, character in reversed(tables.MATH_SYMBOLS.items()) if len(character) == 1}
    return words, signs


def _spelt(cluster: str) -> str:
    words, signs = _commands()
    if cluster in _SPELT:
        return _SPELT[cluster]
    if cluster in _DIGITS:
        name, digit = _DIGITS[cluster]
        return f"\\{name}{{{digit}}}"
    if cluster in words:
        return f"{{\\{words[cluster]}}}"
    accented = _accented(cluster)
    if accented:
        return accented
    return f"$\\{signs[cluster]}$" if cluster in signs else cluster


def _math(cluster: str) -> str:
    words, signs = _commands()
    if cluster in signs:
        return f"\\{signs[cluster]} "
    if cluster == "−":
        return "-"
    accented = f"{{\\{words[cluster]}}}" if cluster in words else _accented(cluster)
    return f"\\text{{{accented}}}" if accented else cluster


def _accented(cluster: str) -> str:
    r"""A letter with accents: `{\"o}`, `{\c{c}}`; nothing if LaTeX has no command for one of its parts."""
    parts = unicodedata.normalize("NFD", cluster)
    base, marks = parts[0], parts[1:]
    if not marks or not all(mark in _MARKS for mark in marks):
        return ""
    if not base.isascii():
        name = _commands()[0].get(base)
        if not name:
            return ""
        base = f"\\{name}"
    above = _MARKS[marks[0]] not in ("c", "k", "d", "b", "textcommabelow")
    made = f"\\{base}" if base in ("i", "j") and above else base
    for mark in marks:
        name = _MARKS[mark]
        bare = not name.isalpha() and (len(made) == 1 or made in ("\\i", "\\j"))
        made = f"\\{name}{made}" if bare else f"\\{name}{{{made}}}"
    return f"{{{made}}}"
