"""The kinds of values that fields have: how each is read, and what it may be in JSON Schema.

To add a kind: 1. a reader (node, report → value, or None with what is wrong told); 2. a row in `KINDS`; 3. its cases
in `tests/test_fields.py` and `tests/test_schema.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.fields import parts, people, settings, simple, types, works
from oeuvre.text import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from oeuvre.fields.report import Report
    from oeuvre.text.nodes import Node

Schema = dict[str, Any]


class Kind(NamedTuple):
    """A kind of value. `read` gives None where the node is wrong, and has told why."""

    read: Callable[[Node, Report], Any]
    schema: Schema


TEXT: Schema = {"type": ["string", "number"]}
"""Numbers too: an editor that knows YAML takes `volume: 12` for one, and means the same text."""

_WHOLE: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"enum": [True, False, "yes", "no", "on", "off"]}
_URL: Schema = {"type": "string", "minLength": 1}
_DATE: Schema = {
    "anyOf": [
        {"type": "string", "pattern": r"^([12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|forthcoming)$"},
        {"type": "integer", "minimum": 1000, "maximum": 2999},
    ]
}
_LINKS: Schema = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        {"type": "array", "items": {"type": "object"}},
    ]
}


def _closed(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_or_list(item: Schema) -> Schema:
    return {"anyOf": [item, _list(item)]}


_AUTHOR: Schema = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        _closed(
            name={"type": "string"},
            id={"type": "string"},
            orcid={"type": "string"},
            affiliation={"type": "string"},
            equal=_FLAG,
            corresponding=_FLAG,
        ),
    ]
}
_VERSION = _closed(
    ("kind",),
    kind={"enum": ["preprint", "conference", "journal"]},
    date=_DATE,
    venue=TEXT,
    doi=TEXT,
    arxiv=TEXT,
    url=_URL,
)
_CITATIONS: Schema = {
    "anyOf": [
        _WHOLE,
        _closed(
            ("count",),
            count=_WHOLE,
            source=TEXT,
            as_of=_DATE,
            by_year={"type": "object", "patternProperties": {r"^[12]\d{3}$": _WHOLE}, "additionalProperties": False},
        ),
    ]
}
_STATUS_KIND: Schema = {"enum": ["retracted", "corrected", "withdrawn"]}
_STATUS: Schema = {"anyOf": [_STATUS_KIND, _closed(("kind",), kind=_STATUS_KIND, date=_DATE, url=_URL, note=TEXT)]}
_METRIC = _closed(("name",), name=TEXT, value=TEXT, unit=TEXT, source=TEXT, as_of=_DATE, range=TEXT, definition=TEXT)
_NAMES_TO_TEXT: Schema = {"type": "object", "additionalProperties": {"type": "string"}}

KINDS: dict[str, Kind] = {
    "text": Kind(simple.verbatim, TEXT),
    "phrase": Kind(simple.phrase, TEXT),
    "raw": Kind(simple.raw, {"type": "string"}),
    "title": Kind(simple.title, TEXT),
    "note": Kind(simple.note, TEXT),
    "prose": Kind(simple.prose, {"type": "string"}),
    "flag": Kind(simple.flag, _FLAG),
    "number": Kind(simple.number, _WHOLE),
    "date": Kind(simple.date, _DATE),
    "language": Kind(simple.language, {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"}),
    "type": Kind(types.entry_type, {"enum": [*ENTRY_TYPES, *types.OTHER_NAMES]}),
    "email": Kind(simple.email, {"type": "string", "format": "email"}),
    "colour": Kind(simple.colour, {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}),
    "picture": Kind(simple.picture, _URL),
    "doi": Kind(simple.checked(identifiers.doi), TEXT),
    "arxiv": Kind(simple.checked(identifiers.arxiv), TEXT),
    "isbn": Kind(simple.checked(identifiers.isbn), TEXT),
    "issn": Kind(simple.checked(identifiers.issn), TEXT),
    "pmid": Kind(simple.checked(identifiers.pmid), TEXT),
    "acl": Kind(simple.checked(identifiers.acl), TEXT),
    "orcid": Kind(people.orcid, TEXT),
    "authors": Kind(people.authors, {"anyOf": [_AUTHOR, _list(_AUTHOR) | {"minItems": 1}]}),
    "name": Kind(people.name, {"type": "string", "minLength": 1}),
    "names": Kind(people.name_list, _one_or_list({"type": "string"})),
    "id": Kind(people.person_id, {"type": "string", "pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$"}),
    "categories": Kind(works.categories, _one_or_list({"type": "string"})),
    "category": Kind(works.category, {"type": "string"}),
    "links": Kind(works.links, _LINKS),
    "citations": Kind(works.citations, _CITATIONS),
    "status": Kind(works.status, _STATUS),
    "versions": Kind(works.versions, {"anyOf": [_VERSION, _list(_VERSION)]}),
    "words": Kind(parts.words, _one_or_list(TEXT)),
    "paths": Kind(parts.paths, _one_or_list({"type": "string"})),
    "quiet": Kind(parts.quiet, _NAMES_TO_TEXT),
    "extra": Kind(parts.extra, {"type": "object"}),
    "metrics": Kind(settings.metrics, _list(_METRIC)),
    "base": Kind(settings.base, {"type": "string", "pattern": "^https?://"}),
    "count": Kind(settings.count, {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "all"}]}),
    "positive": Kind(settings.positive, {"type": "integer", "minimum": 1}),
    "cv": Kind(settings.cv, {"anyOf": [_FLAG, _closed(years=_WHOLE, selected=_FLAG)]}),
    "domain": Kind(settings.domain, {"type": "string", "pattern": r"^[A-Za-z0-9.-]+\.[A-Za-z]+$"}),
    "order": Kind(simple.one_of(*settings.ORDERS), {"enum": list(settings.ORDERS)}),
    "teasers": Kind(simple.one_of(*settings.TEASERS), {"enum": list(settings.TEASERS)}),
    "sections": Kind(settings.sections, _list({"enum": list(settings.SECTIONS)})),
    "style": Kind(settings.citation_style, {"anyOf": [{"enum": list(settings.STYLES)}, {"pattern": r"\.csl$"}]}),
    "macros": Kind(settings.macros, _NAMES_TO_TEXT),
    "own categories": Kind(
        settings.own_categories,
        {"type": "object", "additionalProperties": _closed(label=TEXT, short=TEXT, colour={"type": "string"})},
    ),
}
"""Every kind by its name in the tables of fields."""
