"""HugoBlox (Wowchemy, Academic): a bundle a publication, with `cite.bib` beside it; people, pages, blocks.

Sources: the theme's archetypes and templates (academic-cv), and its documentation of settings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate import bundle, hugo, sections, works
from oeuvre.migrate.beside import Bibliography, aside
from oeuvre.migrate.house import House, Paper, Refused, Translation
from oeuvre.migrate.hugo_people import Everybody
from oeuvre.migrate.matter import at, data
from oeuvre.migrate.old import Place

if TYPE_CHECKING:
    from oeuvre.migrate.hugo import Hugo
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old
    from oeuvre.text.emit import Value

_COLOURS = {
    "red": "#dc2626", "orange": "#ea580c", "amber": "#d97706", "yellow": "#ca8a04", "lime": "#65a30d",
    "green": "#16a34a", "emerald": "#059669", "teal": "#0d9488", "cyan": "#0891b2", "sky": "#0284c7", "blue": "#2563eb",
    "indigo": "#4f46e5", "violet": "#7c3aed", "purple": "#9333ea", "fuchsia": "#c026d3", "pink": "#db2777",
    "rose": "#e11d48",
}  # fmt: skip
"""The names of colours that the theme's settings may have (Tailwind CSS, shade 600)."""

addresses = hugo.addresses


def read(old: Old, ledger: Ledger) -> House:
    """All of a HugoBlox site."""
    site = hugo.opened(old, ledger)
    people = Everybody(site)
    files = hugo.publications(site)
    entries = Bibliography(old, [path for path in old.below("", ".bib") if not path.startswith(("public/", "static/"))])
    papers: list[Paper] = []
    others: list[Translation] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    for path in files:
        paper = bundle.read(site, site.matter(path), people, entries)
        papers.append(paper)
        for other, tag in hugo.translations(site, path):
            seen.add(other)
            others.append(bundle.translation(site, paper, other, tag, entries))
    for folder in site.others:
        more = [path for path in hugo.publications(site, folder) if path not in seen]
        papers += [bundle.read(site, site.matter(path), people, entries, site.others[folder]) for path in more]
    papers += aside(entries.unused(ledger), "bibtex", refused)
    pages, news, left = sections.read(site, {*files, *seen})
    pages += people.pages
    carried = tuple(
        path
        for folder in ("static", "assets/media", "assets/images", site.content)
        for path in old.below(folder)
        if not _rendered(path)
    )
    return House(
        tuple(papers), tuple(pages), tuple(news), tuple(people.others()), people.profile, _settings(site),
        carried, (*refused, *left), tuple(site.findings), tuple(entries.used.items()), tuple(others),
    )  # fmt: skip


def _rendered(path: str) -> bool:
    return path.startswith(("static/css/", "static/js/", "static/admin/", "static/fonts/")) or path.endswith(
        (".bib", ".html")
    )


def _settings(site: Hugo) -> dict[str, Value]:
    """The settings of the new site."""
    ledger, place = site.ledger, Place("config/_default/hugo.yaml")
    fields: dict[str, Value] = {}
    name = works.unmarked(site.setting("title"))
    if name:
        fields["title"] = name
        ledger.carried("settings", "title", "title", place)
    url = site.setting("baseURL") or site.setting("baseurl")
    if re.match(r"https?://[^\s/?#]+\.[^\s/?#]+", url) and "example.com" not in url:
        fields["url"] = url.rstrip("/") + "/"
        ledger.carried("settings", "baseURL", "url", place)
    if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", site.language):
        fields["language"] = site.language
        ledger.carried("settings", "defaultContentLanguage", "language", place)
    places = (("marketing", "seo", "description"), ("description",), ("hugoblox", "identity", "description"))
    described = next((works.unmarked(text) for names in places if (text := site.setting("params", *names))), "")
    if described and "highly-customizable" not in described:
        fields["description"] = described
        ledger.carried("settings", "description", "description", place)
    colour = _accent(site)
    if colour:
        fields["accent"] = colour
        ledger.carried("settings", "colour of the theme", "accent", place)
    return fields


def _accent(site: Hugo) -> str:
    """The main colour: one of the theme's names, or that of a theme of one's own in `data/themes/`."""
    named = site.setting("params", "appearance", "color") or site.setting(
        "params", "hugoblox", "theme", "colors", "primary"
    )
    if re.fullmatch(r"#[0-9a-fA-F]{6}", named):
        return named.lower()
    if named.lower() in _COLOURS:
        return _COLOURS[named.lower()]
    theme = site.setting("params", "appearance", "theme_day") or site.setting("params", "color_theme")
    for ending in (".toml", ".yaml", ".yml"):
        path = f"data/themes/{theme}{ending}"
        if theme and path in site.old.files:
            value, _ = data(site.old, path)
            found = at(value, "primary") or at(value, "light", "primary") or at(value, "link")
            return found.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", found) else ""
    return ""
