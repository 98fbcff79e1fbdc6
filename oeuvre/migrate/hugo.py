"""What is Hugo's in a HugoBlox site: settings in several files, languages, page bundles, addresses, sections as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.migrate import bodies, resume
from oeuvre.migrate import matter as reading
from oeuvre.migrate.addresses import Addresses, spelt
from oeuvre.migrate.house import Leaf, Refused, Text
from oeuvre.migrate.jekyll import demoted, news_leaf, section_line
from oeuvre.migrate.ledger import Ledger
from oeuvre.migrate.links import anchored
from oeuvre.migrate.matter import Matter, at, mapping
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.migrate.works import title, unmarked
from oeuvre.text import dates
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.migrate.old import Old
    from oeuvre.text.emit import Value

ROOTS = ("static", "assets/media", "assets/images", "assets")
PAGES = (".md", ".markdown", ".html", ".rmd", ".rmarkdown", ".qmd")
_READ = (".md", ".markdown", ".html")
_SETTINGS = ("hugo", "config", "params", "languages", "menus")
_CODES = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?\Z")
_OURS = (
    "type layout cms_exclude view header widget widget_id headless active weight toc math diagram highlight markup reading_time "
    "share profile pager commentable comments editable show_date show_breadcrumb show_related design outputs build _build cascade "
    "sections subtitle_design css_class css_style avatar_shape background page_size offset order count filters lastmod lastMod "
    "publishDate publishdate expiryDate linkTitle menu slides sidebar content block isCJKLanguage output bibliography csl "
    "link-citations image_preview image url_preprint_label caption gallery_item url_gallery page_type sort_by sort_ascending "
    "banner no_list hide_list simple_list icon_pack icon color advanced spacing columns private featured projects project external_link_label"
)
OF_THE_THEME = frozenset(_OURS.split())
"""Fields that tell the old theme how to show something."""

_SHOWN = (
    "event",
    "location",
    "all_day",
    "url_slides",
    "url_video",
    "url_code",
    "url_pdf",
    "event_url",
    "external_link",
    "tags",
)
_LISTING = "nothing is on it but lists that are made by themselves here"
_NEWS = frozenset(("post", "posts", "blog", "news"))
_SKIPPED = frozenset(
    ("authors", "author", "home", "slides", "admin", "categories", "tags", "publication_types", "search")
)


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
    found |= {f"content/{name}": name for name in folders if _CODES.match(name) and name not in ("cv", "me")}
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
    """The files that are pages in a section: `index.md` of a bundle, or a file of its own; not the section's own page."""
    return [
        path for path in site.old.below(folder, *_READ)
        if not path.rpartition("/")[2].startswith("_index.") and not _translated(path)
    ]  # fmt: skip


def _translated(path: str) -> str:
    """The language in a file's name: `index.de.md`."""
    parts = path.rpartition("/")[2].split(".")
    return parts[-2] if len(parts) > 2 and _CODES.match(parts[-2]) else ""


def translations(site: Hugo, path: str) -> list[tuple[str, str]]:
    """The same page in other languages: file and language, from the folders of languages and by the file's name."""
    found = []
    inside = path.removeprefix(site.content).lstrip("/")
    for folder, tag in sorted(site.others.items()):
        other = site.old.find(f"{folder}/{inside}")
        if other:
            found.append((other, tag))
    stem, _, ending = path.rpartition(".")
    found += [(other, _translated(other)) for other in site.old.below(path.rpartition("/")[0], f".{ending}")
              if other.startswith(f"{stem}.") and _translated(other)]  # fmt: skip
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


def sections(site: Hugo, publications: set[str]) -> tuple[list[Leaf], list[Leaf], list[Refused]]:
    """All that is not publications and people: pages, and news."""
    pages: list[Leaf] = []
    news: list[Leaf] = []
    refused: list[Refused] = []
    names = sorted(
        {path.removeprefix(site.content).lstrip("/").partition("/")[0] for path in site.old.below(site.content)}
    )
    for name in names:
        folder = f"{site.content}/{name}"
        if (
            folder in site.others
            or folder.lower().endswith(_READ)
            or name in _SKIPPED
            or _CODES.match(name)
            and name not in ("cv", "me")
        ):
            continue
        paths = [path for path in bundles(site, folder) if path not in publications]
        own = next(
            (
                path
                for path in site.old.below(folder, *_READ)
                if path.rpartition("/")[0] == folder and "/_index." in path
            ),
            "",
        )
        if name in _NEWS:
            news += [_news(site, path) for path in paths]
        elif len(paths) == 1 and name_of(paths[0]) == name:
            _add(_page(site, paths[0]), pages, refused)
        elif paths:
            pages.append(_gathered(site, name, own, paths))
            own = ""
        if own:
            _add(_page(site, own), pages, refused)
    for path in site.old.below(site.content, *_READ):
        inside = path.removeprefix(site.content).lstrip("/")
        if "/" not in inside and path not in publications and not _translated(path):
            if inside.startswith("_index."):
                pages += _blocks(site, path, refused)
            else:
                _add(_page(site, path), pages, refused)
    for path in [
        path
        for folder in ("home", "about")
        for path in site.old.below(f"{site.content}/{folder}", *_READ)
        if folder == "home"
    ]:
        pages += _blocks(site, path, refused)
    return pages, news, refused


def _add(found: Leaf | Refused, pages: list[Leaf], refused: list[Refused]) -> None:
    if isinstance(found, Refused):
        refused.append(found)
    else:
        pages.append(found)


def _page(site: Hugo, path: str) -> Leaf | Refused:
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "page")
    tell_faults(site, matter)
    blocks = "\n\n".join(_block_texts(site, matter))
    text = site.text(matter, "page")
    text = text._replace(markdown="\n\n".join(part for part in (text.markdown, blocks) if part))
    heading = taking.text("title", "title")
    if not re.search(r"\w{2}", text.markdown):
        return Refused("page", Place(path), _LISTING)
    fields: dict[str, Value] = {"title": title(heading) or name_of(path).replace("-", " ").capitalize()}
    described = unmarked(taking.text("description", "summary", "description", "subtitle"))
    if described:
        fields["description"] = described
    if matter.flag("draft"):
        fields["draft"] = "true"
    taking.take("draft", "draft")
    stood = aliases(site, matter)
    for name in ("slug", "url", "aliases"):
        taking.take(name, "aliases")
    leave_rest(taking)
    return Leaf(Place(path), slugify(name_of(path)) or "page", fields, text, stood, parts=(Place(path),))


def _news(site: Hugo, path: str) -> Leaf:
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "news")
    tell_faults(site, matter)
    when = dates.read_loose(matter.text("date")) if matter.text("date") else None
    taking.changed("date", "the beginning of the file's name")
    heading = taking.text("title", "title")
    text = site.text(matter, "news")
    summary = taking.text("the text", "summary", "subtitle")
    if summary and not text.markdown:
        text = site.text(matter, "news", summary)
    fields: dict[str, Value] = {"title": title(heading)} if heading else {}
    draft = matter.flag("draft")
    taking.take("draft", "draft")
    leave_rest(taking)
    return news_leaf(
        Place(path), str(when or ""), heading or name_of(path), fields, text, aliases(site, matter), draft=draft
    )


def _gathered(site: Hugo, name: str, own: str, paths: Sequence[str]) -> Leaf:
    """A section as one page: each file a heading with what is known of it, and its text."""
    matters = [site.matter(path) for path in paths]
    dated = {matter.path: matter.text("date", "event_date")[:40] for matter in matters}
    when = {path: dates.read_loose(text) if text else None for path, text in dated.items()}
    matters.sort(key=lambda matter: (str(when[matter.path] or ""), matter.path), reverse=True)
    head = site.matter(own) if own else Matter("", {}, "", 1)
    parts = [site.text(head, "page").markdown] if own else []
    stood = list(aliases(site, head)) if own else []
    for matter in matters:
        taking = Taking(matter, site.ledger, name)
        tell_faults(site, matter)
        heading = title(taking.text("heading", "title")) or name_of(matter.path).replace("-", " ").capitalize()
        stood += aliases(site, matter)
        line = section_line(taking, str(when[matter.path] or ""), _SHOWN)
        own_text = anchored(site.text(matter, name).markdown, matter.path.rpartition("/")[0])
        own_text = own_text or taking.text("text", "summary")
        body = "\n\n".join(part for part in (taking.text("text", "abstract"), own_text) if part)
        hidden = matter.flag("draft")
        for field in ("slug", "url", "aliases"):
            taking.take(field, "aliases of the page")
        leave_rest(taking)
        if not hidden:
            parts.append("\n\n".join(part for part in (f"## {heading}", line, demoted(body)) if part))
    fields: dict[str, Value] = {
        "title": title(head.text("title"))
        or {"event": "Talks", "project": "Projects"}.get(name, name.replace("-", " ").capitalize())
    }
    places = tuple(Place(path) for path in ((own, *paths) if own else paths))
    return Leaf(places[0], slugify(name) or "page", fields, Text("\n\n".join(part for part in parts if part), f"{site.content}/{name}"),
                tuple(dict.fromkeys(stood)), parts=places)  # fmt: skip


def _blocks(site: Hugo, path: str, refused: list[Refused]) -> list[Leaf]:
    """The texts that somebody wrote into the blocks of a landing page, as a page; none where there are only lists."""
    matter = site.matter(path)
    tell_faults(site, matter)
    own = site.text(matter, "page").markdown
    texts = [*_block_texts(site, matter), *([own] if own else [])]
    hidden = matter.refuses("active") or matter.flag("draft") or matter.flag("headless") and not own
    if not texts or hidden:
        reason = "the old site does not show it" if hidden and texts else _LISTING
        refused.append(Refused("page", Place(path), reason))
        return []
    name = name_of(path) if name_of(path) not in ("content", site.language) else "more"
    heading = matter.text("title") or {"more": "More"}.get(name, name.replace("-", " ").capitalize())
    text = Text("\n\n".join(texts), path.rpartition("/")[0])
    site.ledger.changed("page", "sections", "a page with the texts of the blocks", Place(path))
    return [Leaf(Place(path), slugify(name) or "more", {"title": title(heading)}, text, parts=(Place(path),))]


def _block_texts(site: Hugo, matter: Matter) -> list[str]:
    """What somebody wrote into the blocks of a page: their texts, and lists such as positions and awards."""
    found = []
    blocks = matter.fields.get("sections")
    for block in blocks if isinstance(blocks, list) else ():
        content = mapping(mapping(block).get("content"))
        text = content.get("text") or content.get("body") or ""
        body = site.text(matter, "page", text).markdown if isinstance(text, str) else ""
        said = "\n\n".join(
            part for part in (body, resume.markdown({"": content.get("items") or []})) if re.search(r"\w{2}", part)
        )
        if said:
            heading = at(content, "title")
            found.append(f"## {unmarked(heading)}\n\n{said}" if heading else said)
    lists = {name: value for name, value in matter.fields.items() if name in _WIDGETS and isinstance(value, list)}
    if lists:
        found.append(resume.markdown({"" if len(lists) == 1 else name: value for name, value in lists.items()}))
    return [text for text in found if text]


_WIDGETS = frozenset(("experience", "item", "education", "feature", "accomplishments", "award", "skills"))
"""Lists in the files of old versions, one a widget of the first page."""


def button(site: Hugo) -> str:
    """The address of the button below the biography, most often a curriculum; empty if there is none."""
    path = site.old.find(f"{site.content}/_index.md")
    blocks = site.matter(path).fields.get("sections") if path else ""
    for block in blocks if isinstance(blocks, list) else ():
        address = at(block, "content", "button", "url")
        if address:
            return address
    return ""
