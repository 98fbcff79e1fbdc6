"""The further sections of a HugoBlox site: pages, news, sections as one page each, and the blocks of landing pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate import resume
from oeuvre.migrate.house import Leaf, Refused, Text
from oeuvre.migrate.hugo import PAGES as READ
from oeuvre.migrate.hugo import Hugo, aliases, bundles, is_code, leave_rest, name_of, tell_faults, translated
from oeuvre.migrate.jekyll_pages import demoted, draft, news_leaf, section_line
from oeuvre.migrate.links import anchored
from oeuvre.migrate.matter import Matter, at, mapping
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.migrate.works import title, unmarked
from oeuvre.text import dates
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.text.emit import Value

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


def read(site: Hugo, publications: set[str]) -> tuple[list[Leaf], list[Leaf], list[Refused]]:
    """All that is not publications and people: pages, and news."""
    pages: list[Leaf] = []
    news: list[Leaf] = []
    refused: list[Refused] = []
    names = sorted(
        {path.removeprefix(site.content).lstrip("/").partition("/")[0] for path in site.old.below(site.content)}
    )
    for name in names:
        folder = f"{site.content}/{name}"
        if folder in site.others or folder.lower().endswith(READ) or name in _SKIPPED or is_code(name):
            continue
        paths = [path for path in bundles(site, folder) if path not in publications]
        own = next(
            (
                path
                for path in site.old.below(folder, *READ)
                if path.rpartition("/")[0] == folder and "/_index." in path
            ),
            "",
        )
        if name in _NEWS:
            news += [_news(site, path) for path in paths]
        elif len(paths) == 1 and name_of(paths[0]) == name:
            _add(_page(site, paths[0]), pages, refused)
        elif paths:
            pages += _gathered(site, name, own, paths)
            own = ""
        if own:
            _add(_page(site, own), pages, refused)
    for path in site.old.below(site.content, *READ):
        inside = path.removeprefix(site.content).lstrip("/")
        if "/" not in inside and path not in publications and not translated(path):
            if inside.startswith("_index."):
                pages += _blocks(site, path, refused)
            else:
                _add(_page(site, path), pages, refused)
    for path in [
        path
        for folder in ("home", "about")
        for path in site.old.below(f"{site.content}/{folder}", *READ)
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
        return Refused("page", Place(path), _LISTING, next(iter(aliases(site, matter)), ""))
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


def _gathered(site: Hugo, name: str, own: str, paths: Sequence[str]) -> list[Leaf]:
    """A section as one page: each file a heading with what is known of it, and its text; drafts stay pages apart."""
    matters = [site.matter(path) for path in paths]
    dated = {matter.path: matter.text("date", "event_date")[:40] for matter in matters}
    when = {path: dates.read_loose(text) if text else None for path, text in dated.items()}
    matters.sort(key=lambda matter: (str(when[matter.path] or ""), matter.path), reverse=True)
    head = site.matter(own) if own else Matter("", {}, "", 1)
    parts = [site.text(head, "page").markdown] if own else []
    stood = list(aliases(site, head)) if own else []
    places = [Place(own)] if own else []
    hidden: list[Leaf] = []
    for matter in matters:
        heading, body = _section(site, matter, name, str(when[matter.path] or ""))
        if matter.flag("draft"):
            hidden.append(draft(Place(matter.path), heading, body))
        else:
            stood += aliases(site, matter)
            places.append(Place(matter.path))
            parts.append("\n\n".join([f"## {heading}", *body]))
    if len(places) == bool(own):
        return hidden
    spelt = {"event": "Talks", "project": "Projects"}.get(name, name.replace("-", " ").capitalize())
    fields: dict[str, Value] = {"title": title(head.text("title")) or spelt}
    text = Text("\n\n".join(part for part in parts if part), f"{site.content}/{name}")
    page = Leaf(places[0], slugify(name) or "page", fields, text, tuple(dict.fromkeys(stood)), parts=tuple(places))
    return [page, *hidden]


def _section(site: Hugo, matter: Matter, name: str, when: str) -> tuple[str, list[str]]:
    """The heading of one file on the page of its section, and what stands below it."""
    taking = Taking(matter, site.ledger, name)
    tell_faults(site, matter)
    heading = title(taking.text("heading", "title")) or name_of(matter.path).replace("-", " ").capitalize()
    line = section_line(taking, when, _SHOWN)
    text = anchored(site.text(matter, name).markdown, matter.path.rpartition("/")[0])
    text = text or taking.text("text", "summary")
    abstract = taking.text("text", "abstract")
    for field in ("slug", "url", "aliases", "draft"):
        taking.take(field, "the page")
    leave_rest(taking)
    return heading, [part for part in (line, abstract, demoted(text)) if part]


def _blocks(site: Hugo, path: str, refused: list[Refused]) -> list[Leaf]:
    """The texts that somebody wrote into the blocks of a landing page, as a page; none where there are only lists."""
    matter = site.matter(path)
    tell_faults(site, matter)
    own = site.text(matter, "page").markdown
    texts = [*_block_texts(site, matter), *([own] if own else [])]
    if not texts:
        refused.append(Refused("page", Place(path), _LISTING))
        return []
    name = name_of(path) if name_of(path) not in ("content", site.language) else "more"
    heading = matter.text("title") or {"more": "More"}.get(name, name.replace("-", " ").capitalize())
    text = Text("\n\n".join(texts), path.rpartition("/")[0])
    site.ledger.changed("page", "sections", "a page with the texts of the blocks", Place(path))
    if matter.refuses("active") or matter.flag("draft"):
        return [draft(Place(path), title(heading), [text.markdown])]
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
