"""One record while it is filled in: the steps that every importer shares, so that each of them is mostly a table.

Whatever is put in comes out again: in its field, else in `extra`, and a value that is wrong is told. Nothing is
made up: a record without title, authors or date becomes a draft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from oeuvre.errors import Finding
from oeuvre.importers.record import Record, ordered
from oeuvre.text import dates, emit, identifiers, names
from oeuvre.text.emit import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.errors import Severity
    from oeuvre.model import Date, Name
    from oeuvre.text.emit import Value

_ADDRESSES = (
    ("doi", re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", re.IGNORECASE | re.DOTALL)),
    ("arxiv", re.compile(r"https?://(?:www\.)?arxiv\.org/abs/([^?#\s]+)\Z", re.IGNORECASE)),
    ("acl", re.compile(r"https?://(?:www\.)?aclanthology\.org/([A-Z0-9.-]+)/?\Z", re.IGNORECASE)),
)
_DOI_WITHIN = re.compile(r"10\.\d{4,9}/[^\s,;]+", re.ASCII)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_SERVERS = re.compile(
    r"(?:the )?(?:arxiv|(?:bio|med|chem|tech|eco|engr|earth|psy|soc|edu|law|meta|agri|afric)a?r[xχ]iv|ssrn|osf|"
    r"research square|preprints(?:\.org)?|authorea|hal)\b(?: e?-?prints?| electronic journal| pre-?prints?)?\s*\Z",
    re.IGNORECASE,
)
_CHECKS = {name: getattr(identifiers, name) for name in ("doi", "arxiv", "isbn", "issn", "pmid", "acl")}
_FILE_KINDS = {"preview": "image"}
"""Fields that name a file, by the kind of `model.File` where that has another name."""

_VERSION = re.compile(r"(?<=\d)v\d+\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.ASCII)
_WORDS = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.[\s-]*)+\w")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
"""What stands for a person's id in front matter, and therefore cannot stand for a name without saying so."""

_FILE_NAME = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,5}\Z")


class Sheet:
    """A record in the making. `source` is the name of the file or service, for the findings."""

    def __init__(self, source: str, key: str, line: int) -> None:
        self.source = source
        self.key = key
        self.line = line
        self.fields: dict[str, Value] = {}
        self.links: dict[str, Value] = {}
        self.extra: dict[str, Value] = {}
        self.files: list[tuple[str, str]] = []
        self.abstract = ""
        self.findings: list[Finding] = []
        self.left_out: list[str] = []
        self.preprint = False

    def tell(self, severity: Severity, message: str, rule: str) -> None:
        """A finding about this record, with its key in front."""
        message = f"{self.key}: {message}" if self.key else message
        self.findings.append(Finding(self.source, self.line, 1, severity, message, f"import/{rule}"))

    def put(self, name: str, text: str, own: str = "") -> None:
        """A field of one text. A second, different value is kept in `extra`, under the source's `own` name for it."""
        text = " ".join(clean(text).split())
        if text and self.fields.setdefault(name, text) != text:
            self.keep(own or name, text)

    def keep(self, name: str, value: str) -> None:
        """What has no field of its own, under its own name in `extra`."""
        text = " ".join(clean(value).split())
        if not text or self.extra.get(name) == text:
            return
        self.extra[_free(name, self.extra)] = text

    def identify(self, kind: str, text: str) -> bool:
        """A DOI, arXiv id, ISBN, ISSN, PubMed or ACL id in its canonical form; whether it was one."""
        text = clean(text).strip()
        if not text:
            return False
        try:
            self.put(kind, _CHECKS[kind](text))
        except ValueError as error:
            within = _DOI_WITHIN.search(text) if kind == "doi" else None
            if within and within[0] != text and self.identify("doi", within[0].rstrip(".,;")):
                self.tell("note", f'doi "{text}" was read as "{self.fields["doi"]}"; see that it is right', kind)
                return True
            self.keep(kind, text)
            self.tell("warning", f"{error} (kept in extra)", kind)
            return False
        return True

    def link(self, label: str, address: str, own: str = "") -> None:
        """A link; an address that only spells out the DOI, arXiv or ACL id is taken as that id.

        Where the label has a link already, this one stands under the source's `own` name for it, or with a number.
        """
        address = clean(address).strip()
        if not address:
            return
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.", address):
            self._file(label, address)
            return
        if self._is_identifier(address):
            return
        try:
            address = identifiers.url(f"https://{address}" if address.startswith("www.") else address)
        except ValueError as error:
            self.keep(label, address)
            self.tell("warning", f"{error} (kept in extra)", "link")
            return
        if address in self.links.values():
            return
        label = own if own and label in self.links else label
        self.links[_free(label, self.links)] = address

    def _is_identifier(self, address: str) -> bool:
        """Whether the address says no more than an id that the record has, or gets by this."""
        for kind, pattern in _ADDRESSES:
            found = pattern.match(address)
            if not found:
                continue
            try:
                identifier: str = _CHECKS[kind](unquote(found[1]))
            except ValueError:
                return False
            there = self.fields.setdefault(kind, identifier)
            return isinstance(there, str) and _VERSION.sub("", there.lower()) == _VERSION.sub("", identifier.lower())
        return False

    def _file(self, label: str, name: str) -> None:
        """A bare file name where an address could stand; what has no ending is no file."""
        if _FILE_NAME.search(name):
            self.files.append((_FILE_KINDS.get(label, label), name))
        else:
            self.keep(label, name)

    def people(self, name: str, found: Sequence[Name], more: dict[int, dict[str, Value]] | None = None) -> None:
        """Names as `authors` or `editor`, each as the text that is read back as it.

        `more` has what else is known of the one at a place: `orcid`, `affiliation`, `equal`.
        """
        more = more or {}
        people: list[Value] = []
        for place, person in enumerate(found):
            text = written(person)
            if more.get(place) or _ID.match(text):
                people.append({"name": text, **more.get(place, {})})
            elif text:
                people.append(text)
        self.fields[name] = people

    def is_preprint(self) -> bool:
        """Whether the paper is known to stand on a preprint server and nowhere else."""
        venue, doi = str(self.fields.get("venue", "")), str(self.fields.get("doi", ""))
        if _SERVERS.match(venue):
            return True
        return not venue and "arxiv" in self.fields and (not doi or bool(_ARXIV_DOI.match(doi)))

    def date(self, date: Date | None) -> None:
        """The date, as precise as it is known."""
        if date is not None:
            self.fields["date"] = str(date)

    def dated(self, text: str) -> Date | None:
        """The date in somebody's words; what a date cannot hold of them (`July–August`) is kept.

        Where they are no date, a year among them is taken, and that is told.
        """
        if not text.strip():
            return None
        found = dates.read_loose(text)
        if found is not None:
            held = sum(part > 0 for part in found) or 9
            self.keep("date", text if len(_WORDS.findall(text)) > held else "")
            return found
        year = _YEAR.search(text)
        found = dates.parse(year[0]) if year else None
        self.keep("date", text)
        known = f'was read as "{found}"' if found else "is not a date"
        self.tell("note", f'the date "{text}" {known} (its words are in extra); set it by hand', "date")
        return found

    def record(self) -> Record:
        """The finished record. What a paper cannot do without and the source does not give makes it a draft."""
        doi = self.fields.get("doi")
        if isinstance(doi, str) and (found := _ARXIV_DOI.match(doi)):
            self.identify("arxiv", found[1])
        missing = [name for name in ("title", "authors", "date") if not self.fields.get(name)]
        if missing == ["authors"] and self.fields.get("editor"):
            missing = []
        if missing:
            self.fields["draft"] = "true"
            what = " and ".join([", ".join(missing[:-1]), missing[-1]]).removeprefix(" and ")
            verb = "is" if missing in (["title"], ["date"]) else "are"
            message = f'{what} {verb} missing and the paper is a draft; add {what} and take out "draft: true"'
            self.tell("warning", message, "draft")
        if self.fields.get("venue_short") == self.fields.get("venue"):
            self.fields.pop("venue_short", None)
        fields = self.fields | {"links": self.links, "extra": self.extra}
        return Record(self.key, self.line, ordered(fields), self.abstract, tuple(self.files))


def _free(name: str, taken: dict[str, Value]) -> str:
    """The name, with a number behind it if it is taken."""
    free = name = emit.key(name)
    number = 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def written(name: Name) -> str:
    """The plainest text that `names.parse` reads back as this very name."""
    if name.group:
        return f"{{{name.family}}}"
    if _INITIAL.match(name.family) and not name.particle:  # "S. Pereira, Marcos": whoever wrote it meant no such family
        return names.display(name)
    full = f"{name.particle} {name.family}".strip()
    braced = f"{{{full}}}, {name.suffix}, {name.given}" if name.suffix else f"{{{full}}}, {name.given}"
    for text in (names.display(name), names.inverted(name), braced):
        if names.parse(text) == name:
            return text
    return names.inverted(name)
