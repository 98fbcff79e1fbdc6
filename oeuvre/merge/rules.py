"""Field by field: what a record may change in a file that is there.

What each source said last is remembered (`said`). A field that still holds what a source said is that source's, and
a new word of the same source replaces it. A field that holds anything else is a person's, and stays. Another source
only adds what is missing, and so does a second record in one run. A field that was there and is gone was taken
out by a person, and stays out. The one exception: what a preprint said gives way to the published version.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.merge.identity import digest, stage
from oeuvre.merge.versions import preprint, with_version
from oeuvre.text import names
from oeuvre.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oeuvre.importers.record import Record
    from oeuvre.model import Name
    from oeuvre.text.edit import Path
    from oeuvre.text.emit import Value

Said = dict[str, dict[str, str]]
"""By source and by field (`title`, `links.pdf`), a digest of what the source said last."""

ABSTRACT = "abstract"
"""The name of the body among the fields."""

_NESTED = ("links", "extra")
_ADDED_BY_PREPRINT = frozenset(("arxiv", "category", "keywords", "lang", "links", "extra", ABSTRACT, "versions"))
_PUNCTUATION = re.compile(r"[\W_]+")


class Difference(NamedTuple):
    """A field in which file and source differ, and which stays. `owner` is another source, or empty for a person."""

    field: str
    here: str
    there: str
    owner: str


class Meeting(NamedTuple):
    """What came of it: values to write by their paths (None: take out), another body or None, and what stayed.

    `gave` are the fields that the record had a word in, so that a second record in the same run has none.
    """

    changes: dict[Path, Value | None]
    body: str | None
    said: Said
    kept: tuple[str, ...]
    differences: tuple[Difference, ...]
    gave: frozenset[str]


def name_of(path: Path) -> str:
    """The name of a field in messages and in what is remembered: `title`, `links.pdf`."""
    return ".".join(path)


def flat(fields: Mapping[str, Value]) -> dict[Path, Value]:
    """The fields by their paths: the keys of `links` and `extra` are fields of their own."""
    found: dict[Path, Value] = {}
    for name, value in fields.items():
        if name in _NESTED and isinstance(value, dict):
            found |= {(name, key): item for key, item in value.items()}
        else:
            found[(name,)] = value
    return found


def words(record: Record) -> dict[Path, Value]:
    """All that a record says, its abstract among the fields."""
    said = flat(record.fields)
    if record.abstract:
        said[(ABSTRACT,)] = record.abstract
    return said


def first_said(record: Record, source: str) -> Said:
    """What is remembered of a record that became a new file."""
    return {source: {name_of(path): digest(value) for path, value in words(record).items()}}


def meet(
    record: Record, source: str, present: dict[str, Value], body: str, said: Said, given: frozenset[str]
) -> Meeting:
    """What `record`, from `source`, may change in a file with the fields `present` and this body.

    `said` is what is remembered of the file, `given` are the fields that earlier records of the same run gave.
    """
    stages = stage(present), stage(record.fields)
    new = words(record)
    if stages == ("published", "preprint"):
        new = {path: value for path, value in new.items() if path[0] in _ADDED_BY_PREPRINT}
        new[("versions",)] = with_version(present.get("versions"), preprint(record.fields))
    elif stages == ("preprint", "published"):
        new[("versions",)] = with_version(present.get("versions"), preprint(present))
    if not new.get(("versions",)):
        new.pop(("versions",), None)
    if ABSTRACT in present:  # it stands in the front matter: a person's, and there is no second place for another
        new.pop((ABSTRACT,), None)
    here = flat(present) | ({(ABSTRACT,): body} if body else {})
    table = _Table(source, here, {name: dict(digests) for name, digests in said.items()})
    for path, value in new.items():
        name = name_of(path)
        if name == "draft" or _said_otherwise(name, present):
            continue
        if stages == ("published", "preprint") and name != "versions":
            table.fill(path, value)
        elif stages == ("preprint", "published") or name == "versions":
            table.replace(path, value)
        elif name in given:
            table.second(path, value)
        else:
            table.update(path, value)
    if "draft" not in record.fields:
        _finish_draft(table)
    there = here | table.changes
    lesser = stages == ("published", "preprint")
    gave = {name_of(path) for path, value in words(record).items() if not lesser or there.get(path) == value}
    text = table.changes.pop((ABSTRACT,), None)
    return Meeting(
        table.changes,
        text if isinstance(text, str) else None,
        table.said,
        tuple(table.kept),
        tuple(table.differences),
        frozenset(gave),
    )


def _said_otherwise(name: str, present: Mapping[str, Value]) -> bool:
    """Whether the file says this by another field."""
    return {"category": "categories", "categories": "category"}.get(name, "") in present


class _Table:
    """The file's fields (`here`) on one side, a source's words on the other, and what comes of each."""

    def __init__(self, source: str, here: dict[Path, Value], said: Said) -> None:
        self.source = source
        self.here = here
        self.said = said
        self.changes: dict[Path, Value | None] = {}
        self.kept: list[str] = []
        self.differences: list[Difference] = []

    def fill(self, path: Path, value: Value) -> bool:
        """Add what is missing, unless a person took it out. Whether anything is left to decide."""
        name = name_of(path)
        yours = self.here.get(path)
        if not yours:
            if self._owners(name):
                self.kept.append(name)
            else:
                self._write(path, name, value)
            return False
        return yours != value

    def replace(self, path: Path, value: Value) -> None:
        """The published version's word, over whatever a source said before."""
        if self.fill(path, value):
            name = name_of(path)
            if digest(self.here[path]) in self._owners(name).values():
                self._write(path, name, value)
            else:
                self._keep(path, name, value)

    def update(self, path: Path, value: Value) -> None:
        """A source's newer word, over its own older one."""
        if self.fill(path, value):
            name = name_of(path)
            if self._owners(name).get(self.source) == digest(self.here[path]):
                self._write(path, name, value)
            else:
                self._keep(path, name, value)

    def second(self, path: Path, value: Value) -> None:
        """What a second record of one run says of a field that the first one gave."""
        if self.fill(path, value) and name_of(path) != "citation_key" and not alike(path[0], self.here[path], value):
            self._differ(path, name_of(path), value)

    def _owners(self, name: str) -> dict[str, str]:
        return {source: digests[name] for source, digests in self.said.items() if name in digests}

    def _write(self, path: Path, name: str, value: Value) -> None:
        self.changes[path] = value
        self.said.setdefault(self.source, {})[name] = digest(value)

    def _keep(self, path: Path, name: str, value: Value) -> None:
        """The value here stays; it is told once for every new word of the source."""
        said = digest(value)
        if self._owners(name).get(self.source) != said and not alike(path[0], self.here[path], value):
            self._differ(path, name, value)
            self.said.setdefault(self.source, {})[name] = said
        elif digest(self.here[path]) not in self._owners(name).values():
            self.kept.append(name)

    def _differ(self, path: Path, name: str, value: Value) -> None:
        here = digest(self.here[path])
        owner = next((source for source, said in self._owners(name).items() if said == here), "")
        self.differences.append(Difference(name, _shown(self.here[path]), _shown(value), owner))


def _finish_draft(table: _Table) -> None:
    """A draft that a source made one, for want of a field, is none once the field is there."""
    drafted = digest("true") in table._owners("draft").values() and table.here.get(("draft",)) == "true"
    there = {path[0] for path, value in (table.here | table.changes).items() if value}
    if drafted and {"title", "date"} <= there and there & {"authors", "editor"}:
        table.changes[("draft",)] = None


def alike(field: str, here: Value, there: Value) -> bool:
    """Whether two values say the same, or `here` says it more exactly."""
    if isinstance(here, list) and isinstance(there, list) and field in ("authors", "editor"):
        people, others = ([_person(one) for one in side] for side in (here, there))
        pairs = list(zip(people, others, strict=False))
        return len(people) == len(others) and all(one == other or names.same(one, other) for one, other in pairs)
    if not isinstance(here, str) or not isinstance(there, str):
        return here == there
    if field == "date":
        return here.startswith(there)
    return _PUNCTUATION.sub("", fold(here)) == _PUNCTUATION.sub("", fold(there))


def _person(value: Value) -> Name:
    if isinstance(value, dict):
        value = value.get("name") or value.get("id") or ""
    return names.parse(value if isinstance(value, str) else "")


def _shown(value: Value) -> str:
    """A value in a message, on one line and not too long."""
    if isinstance(value, list):
        text = "; ".join(_shown(one) for one in value)
    elif isinstance(value, dict):
        text = ", ".join(f"{key}: {_shown(one)}" for key, one in value.items())
    else:
        text = " ".join(value.split())
    return text if len(text) <= 80 else text[:79] + "…"
