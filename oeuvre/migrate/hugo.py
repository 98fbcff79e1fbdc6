"""What is Hugo's in a HugoBlox site: settings in several files, languages, page bundles, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.migrate import bodies
from oeuvre.migrate import matter as reading
from oeuvre.migrate.addresses import Addresses, spelt
from oeuvre.migrate.house import Text
from oeuvre.migrate.ledger import Ledger
from oeuvre.migrate.matter import Matter, at, mapping

if TYPE_CHECKING:
    from oeuvre.migrate.old import Old
    from oeuvre.migrate.taking import Taking
    from oeuvre.text.emit import Value

ROOTS = ("static", "assets/media", "assets/images", "assets")
PAGES = (".md", ".markdown", ".html")
_SETTINGS = ("hugo", "config", "params", "languages", "menus")
_CODES = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?\Z")
_OURS = (
    "type layout cms_exclude view header widget widget_id headless active weight toc math diagram highlight markup "
    "reading_time share profile pager commentable comments editable show_date show_breadcrumb show_related design "
    "outputs build _build cascade sections subtitle_design css_class css_style avatar_shape background page_size "
    "offset order count filters lastmod lastMod publishDate publishdate expiryDate linkTitle menu slides sidebar "
    "content block isCJKLanguage output bibliography csl link-citations image_preview image url_preprint_label "
    "caption gallery_item url_gallery page_type sort_by sort_ascending banner no_list hide_list simple_list "
    "icon_pack icon color advanced spacing columns private featured projects project external_link_label"
)
OF_THE_THEME = frozenset(_OURS.split())
"""Fields that tell the old theme how to show something."""


class Hugo(NamedTuple):
    """An old Hugo site while it is read. `content` is the folder of its main language, `others` those of the others."""

    old: Old
    settings: dict[str, Value]
    addresses: Addresses
    ledger: Ledger
    findings: list[Finding]
    content: str
    language: str
    others: dict[str, str]

    def matter(self, path: str) -> Matter:
        """A file with front matter."""
        return reading.parse(path, self.old.read(path))

    def text(self, matter: Matter, of: str, other: str | None = None) -> Text:
        """The body of a file in Markdown, or another text in it."""
        return Text(bodies.of_hugo(matter, self.ledger, of, other), matter.path.rpartition("/")[0])

    def setting(self, *names: str) -> str:
        """A setting as one text, by the names within each other."""
        return at(self.settings, *names)


def opened(old: Old, ledger: Ledger) -> Hugo:
    """An old site with its settings."""
    findings: list[Finding] = []
    settings: dict[str, Value] = {}
    for name in _SETTINGS:
        for folder in ("config/_default/", "", "config/"):
            for ending in (".yaml", ".yml", ".toml", ".json"):
                path = f"{folder}{name}{ending}"
                if path not in old.files:
                    continue
                value, faults = reading.data(old, path)
                for fault in faults:
                    message = f"{fault.message} (what could be read was taken)"
                    findings.append(Finding(path, fault.line, 1, "warning", message, "migrate/config"))
                merge(settings, {name: value} if name in ("params", "languages", "menus") else mapping(value))
    settings = {name[:1].lower() + name[1:]: value for name, value in settings.items()}
    content, language, others = _languages(old, settings)
    url = at(settings, "baseURL") or at(settings, "baseurl")
    host = re.match(r"https?://[^/]+(/.*)?", url)
    base = (host[1] or "") if host else ""
    return Hugo(
        old, settings, Addresses(old, url, base, (*ROOTS, content)), ledger, findings, content, language, others
    )


def is_code(name: str) -> bool:
    """Whether a folder is named like a language."""
    return bool(_CODES.match(name)) and name not in ("cv", "me")


def merge(into: dict[str, Value], more: dict[str, Value]) -> None:
    """Lay settings over others, mapping by mapping."""
    for name, value in more.items():
        there = into.get(name)
        if isinstance(there, dict) and isinstance(value, dict):
            merge(there, value)
        else:
            into[name] = value


def addresses(old: Old) -> Addresses:
    """What the addresses of an old site mean."""
    return opened(old, Ledger()).addresses


def _languages(old: Old, settings: dict[str, Value]) -> tuple[str, str, dict[str, str]]:
    """The folder of the main language, its tag, and the folders of the others."""
    folders = {path.split("/")[1] for path in old.below("content") if path.count("/") > 1}
    declared = mapping(settings.get("languages"))
    named = {at(value, "contentDir").strip("/"): tag for tag, value in declared.items() if at(value, "contentDir")}
    found = {path: tag for path, tag in named.items() if path and path != "content"}
    found |= {f"content/{name}": name for name in folders if is_code(name)}
    main = at(settings, "defaultContentLanguage") or at(settings, "languageCode")[:2].lower() or "en"
    if not found:
        return "content", at(settings, "defaultContentLanguage") or main, {}
    content = next((path for path, tag in found.items() if tag == main), "") or next(
        (path for path, tag in sorted(found.items()) if tag == "en"), sorted(found)[0]
    )
    if any(path.startswith(("content/publication", "content/home", "content/authors")) for path in old.files):
        return "content", main, {path: tag for path, tag in found.items() if tag != main}
    return content, found[content], {path: tag for path, tag in found.items() if path != content}


def bundles(site: Hugo, folder: str) -> list[str]:
    """The files that are pages in a section: `index.md` of a bundle, or a file; not the section's own page."""
    return [
        path for path in site.old.below(folder, *PAGES)
        if not path.rpartition("/")[2].startswith("_index.") and not translated(path)
    ]  # fmt: skip


def translated(path: str) -> str:
    """The language in a file's name: `index.de.md`."""
    parts = path.rpartition("/")[2].split(".")
    return parts[-2] if len(parts) > 2 and _CODES.match(parts[-2]) else ""


def publications(site: Hugo, content: str = "") -> list[str]:
    """The files of publications: those in the sections of that name, and others that say what type they are."""
    content = content or site.content
    found = [path for name in ("publication", "publications") for path in bundles(site, f"{content}/{name}")]
    more = [
        path
        for path in bundles(site, content)
        if path not in found and not any(path.startswith(f"{folder}/") for folder in site.others)
    ]
    return found + [path for path in more if "publication_types" in site.matter(path).fields and "/home/" not in path]


def translations(site: Hugo, path: str) -> list[tuple[str, str]]:
    """The same page in other languages: file and language, from the folders of languages and by the file's name."""
    found = []
    inside = path.removeprefix(site.content).lstrip("/")
    for folder, tag in sorted(site.others.items()):
        other = site.old.find(f"{folder}/{inside}")
        if other:
            found.append((other, tag))
    stem, _, ending = path.rpartition(".")
    found += [(other, translated(other)) for other in site.old.below(path.rpartition("/")[0], f".{ending}")
              if other.startswith(f"{stem}.") and translated(other)]  # fmt: skip
    return found


def name_of(path: str) -> str:
    """The name of a page: that of its folder, or of its file."""
    folder, _, file = path.rpartition("/")
    stem = file.partition(".")[0]
    return folder.rpartition("/")[2] if stem in ("index", "_index") else stem


def aliases(site: Hugo, matter: Matter) -> tuple[str, ...]:
    """All addresses at which a page stood, and those that lead to it."""
    content = next((one for one in (*site.others, site.content) if matter.path.startswith(f"{one}/")), site.content)
    language = site.others.get(content, site.language)
    inside = matter.path.removeprefix(content).lstrip("/")
    section = inside.rpartition("/")[0]
    if name_of(matter.path) != section.rpartition("/")[2] or inside.count("/") == 0:
        section = f"{section}/{name_of(matter.path)}".strip("/")
    elif inside.rpartition("/")[2].partition(".")[0] not in ("index", "_index"):
        section = f"{section}/{name_of(matter.path)}"
    if matter.text("slug"):
        section = f"{section.rpartition('/')[0]}/{matter.text('slug')}"
    own = matter.text("url") if matter.text("url").startswith("/") else section.lower()
    found = [own] if content == site.content else []
    if content != "content":
        found.append(f"{language}/{own.strip('/')}")
    found += [
        alias if alias.startswith("/") else f"{section.rpartition('/')[0]}/{alias}" for alias in matter.texts("aliases")
    ]
    return tuple(dict.fromkeys(spelt(one) for one in found if one.strip("/") and "://" not in one))


def tell_faults(site: Hugo, matter: Matter) -> None:
    """The faults of a file that is no paper."""
    for fault in matter.faults:
        message = f"{fault.message} (the old file was left as it is; what could be read was taken)"
        site.findings.append(Finding(matter.path, fault.line, 1, "warning", message, "migrate/front-matter"))


def leave_rest(taking: Taking) -> None:
    """What no page here has a place for."""
    taking.leave(OF_THE_THEME, "it tells the old theme how to show the page")
    taking.leave(frozenset(taking.waiting), "a page here has no such field")
