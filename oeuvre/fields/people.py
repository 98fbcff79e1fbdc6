"""Readers of names: authors, editors, and the names of one person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from oeuvre.fields.parts import items, parts
from oeuvre.fields.simple import checked, empty, flag, label, phrase, scalar, told, verbatim
from oeuvre.model import Author, Name
from oeuvre.text import identifiers, names
from oeuvre.text.nodes import Mapping, Node, Scalar, Sequence
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.fields.report import Report

_PARTS = ("name", "id", "orcid", "affiliation", "equal", "corresponding")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_ORDINARY = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: [\w'’.-]+)*[\w'’-]")
_OTHERS = r"(?i)(?:and |& |, )*(?:et\.? al\.?|others|u\. ?a\.|…|\.\.\.)"
_AND = " (?:and|&) |;"
_COMMA = "[,，、]"
_BRACED = r"\{[^{}]*\}"
_DOUBTFUL = r"[^\W\d_a-z][^\s,{}]*(?: [^\s,{}]+)+, [^\W\d_a-z][^\s,{}]*(?: [^\s,{}]+)+"
_SUFFIX = r"(?i)(?:jr|sr|i{1,3}|iv|ph\.? ?d|m\.? ?d|dr)\.?"
_INITIAL = r"(?:^|[\s.-])[A-Z]\."


def authors(node: Node, report: Report) -> tuple[Author, ...] | None:
    """The authors of a work, in order. A list is asked for wherever one text could be several names."""
    found = []
    for within, item in items(node, report):
        author = _author(item, report, within)
        if author:
            found.append(author)
    if isinstance(node, Sequence) and not node.items:
        report.error(node, f'{report.field} is an empty list; write at least one name, such as ["Ada Lovelace"]')
    if isinstance(node, Sequence) and node.items and len(node.items) % 2 == 0 and all(map(_is_half, node.items)):
        halves = [item.text for item in node.items if isinstance(item, Scalar)]
        whole = ", ".join(f'"{family}, {given}"' for family, given in zip(halves[::2], halves[1::2], strict=True))
        parted = ", ".join(f'"{half}"' for half in halves)
        report.warn(node, f"{report.field} {parted} look like names cut at the comma; write [{whole}]")
    return tuple(found) or None


def _is_half(node: Node) -> bool:
    """Whether this can be half of a name: `[Zhen, Kai]` without quotes is a list of two to YAML."""
    return isinstance(node, Scalar) and node.text.istitle() and node.text.isalpha()


def _author(node: Node, report: Report, within: str) -> Author | None:
    if isinstance(node, Mapping):
        return _described(node, report, within)
    if isinstance(node, Scalar) and (known := _usual(node.text)):
        return known
    found = name(node, report, within)
    return Author(found) if found else None


@lru_cache(maxsize=1 << 15)
def _usual(text: str) -> Author | None:
    """Who is written without any doubt: words with capitals and no comma, or an id. Most names are, and come again."""
    if _ORDINARY.fullmatch(text) and " and " not in text:
        return Author(names.parse(text))
    return Author(Name("", ""), person=text) if _ID.fullmatch(text) and text != "others" else None


def _described(node: Mapping, report: Report, within: str) -> Author | None:
    if len(node.entries) == 1 and node.entries[0][0].text not in _PARTS:
        key, value = node.entries[0]
        if empty(value) and (key.line, key.column) != (node.line, node.column):
            what = f"{label(report, within)} is in braces, which mean something to YAML"
            quoted = "'{" + key.text.replace("'", "''") + "}'"
            report.error(node, f"{what}; put it in quotes: {quoted}", within)
            return None
        whole = f"{key.text}: {value.text}" if isinstance(value, Scalar) else f"{key.text}: …"
        report.error(node, f"{label(report, within)} has a colon in it; put it in quotes: '{whole}'", within)
        return None
    found = parts(node, report, _PARTS, within)
    if found is None:
        return None
    if found.lacks("name") and found.lacks("id"):
        report.error(node, f"{label(report, within)} has no name; add name: …, or the id of a person", within)
    author = Author(
        name=found.read("name", name, Name("", "")),
        person=found.read("id", verbatim, ""),
        orcid=found.read("orcid", orcid, ""),
        affiliation=found.read("affiliation", phrase, ""),
        equal=found.read("equal", flag, default=False),
        corresponding=found.read("corresponding", flag, default=False),
    )
    return author if author.name.family or author.person else None


orcid = checked(identifiers.orcid)


def person_id(node: Node, report: Report) -> str | None:
    """The id of a person: what their file and their address are called."""
    found = scalar(node, report)
    if not found:
        return None
    text = found.text.strip()
    if _ID.fullmatch(text):
        return text
    remedy = slugify(text)
    remedy = f'write "{remedy}"' if _ID.fullmatch(remedy) else 'write small letters, digits and hyphens, such as "zhen"'
    report.error(node, f"id {told(node)} cannot be an address; {remedy}")
    return None


def name(node: Node, report: Report, within: str = "") -> Name | None:
    """One person's name, or a group's; a text that may be several names is told, and not guessed at."""
    text = verbatim(node, report, within)
    if not text or not isinstance(node, Scalar):
        return None
    if "\\" in text:
        text = _without_latex(node, text, report)
    if re.fullmatch(_OTHERS, text):
        report.error(node, f'{told(node)} is not a name; remove it and add the field "et_al: true"', within)
        return None
    several = _several(text)
    if several:
        remedy = "[" + ", ".join(f'"{each}"' for each in several[:3]) + (", …]" if len(several) > 3 else "]")
        what = f"{label(report, within)} {told(node)} looks like several names"
        report.error(node, f"{what}; write a list: {remedy}", within)
        return None
    if report.field in {"authors", "editor"} and not within and re.fullmatch(_DOUBTFUL, text):
        parted = ", ".join(f'"{each}"' for each in _split(_COMMA, text))
        report.error(node, f"{report.field} {told(node)} may be one name or two; write a list, such as [{parted}]")
        return None
    found = names.parse(text)
    if not found.family:
        report.error(node, f'{label(report, within)} {told(node)} is not a name; write it like "Ada Lovelace"', within)
        return None
    return found


def name_list(node: Node, report: Report) -> tuple[Name, ...] | None:
    """Further names of one person."""
    found = [name(item, report, within) for within, item in items(node, report)]
    return tuple(each for each in found if each)


def _without_latex(node: Scalar, text: str, report: Report) -> str:
    """The text with its accents as letters; braces around all of it stay, because they make it a group's name."""
    from oeuvre.text import rich

    rendered, problems = rich.inline(text, report.settings.macros)
    report.rich(node, problems)
    whole = text.startswith("{") and text.endswith("}") and text.count("{") == 1
    return f"{{{rendered.plain}}}" if whole else rendered.plain


def _several(text: str) -> list[str]:
    """The names that one text most likely holds, if these are more than one. What is in braces stays together."""
    by_and = _split(_AND, text)
    if len(by_and) > 1:
        if names.parse(text).group and not any("," in part for part in by_and) and ";" not in text:
            return []
        listed = len(by_and) == 2 and "," not in by_and[1] and re.fullmatch(_DOUBTFUL, by_and[0])
        return [part for by in by_and for part in (_split(_COMMA, by) if listed else _by_comma(by))]
    parted = _by_comma(text)
    return parted if len(parted) > 1 else []


def _by_comma(text: str) -> list[str]:
    """`K. Zhen, A. Okafor` in two; `Zhen, Kai` and `Kai Zhen, Jr.` whole."""
    found = _split(_COMMA, text)
    if len(found) < 2 or names.parse(text).group:
        return [text]
    if len(found) <= 3 and any(re.fullmatch(_SUFFIX, part) for part in found[1:]):
        return [text]
    if len(found) == 2 and not re.search(_INITIAL, found[0]):
        return [text]
    return found


def _split(separator: str, text: str) -> list[str]:
    """The parts of a text that are not empty; separators in braces do not count."""
    masked = re.sub(_BRACED, lambda match: "x" * len(match[0]), text)
    edges = [0, *(edge for match in re.finditer(separator, masked) for edge in match.span()), len(text)]
    found = (text[start:end].strip(" ,") for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [part for part in found if part]
