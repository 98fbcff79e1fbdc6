"""Pages, news and collections of a Jekyll site, each as what it is here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.migrate import matter as reading
from oeuvre.migrate.house import Leaf, Refused, Text
from oeuvre.migrate.jekyll import PAGES, Jekyll, aliases, date, is_hidden, named, tell_faults
from oeuvre.migrate.links import anchored
from oeuvre.migrate.matter import Matter, at, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.migrate.works import title, unmarked
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.text.emit import Value

_OURS_WORDS = (
    "layout author_profile share comments comment related read_time toc toc_sticky toc_label classes sidebar header "
    "footer display_categories horizontal pagination pagination_enabled dropdown children giscus_comments "
    "disqus_comments mermaid chart code_diff tikzjax typograms map tabs vega pseudocode _styles bibliography "
    "authors_layout social announcements news selected_papers latest_posts inline images img_position scripts style "
    "css js sitemap type collection entries_layout calendar external_source hidden pretty_table featured feed search "
    "profile_layout cv_format sort_by sort_order show_excerpts font_size section_spacing year last_updated nav_rank "
    "importance related_posts related_publications taxonomy breadcrumbs"
)
_OURS = frozenset(_OURS_WORDS.split())
OF_THE_THEME = frozenset(_OURS)
"""Fields that tell the old theme how to show something."""

_README = re.compile(
    r"(?:readme|license|licence|changelog|contributing|code_of_conduct|customize|faq|install|agents|claude|security|quick-?start|"
    r"troubleshooting|analytics|seo|accessibility|boundaries|origin|architecture|gemini)(?:[._-].*)?\Z",
    re.IGNORECASE,
)
_NOT_PAGES_WORDS = (
    "assets bin docs images files markdown_generator talkmap scripts lighthouse_results readme_preview test tests "
    "_bibliography _sass _layouts _includes _plugins _data _scripts _drafts _site"
)
_NOT_PAGES = frozenset(_NOT_PAGES_WORDS.split())
_LISTS = re.compile(r"\{%-?\s*(?:for|bibliography|include (?:archive|projects|news|latest))\b")
_WRITTEN = re.compile(r"^\s*[*+-]\s|^#+\s|^(?:=+|-+)\s*$", re.MULTILINE)
_FEW = 15
"""So few words on a page of lists, with neither heading nor list, are the theme's own."""

_LISTING = "nothing is on it but lists that are made by themselves here"
NOT_FOUND = "every site here has such a page by itself"


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
    others = [text.markdown, *_profiles(site, matter)]
    text = text._replace(markdown="\n\n".join(part for part in others if part))
    bare = re.sub(r"^#+.*$|<[^>]*>", "", text.markdown, flags=re.MULTILINE)
    words = " ".join(bare.split())
    if not re.search(r"\w{2}", words):
        return Refused("page", Place(path), _LISTING, stood[0] if stood else "")
    if _LISTS.search(matter.body) and len(words.split()) < _FEW and not _WRITTEN.search(text.markdown):
        return Refused("page", Place(path), f'{_LISTING}, and "{words}"', stood[0] if stood else "")
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


def _profiles(site: Jekyll, matter: Matter) -> list[str]:
    """The texts about people that a page of al-folio's shows: files without front matter, named in `profiles`."""
    profiles = matter.fields.get("profiles")
    named = [at(item, "content") for item in profiles if at(item, "content")] if isinstance(profiles, list) else []
    paths = [site.old.find(f"_pages/{name}") or site.old.find(name) for name in named]
    return [site.text(site.matter(path), "page").markdown for path in paths if path]


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


def gathered(site: Jekyll, folder: str, heading: str, described: Sequence[str]) -> list[Leaf]:
    """A collection as one page: each file a section with its title, its `described` fields on a line, and its text.

    What the old site does not show is a draft of its own.
    """
    collection = folder.lstrip("_")
    parts: list[str] = []
    stood: list[str] = []
    places: list[Place] = []
    hidden: list[Leaf] = []
    for matter in entries(site, folder):
        taking = Taking(matter, site.ledger, collection)
        tell_faults(site, matter)
        name = title(taking.text("heading", "title")) or named(matter.path)[1].replace("-", " ")
        for field in ("permalink", "redirect_from"):
            taking.take(field, "aliases of the page")
        line = section_line(taking, str(date(matter) or matter.text("date")), described)
        text = anchored(site.text(matter, collection).markdown, matter.path.rpartition("/")[0])
        excerpt = unmarked(taking.text("text", "excerpt", "description"))
        excerpt = "" if excerpt[:60] in text else excerpt
        leave_rest(taking)
        body = [part for part in (line, excerpt, demoted(text)) if part]
        if matter.refuses("published"):
            hidden.append(draft(Place(matter.path), name, body))
        else:
            stood += aliases(matter, site, collection)
            places.append(Place(matter.path))
            parts.append("\n\n".join([f"## {name}", *body]))
    if not places:
        return hidden
    page = Leaf(places[0], slugify(collection), {"title": heading}, Text("\n\n".join(parts), folder))
    return [page._replace(aliases=tuple(dict.fromkeys(stood)), parts=tuple(places)), *hidden]


def draft(place: Place, name: str, body: Sequence[str]) -> Leaf:
    """A page that the old site does not show."""
    fields: dict[str, Value] = {"title": name, "menu": "false", "draft": "true"}
    return Leaf(place, slugify(name) or "page", fields, Text("\n\n".join(body)), parts=(place,))


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
