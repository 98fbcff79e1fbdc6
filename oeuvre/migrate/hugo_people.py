"""The people of a HugoBlox site: the folders of `content/authors/`, and the owner among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.importers import bibtex
from oeuvre.importers.sheet import written
from oeuvre.migrate import hugo, profiles, resume, social, works
from oeuvre.migrate.house import Leaf, Text
from oeuvre.migrate.matter import Matter, at, data, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.text import identifiers, names
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.migrate.hugo import Hugo
    from oeuvre.text.emit import Value

OWNERS = ("admin", "me")
"""By these folders the theme calls the owner."""

_CURRICULUM = ("education", "experience", "work", "awards", "certifications", "skills", "languages")
_ID = re.compile(r"[a-z]{2,}(?:[_-][a-z]{2,})+")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif")


class Everybody:
    """The people of the old site, by the names of their folders, and the owner among them."""

    def __init__(self, site: Hugo) -> None:
        self.site = site
        self.pages: list[Leaf] = []
        self.files: dict[str, Matter] = {}
        for folder in (f"{site.content}/authors", f"{site.content}/author", "data/authors"):
            for path in site.old.below(folder, ".md", ".yaml", ".yml", ".toml", ".json"):
                name = hugo.name_of(path)
                if name == folder.rpartition("/")[2] or (path.count("/") > folder.count("/") + 2):
                    continue
                self.files[name] = self._matter(path)
        self.owner = self._owner()
        self.guessed = "" if self.owner else _guessed(site)
        self.profile = (
            self._leaf(self.owner, owner=True) if self.owner else Leaf(Place(site.content), "profile", {}, Text())
        )

    def _matter(self, path: str) -> Matter:
        if path.endswith(".md"):
            return self.site.matter(path)
        value, faults = data(self.site.old, path)
        fields = mapping(value)
        return Matter(
            path, {name: item for name, item in fields.items() if name != "bio"}, at(fields, "bio"), 1, faults
        )

    def _owner(self) -> str:
        chosen = next(
            (name for name, matter in self.files.items() if matter.flag("superuser") or matter.flag("is_owner")), ""
        )
        return chosen or next((name for name in OWNERS if name in self.files), "") or next(iter(self.files), "")

    def _name(self, matter: Matter) -> str:
        given, family = (
            at(matter.fields, "name", "given") or matter.text("first_name"),
            at(matter.fields, "name", "family") or matter.text("last_name"),
        )
        parts = f"{family}, {given}" if given and family else ""
        return (
            at(matter.fields, "name", "display")
            or matter.text("title", "name", "display_name")
            or names.display(names.parse(parts))
        )

    def name(self, author: str) -> str:
        """The name of somebody who is given by the name of their folder; empty for anybody else."""
        folded = slugify(author)
        for name, matter in self.files.items():
            if author == name or folded == slugify(name):
                return works.unmarked(self._name(matter))
        if author in OWNERS and self.owner:
            return works.unmarked(self._name(self.files[self.owner]))
        if author in OWNERS:
            return self.guessed
        return author.replace("_", " ").replace("-", " ").title() if _ID.fullmatch(author) else ""

    def others(self) -> list[Leaf]:
        """Everybody but the owner."""
        return [self._leaf(name) for name in self.files if name != self.owner]

    def _leaf(self, name: str, *, owner: bool = False) -> Leaf:
        matter = self.files[name]
        site = self.site
        hugo.tell_faults(site, matter)
        taking = Taking(matter, site.ledger, "profile" if owner else "person")
        fields: dict[str, Value] = {
            "name": written(names.parse(works.unmarked(self._name(matter)) or name.replace("-", " ").title()))
        }
        for field in ("title", "name", "display_name", "first_name", "last_name"):
            taking.take(field, "name")
        fields["role"] = works.unmarked(taking.text("role", "role"))
        places = taking.take("organizations", "affiliation") or taking.take("affiliations", "affiliation")
        fields["affiliation"] = ", ".join(
            filter(
                None,
                (
                    works.unmarked(at(one, "name") or (one if isinstance(one, str) else ""))
                    for one in (places if isinstance(places, list) else [])
                ),
            )
        )
        fields["pronouns"] = works.unmarked(
            taking.text("pronouns", "pronouns", "name_pronunciation") if "pronouns" in taking.waiting else ""
        )
        fields |= self._accounts(taking)
        fields |= {
            key: value
            for key, value in profiles.accounts(
                Taking(
                    matter._replace(
                        fields={"email": taking.text("email", "email"), "orcid": taking.text("orcid", "orcid")}
                    ),
                    site.ledger,
                    "profile",
                )
            ).items()
            if key not in fields
        }
        folder = matter.path.rpartition("/")[0]
        photo = (
            next(
                (
                    path
                    for path in site.old.below(folder, *_PICTURES)
                    if path.rpartition("/")[2].lower().startswith("avatar")
                ),
                "",
            )
            if matter.path.endswith(".md")
            else ""
        )
        photo = photo or next(
            (path for ending in _PICTURES if (path := site.old.find(f"assets/media/authors/{name}{ending}"))), ""
        )
        body = self._biography(taking, matter, owner=owner)
        hugo.leave_rest(taking)
        kept = {key: value for key, value in fields.items() if value}
        return Leaf(
            Place(matter.path),
            slugify(name) or "person",
            kept,
            body,
            () if owner else (f"/author{'s' if '/authors/' in matter.path else ''}/{name}/",),
            photo,
            (Place(matter.path),),
        )

    def _accounts(self, taking: Taking) -> dict[str, Value]:
        links: dict[str, Value] = {}
        fields: dict[str, Value] = {}
        for name in ("social", "links", "profiles"):
            value = taking.take(name, "links, email, orcid")
            for item in value if isinstance(value, list) else []:
                address = at(item, "link") or at(item, "url")
                icon = at(item, "icon").removeprefix("brands/").removeprefix("academicons/")
                label = at(item, "label") or social.label(address) or _spelt(icon)
                if address.startswith("mailto:") or re.fullmatch(r"[^\s@/]+@[^\s@/]+\.\w+", address):
                    fields.setdefault("email", address.removeprefix("mailto:"))
                elif "orcid.org/" in address:
                    try:
                        fields["orcid"] = identifiers.orcid(address)
                    except ValueError:
                        links.setdefault(label, address)
                elif address.startswith(("http", "//")) or self.site.addresses.file(address):
                    links.setdefault(label, address if not address.startswith("//") else f"https:{address}")
        address = _button(self.site) if taking.of == "profile" else ""
        if address and (address.startswith("http") or self.site.addresses.file(address)):
            links.setdefault("CV", address)
        if links:
            fields["links"] = links
        return fields

    def _biography(self, taking: Taking, matter: Matter, *, owner: bool) -> Text:
        """The text about somebody, with interests and education below it."""
        site = self.site
        text = site.text(matter, "profile")
        short = taking.text("the biography", "bio")
        body = text.markdown or (site.text(matter, "profile", short).markdown if short else "")
        interests = texts(taking.waiting.get("interests"))
        if interests:
            taking.changed("interests", "a line of the biography")
            body += f"\n\n**Interests:** {', '.join(interests)}"
        rows = {}
        for field in _CURRICULUM:
            heading = {"work": "Experience"}.get(field, field.capitalize())
            value = taking.waiting.get(field)
            value = mapping(value).get("courses") or value if isinstance(value, dict) else value
            if value:
                taking.changed(field, "the page curriculum" if owner else "the biography")
                rows[heading] = value
        cv = resume.markdown(rows) if rows else ""
        if cv and owner:
            self.pages.append(
                Leaf(
                    Place(matter.path),
                    "curriculum",
                    {"title": "Curriculum vitae"},
                    Text(cv),
                    derived=True,
                )
            )
        elif cv:
            body += f"\n\n{cv}"
        return Text(body.strip(), text.folder)


def _guessed(site: Hugo) -> str:
    """Who `admin` is, where no file says: who stands in that place in `cite.bib`, else on most other papers."""
    counts: dict[str, float] = {}
    for path in hugo.publications(site):
        listed = site.matter(path).texts("authors")
        place = next((place for place, name in enumerate(listed) if name in OWNERS), -1)
        if place < 0:
            for name in listed:
                counts[name] = counts.get(name, 0) + 1
            continue
        beside = site.old.find(f"{path.rpartition('/')[0]}/cite.bib")
        for record in bibtex.parse(site.old.read(beside), beside).records if beside else ():
            authors = record.fields.get("authors")
            there = authors[place] if isinstance(authors, list) and len(authors) == len(listed) else ""
            if isinstance(there, str) and there:
                counts[there] = counts.get(there, 0) + 1.5
    return max(counts, key=lambda one: counts[one], default="")


def _spelt(icon: str) -> str:
    """The name of an icon as a label: `cv` is CV, `paper-plane` is Paper plane."""
    return icon.upper() if len(icon) < 4 and icon else icon.replace("-", " ").capitalize() or "Link"


def _button(site: Hugo) -> str:
    """The address of the button below the biography, most often a curriculum; empty if there is none."""
    path = site.old.find(f"{site.content}/_index.md")
    blocks = site.matter(path).fields.get("sections") if path else ""
    for block in blocks if isinstance(blocks, list) else ():
        address = at(block, "content", "button", "url")
        if address:
            return address
    return ""
