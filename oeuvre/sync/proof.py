"""Proof-reading: what an import is about to write is read first, just as a build will read it.

A value that a build would stop at is written so that it does not: a formula that cannot be set as characters, a name
that looks like several as one in braces, anything else under `extra`. Each is told; a person can do better.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.fields import reading
from oeuvre.fields.report import Report
from oeuvre.importers.prose import settable
from oeuvre.importers.record import ordered
from oeuvre.text import emit, frontmatter, rich

if TYPE_CHECKING:
    from oeuvre.errors import Finding
    from oeuvre.importers.record import Record
    from oeuvre.text.emit import Value

_ROUNDS = 3
_PEOPLE = ("authors", "editor")
_DOLLAR = re.compile(r"(?<!\\)\$")
_NEEDED = re.compile(r"\w+ is missing;")


class Mended(NamedTuple):
    """A field that was written otherwise than the source has it, and why."""

    field: str
    message: str


def read(record: Record) -> tuple[Record, list[Mended]]:
    """The record as a build can read it, and what was changed for that."""
    told: list[Mended] = []
    for turn in range(_ROUNDS):
        faults = _faults(record)
        if not faults:
            break
        for name in dict.fromkeys(fault.field.partition(".")[0] for fault in faults):
            mine = [fault for fault in faults if fault.field.partition(".")[0] == name]
            record = _mended(record, name, mine, last=turn > 0)
            if turn == 0:
                told.append(Mended(name, mine[0].message.partition(";")[0]))
    return record, told


def _faults(record: Record) -> list[Finding]:
    """What a build would call errors; that a draft lacks a field is known already."""
    data = emit.document(record.fields, record.abstract).encode()
    document = frontmatter.parse(data)
    report = Report("", "paper", data)
    reading.read(document, report)
    if document.body and not document.body.isalnum():
        report.body(document, rich.block(document.body)[1])
    return [one for one in report.findings if one.severity == "error" and not _NEEDED.match(one.message)]


def _mended(record: Record, name: str, faults: list[Finding], *, last: bool) -> Record:
    """The record with one field written more carefully; `last` if care did not help before."""
    if name == "body":
        return record._replace(abstract=_as_characters(record.abstract, whole=last))
    fields = dict(record.fields)
    value = fields.get(name)
    if isinstance(value, str) and not last and "$" in value:
        fields[name] = settable(value)[0]
    elif isinstance(value, list) and name in _PEOPLE and not last:
        places = {fault.field.split(".")[1] for fault in faults if "." in fault.field}
        fields[name] = [_one_name(one) if str(place) in places else one for place, one in enumerate(value)]
    else:
        fields.pop(name, None)
        extra = fields.get("extra")
        kept = dict(extra) if isinstance(extra, dict) and name != "extra" else {}
        if value:
            kept[name] = value
        fields["extra"] = kept
        if name in ("title", "authors", "date"):
            fields["draft"] = "true"
    return record._replace(fields=ordered(fields))


def _as_characters(text: str, *, whole: bool) -> str:
    text = _DOLLAR.sub(r"\\$", settable(text)[0])
    return re.sub(r"[\\{}]", "", text) if whole else text


def _one_name(value: Value) -> Value:
    """A name of which nobody can tell the parts, as a whole."""
    if isinstance(value, dict):
        return {**value, "name": _one_name(value.get("name", ""))}
    return "{" + re.sub(r"[{}\\]", "", value) + "}" if isinstance(value, str) else value
