"""Proof-reading of what is about to be written: read as a build will read it, and mended where that would stop.

A formula that cannot be set is written as characters, and a field that cannot be right is left out; each is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.fields import reading
from oeuvre.fields.report import Report
from oeuvre.importers.prose import settable
from oeuvre.text import emit, frontmatter, rich

if TYPE_CHECKING:
    from oeuvre.text.emit import Value

_ROUNDS = 5
_DOLLAR = re.compile(r"(?<!\\)\$")
_MACRO = re.compile(r"[\\{}$]+")


def proved(room: str, fields: dict[str, Value], body: str) -> tuple[dict[str, Value], str, list[str]]:
    """Fields and body that a build reads without an error, and what was mended. `room` is a table of fields."""
    told: list[str] = []
    for turn in range(_ROUNDS):
        faults = _faults(room, fields, body)
        if not faults:
            break
        for name, message in faults.items():
            if name == "body":
                body = _plainer(body, turn)
            else:
                fields = _mended(fields, name, turn)
            if turn == 0:
                told.append(f"{name}: {message.partition(';')[0]}")
    return fields, body, told


def text_of(room: str, fields: dict[str, Value], body: str) -> str:
    """The file's text: settings have no body and no lines of hyphens."""
    if room == "site":
        return "".join(f"{emit.field(name, value)}\n" for name, value in fields.items())
    return emit.document(fields, body)


def _faults(room: str, fields: dict[str, Value], body: str) -> dict[str, str]:
    """The first error of each field."""
    data = text_of(room, fields, body).encode()
    document = frontmatter.parse_yaml(data) if room == "site" else frontmatter.parse(data)
    report = Report("", room, data)
    report.problems(document)
    reading.read(document, report)
    found = {
        one.field.partition(".")[0] or "body": one.message
        for one in reversed(report.findings)
        if one.severity == "error"
    }
    if document.body:
        problems = rich.block(document.body, page=room == "page")[1]
        wrong = next((one.message for one in problems if one.severity == "error"), "")
        found |= {"body": wrong} if wrong else {}
    if room == "news" and not fields:
        found = {name: message for name, message in found.items() if "front matter" not in message}
    return found


def _mended(fields: dict[str, Value], name: str, turn: int) -> dict[str, Value]:
    """The fields with one written more carefully, or without it."""
    value = fields.get(name)
    if name in ("title", "name") and turn < 2:
        plain = settable(value)[0] if turn == 0 and isinstance(value, str) else _MACRO.sub("", str(value or ""))
        return fields | {name: plain.strip() or "Untitled"}
    if isinstance(value, str) and turn == 0 and "$" in value:
        return fields | {name: settable(value)[0]}
    if isinstance(value, dict):
        return (
            {key: item for key, item in fields.items() if key != name} if turn else fields | {name: _sound_links(value)}
        )
    return {key: item for key, item in fields.items() if key != name}


def _sound_links(value: dict[str, Value]) -> Value:
    from oeuvre.text import identifiers

    kept: dict[str, Value] = {}
    for label, address in value.items():
        try:
            kept[label] = identifiers.url(str(address))
        except ValueError:
            continue
    return kept


def _plainer(body: str, turn: int) -> str:
    """The body with its formulas as characters, then without what LaTeX could mean, at last as code."""
    if turn == 0:
        return settable(body)[0]
    if turn == 1:
        return _DOLLAR.sub(r"\\$", settable(body)[0])
    if turn == 2:
        return _MACRO.sub("", body)
    return "\n".join(f"    {line}" for line in body[:400_000].split("\n")[:9_000])
