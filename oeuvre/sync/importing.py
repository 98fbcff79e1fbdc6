"""An import from end to end: records in, files written, an account out."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from oeuvre import read
from oeuvre.errors import Finding
from oeuvre.importers.record import ORDER, Parsed, Record, ordered
from oeuvre.merge import rules
from oeuvre.merge.identity import digest, identity
from oeuvre.sync import origins as memory
from oeuvre.sync import proof
from oeuvre.sync.account import Account, Outcome
from oeuvre.sync.shelf import FOLDER, Names, Shelf, volume
from oeuvre.sync.slug import slug
from oeuvre.text import edit, emit
from oeuvre.write import disk

if TYPE_CHECKING:
    from oeuvre.errors import Severity
    from oeuvre.merge.identity import Identity
    from oeuvre.merge.rules import Difference
    from oeuvre.sync.origins import Origin
    from oeuvre.sync.shelf import Volume

_LONGEST = 200_000
"""Characters of front matter at most: nothing longer is a paper, and nothing longer is read."""


def run(site: str | os.PathLike[str], source: str, parsed: Parsed, *, dry_run: bool = False) -> Account:
    """Bring what an importer found into a site's `content/papers/`.

    `source` is the importer's name ("bibtex", "orcid"): it owns the fields that it writes, until a person edits them.
    With `dry_run` nothing is written; the account's diff shows what would be. Raises UsageError if the memory of
    earlier imports is damaged, OSError if the folder cannot be read or written.
    """
    importing = _Import(os.fspath(site), source)
    outcomes = [Outcome(refusal.key, refusal.line, "refused", reason=refusal.reason) for refusal in parsed.refused]
    outcomes += [importing.take(record) for record in parsed.records]
    outcomes.sort(key=lambda outcome: outcome.line)
    if not dry_run:
        importing.write()
    findings = (*parsed.findings, *(read.locate(site, one) for one in importing.findings))
    return Account(source, tuple(outcomes), findings, importing.diff(), dry_run)


class _Import:
    """The state of one run: the shelf, what sources said before, and which files changed."""

    def __init__(self, site: str, source: str) -> None:
        self.site = site
        self.source = source
        self.origins = memory.load(site)
        self.remembered = dict(self.origins)
        self.shelf = Shelf(site, self.origins)
        self.before: dict[str, bytes] = {}
        self.given: dict[str, frozenset[str]] = {}
        self.findings: list[Finding] = []

    def take(self, record: Record) -> Outcome:
        """One record into its file, new or there already."""
        record = _with_files(record)
        if len(emit.document(record.fields, "")) > _LONGEST:
            return self._refused(record, "its fields are longer than any paper's; shorten them")
        record, mended = proof.read(record)
        outcome = self._shelve(record)
        for field, reason in mended:
            if outcome.kind == "written" or {"body": "abstract"}.get(field, field) in outcome.fields:
                message = f"{reason}, and was written otherwise than {self.source} has it; correct it by hand"
                self._tell(outcome.path, "warning", message, "mended", field)
        return outcome

    def _shelve(self, record: Record) -> Outcome:
        paper = identity(record.fields)
        names = _names(record, self.source, paper)
        book, stranger = self.shelf.find(paper, names, self.given.keys())
        if book:
            return self._meet(record, book, paper, names)
        gone = self.shelf.was_deleted(names, paper)
        if gone:
            reason = f"{gone} was imported and is gone; to have it again, delete its line in {memory.NAME}"
            return self._refused(record, reason)._replace(wanted=False)
        return self._add(record, paper, names, stranger)

    def _refused(self, record: Record, reason: str) -> Outcome:
        return Outcome(record.key, record.line, "refused", reason=reason)

    def _add(self, record: Record, paper: Identity, names: Names, stranger: str) -> Outcome:
        path = f"{FOLDER}/{slug(record.fields, record.key, self.shelf.taken)}.md"
        if stranger:
            message = f"{stranger} has the same id under another title; see which of the two is right"
            self._tell(path, "warning", message, "same-id")
        self.before[path] = b""
        self.shelf.put(volume(path, emit.document(record.fields, record.abstract).encode()))
        self._remember(path, names, paper, rules.first_said(record, self.source))
        self.given[path] = frozenset(rules.name_of(one) for one in rules.words(record))
        self._tell_files(record, path)
        return Outcome(record.key, record.line, "written", path)

    def _meet(self, record: Record, book: Volume, paper: Identity, names: Names) -> Outcome:
        origin = self._origin(book, record, names)
        given = self.given.get(book.path, frozenset())
        met = rules.meet(record, self.source, book.fields, book.body, origin.said, given)
        if met.changes or met.body is not None:
            if os.path.islink(os.path.join(self.site, book.path)):
                return self._refused(record, f"it belongs into {book.path}, which is a link; put the file itself there")
            try:
                data = edit.apply(book.data, met.changes, ORDER, met.body)
            except edit.UneditableError as error:
                return self._refused(record, f"it belongs into {book.path}, which cannot be changed: {error}")
            self.before.setdefault(book.path, book.data)
            self.shelf.put(volume(book.path, data))
        self._remember(book.path, names, paper, met.said)
        self.given[book.path] = given | met.gave
        for difference in met.differences:
            self._tell_difference(book.path, difference)
        changed = tuple(rules.name_of(one) for one in met.changes) + (("abstract",) if met.body is not None else ())
        if any(one.startswith("extra.") for one in changed):
            self._tell_files(record, book.path)
        return Outcome(record.key, record.line, "merged" if changed else "unchanged", book.path, changed, met.kept)

    def _origin(self, book: Volume, record: Record, names: Names) -> Origin:
        """What is remembered of a file, also under its old name; of one whose import was cut off, all of the record."""
        found = self.origins.get(book.path)
        if found:
            return found
        old = self.shelf.was_deleted(names, book.identity)
        if old and old in self.origins:
            return self.origins.pop(old)
        if book.data == emit.document(record.fields, record.abstract).encode():
            return memory.Origin((), rules.first_said(record, self.source))
        return memory.Origin((), {})

    def _remember(self, path: str, names: Names, paper: Identity, said: rules.Said) -> None:
        old = self.origins.get(path, memory.Origin((), {})).known
        if path not in self.given:  # the record as it was before is known no longer
            old = tuple(name for name in old if not name.startswith(f"={self.source}:"))
        known = {*old, *paper.ids, *(name for name in names if name)}
        self.origins[path] = memory.Origin(tuple(sorted(known)), said)
        self.shelf.name(path, known)

    def _tell(self, path: str, severity: Severity, message: str, rule: str, field: str = "") -> None:
        self.findings.append(Finding(path, 0, 0, severity, message, f"import/{rule}", field))

    def _tell_difference(self, path: str, found: Difference) -> None:
        message = f'{found.field} is "{found.here}" and {self.source} says "{found.there}"; '
        if found.owner:
            message += f"what {found.owner} said before was kept: change it by hand if it is wrong"
            self._tell(path, "note", message, "kept", found.field)
        else:
            message += "yours was kept: take the other if it is right"
            self._tell(path, "note", message, "kept-yours", found.field)

    def _tell_files(self, record: Record, path: str) -> None:
        """Files that the source names and that did not come along."""
        stem = path.removesuffix(".md")
        for kind, name in record.files:
            place = f"{stem}{'' if kind in _PLAIN_KINDS else '.' + kind}{os.path.splitext(name)[1].lower() or '.pdf'}"
            if not os.path.exists(os.path.join(self.site, place)):
                message = f'the file "{name}" ({kind}) did not come along; lay it beside the paper as "{place}"'
                self._tell(path, "note", message, "file", "extra")

    def write(self) -> None:
        """All changed papers, each at once, and then the memory: a run that is cut off is finished by the next one."""
        os.makedirs(os.path.join(self.site, FOLDER), exist_ok=True)
        for path, before in self.before.items():
            data = self.shelf.volumes[path].data
            if data != before:
                disk.write_small(os.path.join(self.site, path), data)
        if self.origins != self.remembered:
            disk.write_small(os.path.join(self.site, memory.NAME), memory.dumps(self.origins).encode())

    def diff(self) -> str:
        """A unified diff of the papers, as `git apply` takes it."""
        parts: list[str] = []
        for path, before in sorted(self.before.items()):
            after = self.shelf.volumes[path].data
            old = f"a/{path}" if before else "/dev/null"
            parts += difflib.unified_diff(_text_lines(before), _text_lines(after), old, f"b/{path}")
        return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in parts)


_PLAIN_KINDS = frozenset(("pdf", "image"))


def _text_lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)


def _names(record: Record, source: str, paper: Identity) -> Names:
    key = f"{source}:{record.key}" if record.key else ""
    whole = digest([record.fields, record.abstract])
    return Names(key, f"={source}:{whole}", f"~{digest([paper.title, paper.family, str(paper.year)])}")


def _with_files(record: Record) -> Record:
    """The record with the files that it names under `extra`: the names are kept, the files lie elsewhere."""
    if not record.files:
        return record
    extra = record.fields.get("extra")
    kept: dict[str, emit.Value] = dict(extra) if isinstance(extra, dict) else {}
    for kind, name in record.files:
        kept.setdefault(kind, name)
    return record._replace(fields=ordered({**record.fields, "extra": kept}))
