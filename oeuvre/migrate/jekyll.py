"""What both Jekyll themes share: settings, where pages stood, pages, news, and further collections as pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import Finding
from oeuvre.migrate import bodies, liquid
from oeuvre.migrate import matter as reading
from oeuvre.migrate.addresses import Addresses, spelt
from oeuvre.migrate.house import Leaf, Refused, Text
from oeuvre.migrate.ledger import Ledger
from oeuvre.migrate.links import anchored
from oeuvre.migrate.matter import Matter, at, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.migrate.works import title, unmarked
from oeuvre.text import dates
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.migrate.old import Old
    from oeuvre.model import Date
    from oeuvre.text.emit import Value

PAGES = (".md", ".markdown", ".mkd", ".html")
_DATED = re.compile(r"(\d{4}-\d\d?(?:-\d\d?)?)[-_](.+)\Z")
_OURS = frozenset(
    "layout author_profile share comments comment related read_time toc toc_sticky toc_label classes sidebar header footer "
    "display_categories horizontal pagination pagination_enabled dropdown children giscus_comments disqus_comments mermaid chart "
    "code_diff tikzjax typograms map tabs vega pseudocode _styles bibliography authors_layout social announcements news "
    "selected_papers latest_posts inline images img_position scripts style css js sitemap type collection entries_layout "
    "calendar external_source hidden pretty_table featured feed search profile_layout cv_format sort_by sort_order show_excerpts "
    "font_size section_spacing year last_updated nav_rank importance related_posts related_publications taxonomy breadcrumbs".split()
)
OF_THE_THEME = frozenset(_OURS)
"""Fields that tell the old theme how to show something."""

_README = re.compile(
    r"(?:readme|license|licence|changelog|contributing|code_of_conduct|customize|faq|install|agents|claude|security|quick-?start|"
    r"troubleshooting|analytics|seo|accessibility|boundaries|origin|architecture|gemini)(?:[._-].*)?\Z",
    re.IGNORECASE,
)
_NOT_PAGES = frozenset(
    "assets bin docs images files markdown_generator talkmap scripts lighthouse_results readme_preview test tests _bibliography "
    "_sass _layouts _includes _plugins _data _scripts _drafts _site".split()
)
_LISTING = "nothing is on it but lists that are made by themselves here"
NOT_FOUND = "every site here has such a page by itself"


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
        if not any(isinstance(value, str) and "{" in value for value in found.fields.values()):
            return found
        scope: dict[str, Value] = {"site": self.config, "page": found.fields}
        fields = {
            name: liquid.read(value, scope, lambda _offset, _what: None)
            if isinstance(value, str) and "{" in value
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
    known = {"collection": collection, "path": inside, "name": slug if collection == "posts" else inside.rpartition("/")[2],
             "title": slug, "slug": slug}  # fmt: skip
    if collection == "posts":
        pattern = at(site.config, "permalink") or "/:year/:month/:day/:title/"
        pattern = {"pretty": "/:year/:month/:day/:title/", "date": "/:year/:month/:day/:title.html"}.get(
            pattern, pattern
        )
        pattern = pattern.replace("/:categories", "")
        year, month, number = ([*day.split("-"), "", ""] if day else ["", "", ""])[:3]
        known |= {"year": year, "month": month.zfill(2), "day": number.zfill(2)}
    return re.sub(r":(\w+)", lambda one: known.get(one[1], ""), pattern)


def is_page(site: Jekyll, path: str) -> bool:
    """Whether a file can be a page: it ends like one, lies where pages lie, and begins with front matter."""
    top, _, rest = path.partition("/")
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if not path.lower().endswith(PAGES) or _README.match(stem) or (rest and top in _NOT_PAGES):
        return False
    if (top.startswith("_") and top != "_pages") or is_hidden(path.removeprefix("_pages/"), ""):
        return False
    return site.old.read(path)[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"---")


def page(site: Jekyll, path: str, order: dict[str, int] | None = None) -> Leaf | Refused:
    """A page, or why it is none. `order` has the places of the menu's entries by their addresses."""
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "page")
    fields: dict[str, Value] = {}
    if matter.faults:
        tell_faults(site, matter)
    heading = taking.text("title", "title")
    stood = aliases(matter, site)
    for name in ("permalink", "redirect_from"):
        taking.take(name, "aliases")
    slug = page_slug(stood, matter)
    if slug == "404":
        return Refused("page", Place(path), NOT_FOUND)
    text = site.text(matter, "page")
    if not re.search(r"\w{2}", re.sub(r"^#+.*$|<[^>]*>", "", text.markdown, flags=re.MULTILINE)):
        return Refused("page", Place(path), _LISTING)
    fields["title"] = title(heading) or slug.replace("-", " ").capitalize()
    if not heading:
        site.ledger.changed("page", "title", "made of the file's name", Place(path))
    described = unmarked(taking.text("description", "description", "excerpt", "subtitle"))
    if described and described != heading:
        fields["description"] = described
    fields |= _menu(taking, stood, order)
    if matter.refuses("published") or matter.flag("draft"):
        fields["draft"] = "true"
        taking.take("published", "draft")
        taking.take("draft", "draft")
    lang = taking.text("lang", "lang")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang):
        fields["lang"] = lang
    leave_rest(taking)
    return Leaf(Place(path), slug, fields, text, stood, parts=(Place(path),))


def _menu(taking: Taking, stood: Sequence[str], order: dict[str, int] | None) -> dict[str, Value]:
    """Whether a page stands in the menu, and where."""
    matter = taking.matter
    if order:
        place = next((order[one.strip("/")] for one in stood if one.strip("/") in order), 0)
        return {"order": str(place)} if place else {"menu": "false"}
    shown = taking.text("menu", "nav")
    place_in = taking.text("order", "nav_order", "weight")
    if place_in.isdecimal():
        return {"order": place_in} if shown.lower() != "false" else {"menu": "false"}
    return (
        {"menu": "false"}
        if shown.lower() == "false" or ("nav" not in matter.fields and not order and order is not None)
        else {}
    )


def page_slug(stood: Sequence[str], matter: Matter) -> str:
    """The name of a page's file: the last part of its old address."""
    last = (stood[0] if stood else "").strip("/").rpartition("/")[2].removesuffix(".html")
    return slugify(last) or slugify(named(matter.path)[1]) or slugify(matter.text("title")) or "page"


def leave_rest(taking: Taking) -> None:
    """What no page here has a place for."""
    taking.leave(OF_THE_THEME, "it tells the old theme how to show the page")
    taking.leave(frozenset(taking.waiting), "a page here has no such field")


def tell_faults(site: Jekyll, matter: Matter) -> None:
    """The faults of a file that is no paper."""
    for fault in matter.faults:
        message = f"{fault.message} (the old file was left as it is; what could be read was taken)"
        site.findings.append(Finding(matter.path, fault.line, 1, "warning", message, "migrate/front-matter"))


def news(site: Jekyll, path: str, collection: str) -> Leaf:
    """A news item or a post. Without a date it becomes a page that is a draft, for a person to date."""
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "news")
    tell_faults(site, matter)
    when = date(matter)
    inline = matter.flag("inline")
    heading = taking.text("title", "title")
    text = site.text(matter, "news")
    if when:
        taking.changed(
            "date", "the time of day goes" if ":" in matter.text("date") else "the beginning of the file's name"
        )
    stood = aliases(matter, site, collection)
    for name in ("permalink", "redirect_from"):
        if taking.waiting.pop(name, ""):
            site.ledger.left("news", name, "news here has no page of its own", reading.place(matter, name))
    fields: dict[str, Value] = {}
    if heading and not (inline and text.markdown):
        fields["title"] = title(heading)
    draft = matter.refuses("published") or matter.flag("draft") or path.startswith("_drafts/")
    taking.take("published", "draft")
    leave_rest(taking)
    return news_leaf(Place(path), str(when or ""), heading or named(path)[1], fields, text, stood, draft=draft)


def news_leaf(
    place: Place, when: str, name: str, fields: dict[str, Value], text: Text, stood: tuple[str, ...], *, draft: bool
) -> Leaf:
    """A news item by its date, or a draft of a page where it has none."""
    slug = slugify(name)[:60].strip("-") or "news"
    if not text.markdown and not fields.get("title"):
        fields = {"title": title(name)}
    if draft or not when:
        fields = fields | {"draft": "true"}
    if not when:
        fields = {"title": title(name), "menu": "false"} | fields
    return Leaf(place, f"{when}-{slug}" if when else slug, fields, text, stood if not when else (), parts=(place,))


def entries(site: Jekyll, folder: str) -> list[Matter]:
    """The files of a collection that Jekyll shows, newest first."""
    paths = [path for path in site.old.below(folder, *PAGES) if not is_hidden(path, folder)]
    found = [site.matter(path) for path in paths]
    return sorted(found, key=lambda matter: (date(matter) is not None, str(date(matter)), matter.path), reverse=True)


def gathered(site: Jekyll, folder: str, heading: str, described: Sequence[str]) -> Leaf | None:
    """A collection as one page: each file a section with its title, its `described` fields on a line, and its text."""
    collection = folder.lstrip("_")
    parts: list[str] = []
    stood: list[str] = []
    matters = entries(site, folder)
    for matter in matters:
        taking = Taking(matter, site.ledger, collection)
        tell_faults(site, matter)
        name = title(taking.text("heading", "title")) or named(matter.path)[1].replace("-", " ")
        stood += aliases(matter, site, collection)
        for field in ("permalink", "redirect_from"):
            taking.take(field, "aliases of the page")
        hidden = matter.refuses("published")
        line = section_line(taking, str(date(matter) or matter.text("date")), described)
        text = anchored(site.text(matter, collection).markdown, matter.path.rpartition("/")[0])
        excerpt = taking.text("text", "excerpt", "description")
        leave_rest(taking)
        if hidden:
            continue
        parts.append("\n\n".join(part for part in (f"## {name}", line, demoted(text) or unmarked(excerpt)) if part))
    if not matters:
        return None
    body = Text("\n\n".join(parts), folder)
    fields: dict[str, Value] = {"title": heading}
    return Leaf(Place(matters[0].path), slugify(collection), fields, body, tuple(dict.fromkeys(stood)),
                parts=tuple(Place(matter.path) for matter in matters))  # fmt: skip


def section_line(taking: Taking, when: str, described: Sequence[str]) -> str:
    """What is known of one section: `2014-03 · Talk · University of Examples · [Link](…)`, and below it its picture."""
    taking.take("date", "the line below the heading")
    known = [when]
    pictures = []
    for name in described:
        for text in texts(taking.take(name, "the line below the heading")):
            if name in ("img", "image", "teaser"):
                pictures.append(f"![]({text.replace(' ', '%20')})")
            elif re.match(r"https?://\S+\Z|/\S+\.\w+\Z", text):
                known.append(f"[{_spelt(name)}]({text})")
            else:
                known.append(unmarked(text))
    return "\n\n".join(part for part in (" · ".join(part for part in known if part), *pictures) if part)


def _spelt(name: str) -> str:
    """The name of a field with an address, as the words of a link: `url_slides` and `slidesurl` are "Slides"."""
    return name.replace("_", " ").removeprefix("url ").removesuffix("url").strip().capitalize() or "Link"


def demoted(text: str) -> str:
    """A text whose headings stand below one of the second level."""
    text = re.sub(
        r"^(\S[^\n]*)\n(=+|--+)[ \t]*$",
        lambda one: f"{'#' if one[2][0] == '=' else '##'} {one[1]}",
        text,
        flags=re.MULTILINE,
    )
    return re.sub(r"^(#{1,4})(?=\s)", r"##\1", text, flags=re.MULTILINE)


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
