"""The people in a BibTeX field: split at "and", told apart by BibTeX's rules or biblatex's `given=…, family=…`."""

from __future__ import annotations

import re
from typing import NamedTuple

from oeuvre.model import Name
from oeuvre.text import names
from oeuvre.text.latex import from_latex

_SPLIT = re.compile(r"[{}]|\s+and(?=\s)", re.IGNORECASE)
_OTHERS = frozenset(("others", "et al", "et al.", "et. al.", "and others", "..."))
_PART = re.compile(
    r"\s*(given|family|prefix|suffix|useprefix|given-i|family-i|prefix-i|suffix-i|id|hash)\s*=\s*", re.IGNORECASE
)
_MARKS = re.compile(
    r"\s*(?:\\textsuperscript\{[^{}]*\}|\$\s*\^?\{?[\\\w*,]*\}?\s*\$|\^\{?\*+\}?|[*∗⋆†‡§¶#]+"
    r"|\\(?:dag|ddag|dagger|ddagger)\b)+"
)
_STAR = re.compile(r"[*∗⋆]|\\ast|\\star")
_COMMAND_BEFORE = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z\s])\s*\Z")
_SPECIAL = re.compile(r"\s*\\(?:[A-Za-z]+\s*|[^A-Za-z\s])[^\s{}]*(?:\{[^{}]*\})?[^\s{}]*\}")
_OPEN, _CLOSE = "\ue0d5", "\ue0d6"


class People(NamedTuple):
    """Names in their order. `starred` are the places of those with a star, `marked` those with any other mark."""

    names: tuple[Name, ...]
    et_al: bool
    starred: tuple[int, ...] = ()
    marked: tuple[int, ...] = ()


def people(text: str) -> People:
    """All names in an `author` or `editor` field, as it stands in the file."""
    found: list[Name] = []
    starred: list[int] = []
    marked: list[int] = []
    et_al = False
    for whole in split(text):
        part = whole
        if part.lower().strip("{} ") in _OTHERS:
            et_al = True
            continue
        bare = _MARKS.sub(" ", part).strip() if _MARKS.search(part) else part
        if bare != part and bare.strip("{} ,"):
            (starred if _STAR.search(part) else marked).append(len(found))
            part = bare
        found.append(name(part))
    return People(tuple(found), et_al, tuple(starred), tuple(marked))


def split(text: str) -> list[str]:
    """The names as they stand between one "and" and the next, outside of braces."""
    parts: list[str] = []
    depth = start = 0
    for found in _SPLIT.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return [bare for part in parts if (bare := " ".join(part.split()).removeprefix("and ").strip(" ,;"))]


def name(text: str) -> Name:
    """One name in its parts, its LaTeX as Unicode."""
    parts = _biblatex(text)
    if parts:
        return Name(parts.get("given", ""), parts.get("family", ""), parts.get("prefix", ""), parts.get("suffix", ""))
    return names.parse(_plain(text))


def _biblatex(text: str) -> dict[str, str]:
    """The parts of `given=Jean, family=Paul, prefix=de la` (biblatex manual, 3.4), or nothing for any other form."""
    if "=" not in text:
        return {}
    parts: dict[str, str] = {}
    for part in _outside(text, ","):
        found = _PART.match(part)
        if not found:
            return {}
        parts[found[1].lower()] = from_latex(part[found.end() :].strip().strip('"'))
    return parts if parts.get("family") or parts.get("given") else {}


def _outside(text: str, mark: str) -> list[str]:
    """The text split at `mark` outside of braces."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if letter == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _plain(text: str) -> str:
    """The name without LaTeX; braces that keep words together are kept, those that belong to a command are not."""
    if "\\" not in text and "$" not in text:
        return text
    out: list[str] = []
    protects: list[bool] = []
    for place, letter in enumerate(text):
        if letter == "{":
            argument = _COMMAND_BEFORE.search(text, max(0, place - 30), place)
            protects.append(not protects and not argument and not _SPECIAL.match(text, place + 1))
            out.append(_OPEN if protects[-1] else letter)
        elif letter == "}" and protects:
            out.append(_CLOSE if protects.pop() else letter)
        else:
            out.append(letter)
    return from_latex("".join(out)).replace(_OPEN, "{").replace(_CLOSE, "}")
