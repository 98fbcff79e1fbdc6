"""What every importer gives: records, what was refused, and what a person should know.

A record is a paper as front-matter values, ready to be written. Nothing of the source is lost in silence: what has
no field of its own stands in `extra`, what was left on purpose is named in a finding, and what could not be read at
all is a refusal with its line. So for every source: entries found = records + refusals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from oeuvre.errors import Finding
    from oeuvre.text.emit import Value


class Record(NamedTuple):
    """One imported paper.

    `key` is the source's own name for it (a citation key, a DOI, a put-code), `line` where it begins in the source
    (from 1; 0 in a source without lines). `fields` are front-matter fields in the order of `ORDER`, `abstract` is the
    body: Markdown with LaTeX. `files` are bare file names that the source points to, as (kind, name), with the kinds
    of `model.File`; they did not come along with the source.
    """

    key: str
    line: int
    fields: dict[str, Value]
    abstract: str = ""
    files: tuple[tuple[str, str], ...] = ()


class Refusal(NamedTuple):
    """An entry that could not become a record, and why."""

    key: str
    line: int
    reason: str


class Parsed(NamedTuple):
    """All that an importer found, in the source's order. Finding paths are the `name` given to the importer."""

    records: tuple[Record, ...]
    refused: tuple[Refusal, ...] = ()
    findings: tuple[Finding, ...] = ()


_NAMES = (
    "title authors et_al date type category categories organization venue venue_short volume issue number pages "
    "publisher series editor edition institution address doi arxiv isbn issn pmid acl links citations keywords award "
    "note selected draft aliases lang image image_alt status versions citation_key bibtex extra"
)
ORDER = _NAMES.split()
"""The order in which fields are written, as a person would look for them."""

_RANK = {name: place for place, name in enumerate(ORDER)}


def ordered(fields: dict[str, Value]) -> dict[str, Value]:
    """The fields that hold something, in the order of `ORDER`."""
    return {name: fields[name] for name in sorted(fields, key=lambda name: _RANK.get(name, 99)) if fields[name]}
