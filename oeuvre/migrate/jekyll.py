"""What both Jekyll themes share: settings, where pages stood, pages, news, and further collections as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.migrate import bodies, liquid
from oeuvre.migrate import matter as reading
from oeuvre.migrate.addresses import Addresses, spelt
from oeuvre.migrate.house import Text
from oeuvre.migrate.ledger import Ledger
from oeuvre.migrate.matter import Matter, at, mapping
from oeuvre.text import dates

if TYPE_CHECKING:
    from oeuvre.migrate.old import Old
    from oeuvre.model import Date
    from oeuvre.text.emit import Value

PAGES = (".md", ".markdown", ".mkd", ".html")
_FILLED_IN = re.compile(r"\{\{-?\s*(?:site|page)\.")
"""Liquid in front matter that people mean as such; other braces there are LaTeX's."""

_DATED = re.compile(r"(\d{4}-\d\d?(?:-\d\d?)?)[-_](.+)\Z")


class Jekyll(NamedTuple):
    """An old Jekyll site while it is read."""

    old: Old
    config: dict[str, Value]
    addresses: Addresses
    ledger: Ledger
    findings: list[Finding]

    def matter(self, path: str) -> Matter:
        """A file with front matter."""
        found = reading.parse(path, self.old.read(path))
        if not any(isinstance(value, str) and _FILLED_IN.search(value) for value in found.fields.values()):
            return found
        scope: dict[str, Value] = {"site": self.config, "page": found.fields}
        fields = {
            name: liquid.read(value, scope, lambda _offset, _what: None)
            if isinstance(value, str) and _FILLED_IN.search(value)
            else value
            for name, value in found.fields.items()
        }
        return found._replace(fields=fields)

    def data(self, path: str) -> Value:
        """A data file, if it is there; its faults are told."""
        if path not in self.old.files:
            return {}
        value, faults = reading.data(self.old, path)
        for fault in faults:
            message = f"{fault.message} (what could be read was taken)"
            self.findings.append(Finding(path, fault.line, 1, "warning", message, "migrate/config"))
        return value

    def text(self, matter: Matter, of: str) -> Text:
        """The body of a file in Markdown."""
        return Text(bodies.of_jekyll(matter, self.config, self.ledger, of), matter.path.rpartition("/")[0])


def opened(old: Old, ledger: Ledger) -> Jekyll:
    """An old site with its settings."""
    site = Jekyll(old, {}, Addresses(old), ledger, [])
    path = old.find("_config.yml") or old.find("_config.yaml")
    config = mapping(site.data(path)) if path else {}
    url, base = at(config, "url"), at(config, "baseurl")
    return site._replace(config=config, addresses=Addresses(old, url, base))


def addresses(old: Old) -> Addresses:
    """What the addresses of an old site mean."""
    return opened(old, Ledger()).addresses


def is_hidden(path: str, start: str) -> bool:
    """Whether Jekyll passes a file by, in the folder `start`: a name in its path that begins with an underscore."""
    return any(part[:1] in ("_", ".") for part in path[len(start) :].strip("/").split("/"))


def named(path: str) -> tuple[str, str]:
    """The date with which a file's name begins, and the rest of it without ending."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    found = _DATED.match(stem)
    return (found[1], found[2]) if found else ("", stem)


def date(matter: Matter, *names: str) -> Date | None:
    """The date of a file: the one of its fields, or the one in its name."""
    for name in (*names, "date"):
        found = dates.read_loose(matter.text(name)) if matter.text(name) else None
        if found:
            return found
    return dates.read_loose(named(matter.path)[0]) if named(matter.path)[0] else None


def aliases(matter: Matter, site: Jekyll, collection: str = "") -> tuple[str, ...]:
    """All addresses at which a file stood: its own, or the one that its collection gives, and those that lead to it."""
    found = [matter.text("permalink")] if matter.text("permalink") else [_default(matter, site, collection)]
    found += matter.texts("redirect_from")
    kept = [spelt(one) for one in found if one and ":" not in one and "{" not in one]
    return tuple(dict.fromkeys(one for one in kept if one != "/"))


def _default(matter: Matter, site: Jekyll, collection: str) -> str:
    """Where Jekyll puts a file without `permalink`."""
    path = matter.path.rpartition(".")[0]
    if not collection:
        return "/" + path.removeprefix("_pages/") + (".html" if site.config.get("permalink") else "/")
    inside = path.partition("/")[2]
    pattern = at(site.config, "collections", collection, "permalink") or "/:collection/:path/"
    day, slug = named(matter.path)
    name = slug if collection == "posts" else inside.rpartition("/")[2]
    known = {"collection": collection, "path": inside, "name": name, "title": slug, "slug": slug}
    if collection == "posts":
        pattern = at(site.config, "permalink") or "/:year/:month/:day/:title/"
        pattern = {"pretty": "/:year/:month/:day/:title/", "date": "/:year/:month/:day/:title.html"}.get(
            pattern, pattern
        )
        pattern = pattern.replace("/:categories", "")
        year, month, number = ([*day.split("-"), "", ""] if day else ["", "", ""])[:3]
        known |= {"year": year, "month": month.zfill(2), "day": number.zfill(2)}
    return re.sub(r":(\w+)", lambda one: known.get(one[1], ""), pattern)


def tell_faults(site: Jekyll, matter: Matter) -> None:
    """The faults of a file that is no paper."""
    for fault in matter.faults:
        message = f"{fault.message} (the old file was left as it is; what could be read was taken)"
        site.findings.append(Finding(matter.path, fault.line, 1, "warning", message, "migrate/front-matter"))


def menu(site: Jekyll) -> dict[str, int]:
    """The places of the entries of `_data/navigation.yml`, by their addresses."""
    data = mapping(site.data("_data/navigation.yml"))
    main = data.get("main")
    found = {}
    for place, item in enumerate(main if isinstance(main, list) else (), 1):
        address = at(item, "url")
        if address and "://" not in address:
            found[address.strip("/")] = place * 10
    return found
