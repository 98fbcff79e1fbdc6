"""An old site into the folder of a new one: papers first, then all texts with their links, at last the files."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from oeuvre.errors import Finding, OutputError
from oeuvre.migrate import account, owner, proof
from oeuvre.migrate.account import Item, Kind, Outcome, Report
from oeuvre.migrate.addresses import key
from oeuvre.migrate.links import Links, as_link
from oeuvre.migrate.luggage import Luggage
from oeuvre.migrate.old_addresses import OldAddresses
from oeuvre.migrate.papers import Papers
from oeuvre.text import emit, names
from oeuvre.text.slugs import slugify
from oeuvre.write import disk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.errors import Severity
    from oeuvre.migrate.addresses import Addresses
    from oeuvre.migrate.house import House, Leaf
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old, Place
    from oeuvre.text.emit import Value

_FOLDERS_OF_SITES = frozenset(("assets", "categories", "files", "news", "papers", "people", "years", "cv"))


def land(old: Old, house: House, addresses: Addresses, ledger: Ledger, source: str, into: str) -> Report:
    """Write the new site, and tell what it came to. Raises OutputError where nothing can be written."""
    return _Landing(old, house, addresses, ledger, into).run(source)


class _Landing:
    """One run: where the papers are, which old addresses lead where, and what is told."""

    def __init__(self, old: Old, house: House, addresses: Addresses, ledger: Ledger, into: str) -> None:
        self.old = old
        self.house = house
        self.addresses = addresses
        self.ledger = ledger
        self.content = os.path.join(into, "content")
        self.into = into
        self.findings: list[Finding] = list(house.findings)
        self.items: list[Item] = []
        self.decide: dict[str, None] = {}
        self.luggage = Luggage(old, addresses.roots)
        self.links = Links(addresses, self.luggage, self._missed)
        self.slugs: dict[Place, str] = {}
        self.owner = ""
        self.taken: dict[str, set[str]] = {"pages": set(_FOLDERS_OF_SITES), "people": set(), "news": set()}
        self.own_pages: set[str] = set()
        self.old_addresses = OldAddresses(
            self.own_pages,
            lambda path: path in self.luggage.moved,
            self.findings.append,
            lambda line: self.decide.update({line: None}),
        )

    def run(self, source: str) -> Report:
        try:
            os.makedirs(os.path.join(self.content, "papers"), exist_ok=True)
            self._write_all()
        except OSError as error:
            message = (
                f'"{error.filename or self.into}" cannot be written ({error.strerror}); make room, and begin again'
            )
            raise OutputError(message) from error
        files = self.luggage.copy(self.content)
        moved = sorted(
            (path, as_link(place)) for path, place in (*self.luggage.moved.items(), *self.luggage.laid)
            if self.addresses.served(path) != as_link(place)
        )  # fmt: skip
        for place, paper in self.house.beside:
            slug = self.slugs.get(paper, "")
            said = "it is the same paper"
            if slug:
                self.items.append(Item("paper", place, "merged", f"content/papers/{slug}.md", said))
            else:
                self.items.append(Item("paper", place, "refused", reason=f"{said} as {paper}, which was refused"))
        self.items += [Item(_kind(one.kind), one.place, "refused", reason=one.reason) for one in self.house.refused]
        self._decisions()
        findings = sorted(dict.fromkeys((*self.findings, *self.old.findings)), key=lambda one: (one.path, one.line))
        items = sorted(self.items, key=lambda item: (account.KINDS.index(item.kind), item.place))
        report = Report(
            source,
            tuple(items),
            tuple(self.ledger.entries()),
            tuple(findings),
            files,
            tuple(moved),
            tuple(self.decide),
            self.owner,
        )
        disk.write_small(os.path.join(self.into, account.NAME), account.markdown(report).encode())
        return report

    def _write_all(self) -> None:
        places = self._name_leaves()
        self._papers()
        for kind, folder, leaves in (
            ("page", "pages", self.house.pages),
            ("news", "news", self.house.news),
            ("person", "people", self.house.people),
        ):
            for leaf in leaves:
                self._leaf(kind, places[id(leaf)], folder, leaf)
        self._profile()
        settings, _, told = proof.proved("site", self.house.settings, "")
        for message in told:
            self._tell("content/site.yml", "warning", f"{message} (left out)", "mended")
        self._write("site.yml", proof.text_of("site", settings, ""))
        self.luggage.take_all(self.house.files)

    def _papers(self) -> None:
        """Papers and their translations, told among all else."""
        papers = Papers(self.into, self.links, self.luggage, self.old_addresses, self._write)
        papers.land(self.house.papers)
        papers.translate(self.house.translations)
        self.slugs = papers.slugs
        self.items += papers.items
        self.findings += papers.findings

    def _name_leaves(self) -> dict[int, str]:
        """The name of each page's, item's and person's file, none twice; and where their old addresses lead."""
        places: dict[int, str] = {}
        for folder, leaves in (("pages", self.house.pages), ("people", self.house.people), ("news", self.house.news)):
            for leaf in leaves:
                dated = folder == "news" and re.match(r"\d{4}", leaf.name)
                into = "pages" if folder == "news" and not dated else folder
                name = self._free(into, leaf.name)
                places[id(leaf)] = f"{into}/{name}.md"
                target = "news/index.html" if into == "news" else f"{into}/{name}.md"
                for alias in leaf.aliases:
                    self.links.pages.setdefault(key(alias), target)
                for place in (leaf.place, *leaf.parts):
                    self.links.pages.setdefault(key(place.path), target)
        self.links.pages.setdefault("", "profile.md")
        if self.house.profile.place.path:
            self.links.pages.setdefault(key(self.house.profile.place.path), "profile.md")
        if self.house.news:
            for name in ("news", "blog", "year-archive", "post", "posts"):
                self.links.pages.setdefault(name, "news/index.html")
        return places

    def _free(self, folder: str, name: str) -> str:
        taken = self.taken[folder]
        name = slugify(name) if folder != "news" else name
        name = name or "page"
        free, number = name, 1
        if folder == "pages" and name in _FOLDERS_OF_SITES:
            free = {"cv": "curriculum-vitae"}.get(name, f"my-{name}")
        while free.casefold() in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free.casefold())
        if folder == "pages":
            self.own_pages.add(free.casefold())
        return free

    def _leaf(self, kind: str, place: str, folder: str, leaf: Leaf) -> None:
        room = "person" if folder == "people" else "page" if place.startswith("pages/") else "news"
        self.links.reading = leaf.place
        fields = dict(leaf.fields)
        aliases: list[str] = []
        for alias in leaf.aliases if room == "page" else ():
            self.old_addresses.lead(alias, place, aliases)
        if aliases:
            fields["aliases"] = list(aliases)
        if room == "news" and leaf.aliases:
            self.decide.setdefault(
                "News here has no pages of its own: addresses of old news and posts lead nowhere from now on"
            )
        if leaf.photo and room == "person":
            fields["photo"] = self.luggage.take(leaf.photo)
        if isinstance(fields.get("links"), dict):
            fields["links"] = self.links.led(fields["links"])
        fields, body, told = proof.proved(room, fields, self.links.text(leaf.text, "../"))
        self._tell_mended(f"content/{place}", told)
        plain = room == "news" and not fields and not body.startswith(("-", "+", "{"))
        self._write(place, body + "\n" if plain else emit.document(fields, body))
        for part in () if leaf.derived else leaf.parts or (leaf.place,):
            fate: Outcome = "written" if part is (leaf.parts or (leaf.place,))[0] else "merged"
            self.items.append(Item(_kind(kind), part, fate, f"content/{place}"))

    def _profile(self) -> None:
        leaf = self.house.profile
        self.links.reading = leaf.place
        fields = dict(leaf.fields)
        if not fields.get("name"):
            name = owner.guessed(paper.record for paper in self.house.papers)
            said = f'"{name}", who is on most papers, was taken' if name else '"Your Name" was written'
            message = f"the old site does not say whose it is; {said}: see that it is right"
            self._tell("content/profile.md", "warning", message, "no-profile")
            fields = {"name": name or "Your Name", **fields}
        if leaf.photo:
            fields["photo"] = self.luggage.take(leaf.photo)
        if isinstance(fields.get("links"), dict):
            fields["links"] = self.links.led(fields["links"])
        fields, body, told = proof.proved("person", fields, self.links.text(leaf.text, ""))
        self._tell_mended("content/profile.md", told)
        self.owner = names.display(names.parse(str(fields["name"])))
        self._write("profile.md", emit.document(ordered_person(fields), body))
        self.items += [Item("page", part, "written", "content/profile.md") for part in leaf.parts]

    # --- addresses

    def _missed(self, address: str, place: Place) -> None:
        self.ledger.left("text", "link", f'"{address}" leads to nothing that came along', place)

    # --- telling and writing

    def _decisions(self) -> None:
        drafts = sum(one.rule == "import/draft" for one in self.findings)
        if drafts:
            many = f"{drafts} papers are drafts" if drafts > 1 else "One paper is a draft"
            self.decide.setdefault(f"{many}, because something is missing: “To look at” says what")
        for entry in self.ledger.entries():
            if entry.fate == "decide":
                self.decide.setdefault(entry.what)
        gone = [one.address for one in self.house.refused if one.address and key(one.address) not in self._addresses()]
        if gone:
            told = ", ".join(f"`{address}`" for address in dict.fromkeys(gone))
            self.decide.setdefault(f"Pages of lists are gone with their addresses: {told}. Lists are on the home page")
        if "url" not in self.house.settings:
            self.decide.setdefault("The address of the site is not known: write `url` into content/site.yml")

    def _addresses(self) -> set[str]:
        """The addresses that the new site has, as far as they can be those of old pages."""
        return {
            *self.links.pages,
            *self.old_addresses.taken,
            *self.taken["pages"],
            "cv",
            "news" if self.house.news else "",
        }

    def _tell_mended(self, path: str, told: Iterable[str]) -> None:
        for message in told:
            self._tell(path, "warning", f"{message}; it was written otherwise, correct it by hand", "mended")

    def _tell(self, path: str, severity: Severity, message: str, rule: str) -> None:
        self.findings.append(Finding(path, 1, 1, severity, message, f"migrate/{rule}"))

    def _write(self, place: str, text: str) -> None:
        path = os.path.join(self.content, *place.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        disk.write_small(path, text.encode("utf-8", "replace"))


_PERSON = (
    "name",
    "other_names",
    "id",
    "orcid",
    "role",
    "affiliation",
    "email",
    "pronouns",
    "photo",
    "links",
    "category",
)


def ordered_person(fields: dict[str, Value]) -> dict[str, Value]:
    """The fields of a person in the order in which one would look for them."""
    return {name: fields[name] for name in (*_PERSON, *fields) if fields.get(name)}


def _kind(kind: str) -> Kind:
    return next(one for one in account.KINDS if one == kind)
