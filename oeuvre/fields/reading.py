"""The fields of one file into values, by the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oeuvre.fields import TABLES, Field
from oeuvre.fields.kinds import KINDS
from oeuvre.fields.simple import empty

if TYPE_CHECKING:
    from oeuvre.errors import Severity
    from oeuvre.fields.report import Report
    from oeuvre.text.nodes import Document, Scalar

_READERS = {room: {field.name: KINDS[field.kind].read for field in table} for room, table in TABLES.items()}
_REQUIRED = {room: tuple(field for field in table if field.required) for room, table in TABLES.items()}
_MANY = 100
"""After so many findings in a file no more misspellings are guessed at: that takes time, and they are none."""

_WORDS = {
    "paper": "a paper",
    "translation": "a translation",
    "person": "a person",
    "page": "a page",
    "news": "a piece of news",
    "site": "the settings",
}


def read(document: Document, report: Report) -> dict[str, Any]:
    """The values of all fields that are there and right. Everything else is told to `report`."""
    readers = _READERS[report.room]
    values = {}
    given = set(document.unread)
    meant: set[str] = set()
    for key, node in document.fields.entries:
        reader = readers.get(key.text)
        if not reader:
            meant.add(_unknown(key, report))
        elif not empty(node):
            given.add(key.text)
            report.field = key.text
            value = reader(node, report)
            if value is not None:
                values[key.text] = value
    if document.fields.entries or not any(problem.severity == "error" for problem in document.problems):
        severity: Severity = "note" if values.get("draft") else "error"
        for field in _REQUIRED[report.room]:
            instead = field.name in meant or (field.name == "authors" and "editor" in given)
            if field.name not in given and not instead:
                _missing(field, document, report, severity)
    return values


def _missing(field: Field, document: Document, report: Report, severity: Severity) -> None:
    report.field = field.name
    example = "…" if field.kind in {"title", "name"} else field.example
    keys = (key for key, _ in document.fields.entries if key.text == field.name)
    place, what = next(((key, "is empty; write") for key in keys), (document.fields, "is missing; add"))
    message = f'{field.name} {what} "{field.name}: {example}"'
    report.tell(place, message, f"{report.room}/{field.name}", severity=severity)


def _unknown(key: Scalar, report: Report) -> str:
    """Tell a field that is not known; return the name that was meant, empty where that cannot be told."""
    import difflib

    from oeuvre.fields import foreign

    name = key.text
    small = name.strip().lower().replace("-", "_").replace(" ", "_")
    known = _READERS[report.room]
    found = small if small in known else foreign.NAMES.get(report.room, {}).get(small)
    if not found and len(report.findings) < _MANY:
        near = difflib.get_close_matches(small[:60], known, 1, 0.75)
        found = near[0] if near else None
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    what = f'"{shown}" is not a field of {_WORDS[report.room]}'
    if report.room == "translation" and small in _READERS["paper"]:
        message = f"{what}; delete the line, it is taken from the paper itself"
    elif found:
        message = f'{what}; write "{found}"' if ":" in found else f'{what}; did you mean "{found}"?'
    elif small in foreign.NEEDLESS:
        message = f"{what} and not needed; delete the line"
    elif "extra" in known:
        message = f'{what}; if it is your own, write it below "extra:"'
    else:
        message = f"{what}; it can have {', '.join(known)}"
    report.field = name
    report.tell(key, message, f"{report.room}/unknown-field")
    return found or ""
