"""Whether two descriptions are of one work: by DOI, arXiv, PubMed or ACL id, else by title, first author and year.

Caution decides: two papers taken for one lose one of them, one paper taken for two is seen and told. So an id counts
only with a title that could be the same, and a title only if nothing else speaks against it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.text import names
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from oeuvre.text.emit import Value

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_SERVER_DOI = re.compile(r"10\.(?:48550|1101|26434|31234|31235|31219|20944|21203|36227|22541)/", re.ASCII)
_VERSION = re.compile(r"v\d+\Z")
_STYLE = re.compile(r"\\(?:emph|text(?:it|bf|tt|sc|rm|sf|up|subscript|superscript))(?![A-Za-z])")
"""Commands that only say how a title is set: other descriptions of the paper may do without them."""

_LETTERS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_LEAST_SHARED = 0.34
"""So much of their words must two titles share for an id to be believed: a title may change, and an id be mistyped."""

_GROUPS = {
    "": "any", "other": "any", "preprint": "any", "manuscript": "any", "article": "article", "review": "article",
    "editorial": "article", "magazine": "article", "inproceedings": "conference", "workshop": "conference",
    "mastersthesis": "thesis",
}  # fmt: skip


class Identity(NamedTuple):
    """What tells a work from others. Empty parts are unknown; `stage` is preprint or published."""

    ids: frozenset[str]
    title: str
    words: frozenset[str]
    family: str
    year: int
    venue: str
    group: str
    stage: str
    doi: str


def identity(fields: dict[str, Value]) -> Identity:
    """The identity of a paper by its front matter; the ids of its versions are its own as well."""
    title = fold(_STYLE.sub(" ", _text(fields, "title"))).replace("\\&", "&").replace("&", " and ")
    doi = _text(fields, "doi").lower()
    found = _YEAR.match(_text(fields, "date"))
    kind = _text(fields, "type")
    return Identity(
        frozenset(_ids(fields)),
        _LETTERS.sub("", title),
        frozenset(word for word in _LETTERS.split(title) if len(word) > 2),
        _family(fields),
        int(found[0]) if found else 0,
        _LETTERS.sub("", fold(_text(fields, "venue"))),
        _GROUPS.get(kind, kind),
        stage(fields),
        "" if _ARXIV_DOI.match(doi) else doi,
    )


def stage(fields: dict[str, Value]) -> str:
    """`published`, or `preprint` for what stands on a preprint server only, or nowhere that is known."""
    kind, doi = _text(fields, "type"), _text(fields, "doi")
    if kind == "preprint":
        return "preprint"
    known = kind not in ("", "other", "manuscript") or fields.get("venue") or (doi and not _SERVER_DOI.match(doi))
    return "published" if known else "preprint"


def _text(fields: dict[str, Value], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _ids(fields: dict[str, Value]) -> set[str]:
    versions = fields.get("versions")
    ids: set[str] = set()
    for described in (fields, *(versions if isinstance(versions, list) else ())):
        if isinstance(described, dict):
            for kind in ("doi", "arxiv", "pmid", "acl"):
                if text := _text(described, kind).lower():
                    ids.add(f"{kind}:{_VERSION.sub('', text) if kind == 'arxiv' else text}")
    ids |= {f"arxiv:{_VERSION.sub('', _ARXIV_DOI.sub('', one[4:]))}" for one in ids if _ARXIV_DOI.match(one[4:])}
    return ids


def _family(fields: dict[str, Value]) -> str:
    people = fields.get("authors") or fields.get("editor")
    first = people[0] if isinstance(people, list) and people else people
    if isinstance(first, dict):
        first = first.get("name", "")
    return _LETTERS.sub("", fold(names.parse(first).family)) if isinstance(first, str) else ""


def shares_title(one: Identity, other: Identity) -> bool:
    """Whether both could be titles of one work: one begins with the other, or they share a third of their words."""
    if not one.title or not other.title or one.title.startswith(other.title) or other.title.startswith(one.title):
        return True
    shared, all_words = len(one.words & other.words), len(one.words | other.words)
    return not all_words or shared / all_words >= _LEAST_SHARED


def same_work(one: Identity, other: Identity, *, one_list: bool) -> bool:
    """Whether two with the same title are one work. `one_list`: both stand in one list, whose owner told them apart."""
    if one.family and other.family and one.family != other.family:
        return False
    if one.year and other.year and abs(one.year - other.year) > 1:
        return False
    arxiv, others = ({id_ for id_ in each.ids if id_.startswith("arxiv:")} for each in (one, other))
    if arxiv and others and not arxiv & others:
        return False
    if one.stage != other.stage:
        return "any" in (one.group, other.group)
    if one.doi and other.doi and one.doi != other.doi:
        return False
    if one.group != other.group and "any" not in (one.group, other.group):
        return False
    venues_agree = not one.venue or not other.venue or one.venue == other.venue
    if one_list:
        return venues_agree and one.year == other.year
    return venues_agree or one.group == other.group


def digest(value: Value) -> str:
    """Twelve hexadecimal digits that stand for a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
