"""Papers into the new site, through the door of every import, so that a later one knows them again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oeuvre import sync
from oeuvre.errors import Finding
from oeuvre.importers.record import ORDER, Parsed
from oeuvre.migrate import proof
from oeuvre.migrate.account import Item
from oeuvre.migrate.addresses import key
from oeuvre.text import edit, emit, frontmatter
from oeuvre.write import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oeuvre.importers.record import Record
    from oeuvre.migrate.house import Paper, Translation
    from oeuvre.migrate.links import Links
    from oeuvre.migrate.luggage import Luggage
    from oeuvre.migrate.old import Place
    from oeuvre.migrate.old_addresses import OldAddresses
    from oeuvre.text.emit import Value

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


class Papers:
    """The papers of one run: their `slugs` by where they stood, what became of each, and what is told."""

    def __init__(
        self,
        into: str,
        links: Links,
        luggage: Luggage,
        old_addresses: OldAddresses,
        write: Callable[[str, str], None],
    ) -> None:
        self.into = into
        self.links = links
        self.luggage = luggage
        self.old_addresses = old_addresses
        self.write = write
        self.slugs: dict[Place, str] = {}
        self.items: list[Item] = []
        self.findings: list[Finding] = []

    def land(self, papers: Sequence[Paper]) -> None:
        """All papers, source by source, and then their files and old addresses."""
        groups: dict[str, list[Paper]] = {}
        for paper in papers:
            groups.setdefault(paper.source, []).append(paper)
        for source, group in groups.items():
            records = [self._record(paper, number) for number, paper in enumerate(group, 1)]
            done = sync.run(self.into, source, Parsed(tuple(records)))
            self.findings += done.findings
            for paper, outcome in zip(group, done.outcomes, strict=True):
                self._account(paper, outcome)
        added: dict[str, list[str]] = {}
        for paper in papers:
            if paper.place in self.slugs:
                slug = self.slugs[paper.place]
                self._settle(paper, slug, added.setdefault(slug, []))
        for slug, aliases in added.items():
            if aliases:
                there = self._fields(slug).get("aliases")
                self._edit(slug, "aliases", [*(there if isinstance(there, list) else []), *aliases])

    def _record(self, paper: Paper, number: int) -> Record:
        """The record as it is written, by its number in place of a line: so outcomes come in the same order."""
        self.links.reading = paper.place
        record = paper.record._replace(line=number, abstract=self.links.text(paper.text, "../"))
        links = record.fields.get("links")
        if not isinstance(links, dict) or not any(self.links.addresses.inner(str(one)) for one in links.values()):
            return record
        return record._replace(fields={**record.fields, "links": self.links.led(links)})

    def _account(self, paper: Paper, outcome: sync.Outcome) -> None:
        if outcome.kind == "refused":
            self.items.append(Item("paper", paper.place, "refused", reason=outcome.reason))
            return
        slug = os.path.basename(outcome.path).removesuffix(".md")
        self.slugs[paper.place] = slug
        if outcome.kind == "written":
            self.items.append(Item("paper", paper.place, "written", outcome.path))
        else:
            self.items.append(Item("paper", paper.place, "merged", outcome.path, ", ".join(outcome.fields)))
        if paper.aside and outcome.kind == "written":
            message = "this stands on no page of the old site, and became a draft; show it, or delete it"
            self.findings.append(Finding(*paper.place, 1, "note", message, "migrate/aside"))
        self.links.papers.setdefault(str(paper.record.fields.get("citation_key", "")).lower(), f"papers/{slug}.md")

    def _settle(self, paper: Paper, slug: str, aliases: list[str]) -> None:
        """A paper's files beside it, and its old addresses and those of its files."""
        place = f"papers/{slug}.md"
        for kind, path in paper.files:
            if not self.luggage.lay_beside(slug, kind, path):
                links = _with_link(self._fields(slug).get("links"), kind, self.luggage.take(path))
                self._edit(slug, "links", links)
            elif path not in self.luggage.moved and not path.lower().endswith(_PICTURES):
                self.old_addresses.lead(self.links.addresses.served(path), place, aliases)
        for alias in paper.aliases:
            self.old_addresses.lead(alias, place, aliases)
            self.links.pages.setdefault(key(alias), place)

    def _fields(self, slug: str) -> dict[str, Value]:
        document = frontmatter.parse(self._data(slug))
        return {name.text: edit.value(node) for name, node in document.fields.entries}

    def _data(self, slug: str) -> bytes:
        with open(self._path(slug), "rb") as file:
            return file.read()

    def _path(self, slug: str) -> str:
        return os.path.join(self.into, "content", "papers", f"{slug}.md")

    def _edit(self, slug: str, field: str, value: Value) -> None:
        """Change one field of a paper that was written."""
        disk.write_small(self._path(slug), edit.apply(self._data(slug), {(field,): value}, ORDER))

    def translate(self, translations: Sequence[Translation]) -> None:
        """The same papers in other languages, each beside its paper."""
        for one in translations:
            slug = self.slugs.get(one.of, "")
            if not slug:
                reason = f"the paper that it translates was refused: {one.of}"
                self.items.append(Item("paper", one.place, "refused", reason=reason))
                continue
            path = f"papers/{slug}.{one.language}.md"
            self.links.reading = one.place
            fields, body, told = proof.proved("translation", dict(one.fields), self.links.text(one.text, "../"))
            for mended in told:
                message = f"{mended}; it was written otherwise, correct it by hand"
                self.findings.append(Finding(f"content/{path}", 1, 1, "warning", message, "migrate/mended"))
            self.write(path, emit.document(fields, body))
            self.items.append(Item("paper", one.place, "merged", f"content/{path}", "another language"))


def _with_link(links: Value | None, kind: str, place: str) -> dict[str, Value]:
    """The links with one more, under a label that is free."""
    known = dict(links) if isinstance(links, dict) else {}
    label, number = kind, 1
    while label in known:
        number += 1
        label = f"{kind}-{number}"
    return {**known, label: place}
