"""The owner of an old Jekyll site, and its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.importers.sheet import written
from oeuvre.migrate import jekyll, jekyll_pages, resume, social
from oeuvre.migrate.house import Leaf, Text
from oeuvre.migrate.matter import Matter, at, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.migrate.works import unmarked
from oeuvre.text import identifiers, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oeuvre.migrate.jekyll import Jekyll
    from oeuvre.text.emit import Value

_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_STYLES = {
    "apa": "apa", "ieee": "ieee", "mla": "mla", "modern-language-association": "mla", "vancouver": "vancouver",
    "acm": "acm", "association-for-computing-machinery": "acm", "chicago": "chicago", "chicago-author-date": "chicago",
}  # fmt: skip
_RESUMES = (
    "_data/cv.yml",
    "_data/cv.yaml",
    "_data/cv.json",
    "assets/json/resume.json",
    "_data/resume.json",
    "_data/resume.yml",
)
_THEMES_OWN = frozenset(("#b509ac", "#2f7f93", "#7a8288", "#52adc8", "#0092ca", "#0076df", "#2698ba"))
"""The colours that come with the themes: nobody chose them."""

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def home(site: Jekyll, paths: Sequence[str]) -> str:
    """The file of the first page: the one at `/`, else `about` or `index`; empty if there is none."""
    matters = {path: site.matter(path) for path in paths}
    for path, matter in matters.items():
        if matter.text("permalink") == "/":
            return path
    for stem in ("about", "index", "home"):
        for path in paths:
            if path.rpartition("/")[2].rpartition(".")[0].lower() == stem and path.count("/") < 2:
                return path
    return next((path for path, matter in matters.items() if matter.text("layout") == "about"), "")


def jekyll_settings(site: Jekyll) -> dict[str, Value]:
    """The settings of the new site, from `_config.yml`, `CNAME` and the theme's colours."""
    config, place = site.config, Place("_config.yml")
    taking = Taking(Matter("_config.yml", config, "", 1), site.ledger, "settings")
    fields: dict[str, Value] = {}
    title = unmarked(taking.text("title", "title"))
    if title and title.lower() != "blank":
        fields["title"] = title
    url, base = at(config, "url").rstrip("/"), at(config, "baseurl").strip("/")
    if re.match(r"https?://[^\s/?#]+\.[^\s/?#]+\Z", url) and "<" not in url and "[" not in url:
        fields["url"] = f"{url}/{base}/" if base else f"{url}/"
        taking.changed("url", "url, with baseurl behind it")
        taking.changed("baseurl", "url, behind the host")
    lang = taking.text("language", "lang", "locale").replace("_", "-")
    if _LANGUAGE.match(lang):
        fields["language"] = lang
    described = unmarked(taking.text("description", "description"))
    if described:
        fields["description"] = described
    limit = taking.text("authors_shown", "max_author_limit")
    if limit.isdecimal() and int(limit):
        fields["authors_shown"] = limit
    style = at(config, "scholar", "style").lower()
    if _STYLES.get(style):
        fields["citation_style"] = _STYLES[style]
        site.ledger.carried("settings", "scholar.style", "citation_style", place)
    cname = site.old.read("CNAME").decode("utf-8", "replace").strip() if "CNAME" in site.old.files else ""
    if re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", cname):
        fields["cname"] = cname
        site.ledger.carried("settings", "CNAME", "cname", Place("CNAME"))
    colour = _accent(site)
    if colour:
        fields["accent"] = colour
    return fields


def _accent(site: Jekyll) -> str:
    """The theme colour, where it is not the one that the theme came with."""
    sheets = "".join(
        site.old.read(path).decode("utf-8", "replace")
        for path in site.old.below("_sass", "_themes.scss", "_variables.scss")
    )
    found = re.search(r"--global-theme-color:\s*(?:#\{\$([\w-]+)\}|(#[0-9a-fA-F]{3,6})\b)", sheets)
    name = found[1] if found else "link-color"
    value = found[2] if found and found[2] else ""
    for _ in range(4):
        if value or not name:
            break
        said = re.search(rf"\${re.escape(name)}\s*:\s*(?:(#[0-9a-fA-F]{{3,6}})\b|\$([\w-]+))", sheets)
        value, name = (said[1] or "", said[2] or "") if said else ("", "")
    if not _COLOUR.fullmatch(value):
        return ""
    if value.lower() in _THEMES_OWN:
        site.ledger.left("settings", "theme colour", f"{value.lower()} is the theme's own colour", Place("_sass"))
        return ""
    site.ledger.carried("settings", "theme colour", "accent", Place("_sass"))
    return value.lower()


def of_academicpages(site: Jekyll, path: str) -> Leaf:
    """The owner, from `author` in the settings and the text of the first page."""
    author = mapping(site.config.get("author"))
    given = {**author, "name": at(author, "name") or at(site.config, "name") or at(site.config, "title")}
    taking = Taking(Matter("_config.yml", given, "", 1), site.ledger, "profile")
    fields: dict[str, Value] = {"name": taking.text("name", "name")}
    fields["role"] = unmarked(taking.text("role", "bio"))
    fields["affiliation"] = unmarked(taking.text("affiliation", "employer"))
    fields["pronouns"] = unmarked(taking.text("pronouns", "pronouns"))
    photo = _photo(site, taking.text("photo", "avatar"), ("images", "assets/images"))
    fields |= accounts(taking)
    _leave(taking)
    return finished(site, fields, path, photo)


def of_alfolio(site: Jekyll, path: str) -> Leaf:
    """The owner, from the settings, `_data/socials.yml` and the page about them."""
    config = site.config
    matter = site.matter(path) if path else Matter("", {}, "", 1)
    first = " ".join(part for part in (at(config, "first_name"), at(config, "middle_name")) if part)
    name = f"{first} {at(config, 'last_name')}".strip() or at(config, "author") or at(config, "author", "name")
    family = at(config, "last_name")
    fields: dict[str, Value] = {"name": written(names.parse(f"{family}, {first}" if first and family else name))}
    for part in ("first_name", "middle_name", "last_name"):
        if at(config, part):
            site.ledger.carried("profile", part, "name", Place("_config.yml"))
    others = _published_as(config, fields["name"])
    if others:
        fields["other_names"] = others
        site.ledger.carried("profile", "scholar.last_name, scholar.first_name", "other_names", Place("_config.yml"))
    said = unmarked(re.sub(r"\.\s*\Z", "", re.sub(r"<br\s*/?>", ", ", matter.text("subtitle"))))
    if said and "Affiliations" not in said:
        fields["role"] = said
        site.ledger.carried("profile", "subtitle", "role", Place(path, matter.lines.get("subtitle", 1)))
    image = at(matter.fields, "profile", "image")
    photo = _photo(site, image, ("assets/img",)) if image else ""
    address = at(matter.fields, "profile", "address") or at(matter.fields, "profile", "more_info")
    if address and "555 your office" not in address:
        site.ledger.decide(
            "profile",
            "address",
            f'the address "{unmarked(address)}" has no field; write it into the biography',
            Place(path),
        )
    socials = mapping(site.data("_data/socials.yml"))
    known = {
        name: value
        for name, value in config.items()
        if isinstance(value, str) and (social.link(name, "x") or name == "email")
    }
    known.pop("url", "")
    taking = Taking(
        Matter("_data/socials.yml" if socials else "_config.yml", {**known, **socials}, "", 1), site.ledger, "profile"
    )
    fields |= accounts(taking)
    _leave(taking)
    return finished(site, fields, path, photo)


def _published_as(config: dict[str, Value], name: Value) -> list[Value]:
    """The names under which al-folio marks its owner, and that cannot be told from the name itself."""
    scholar = mapping(config.get("scholar"))
    families, firsts = ([text.strip("[]") for text in texts(scholar.get(key))] for key in ("last_name", "first_name"))
    own = names.parse(str(name))
    if families in ([], ["Einstein"]) and own.family != "Einstein":
        return []
    found = [f"{family}, {first}" for family in families for first in firsts]
    parsed = [names.parse(one) for one in found]
    different: list[Value] = [written(one) for one in parsed if own.family and not names.same(own, one)]
    return different[:20]


def accounts(taking: Taking) -> dict[str, Value]:
    """E-mail address, ORCID iD and links, from fields that name accounts; what is none stays where it is."""
    fields: dict[str, Value] = {}
    links: dict[str, Value] = {}
    for name in list(taking.waiting):
        value = taking.waiting[name]
        custom = mapping(value)
        if custom:
            address = at(custom, "url")
            if address.startswith("http"):
                taking.take(name, "links")
                links.setdefault(at(custom, "title") or name.capitalize(), address)
            elif at(custom, "username") and at(custom, "organization"):
                taking.take(name, "links")
                links["Academia.edu"] = f"https://{at(custom, 'organization')}.academia.edu/{at(custom, 'username')}"
            continue
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if name == "email" and text:
            bare = re.sub(
                r"\s*[\[(]\s*at\s*[\])]\s*|\s+at\s+(?=\S+\.)",
                "@",
                re.sub(r"\s*[\[(]\s*dot\s*[\])]\s*", ".", text.removeprefix("mailto:")),
            )
            if _EMAIL.fullmatch(bare):
                fields["email"] = bare
                taking.take(name, "email")
            continue
        if name.lower().startswith("orcid") and text:
            try:
                fields["orcid"] = identifiers.orcid(text)
                taking.take(name, "orcid")
                continue
            except ValueError:
                pass
        found = social.link(name, text)
        if found and (found[1].startswith("http")):
            taking.take(name, f"links.{found[0]}")
            links.setdefault(found[0], found[1])
    if links:
        fields["links"] = links
    return fields


def _leave(taking: Taking) -> None:
    """What a profile has no field for; the template's own settings are nobody's words."""
    taking.leave(frozenset(taking.waiting), "a profile here has no such field")


def _photo(site: Jekyll, name: str, also: Sequence[str]) -> str:
    """The file of a photo; that of the theme's own placeholder too, for a person to change."""
    found = site.addresses.file(name, "", also) or site.old.named(name.rpartition("/")[2]) if name else ""
    if name and not found and not name.startswith("http"):
        site.ledger.left("profile", "photo", f'"{name}" is not in the old site', Place("_config.yml"))
    return found


def finished(site: Jekyll, fields: dict[str, Value], path: str, photo: str) -> Leaf:
    """The profile with the text of the first page."""
    text = Text()
    if path:
        matter = site.matter(path)
        jekyll.tell_faults(site, matter)
        text = site.text(matter, "profile")
        taking = Taking(matter, site.ledger, "profile")
        known = {"permalink", "redirect_from", "title", "excerpt", "description", "profile"}
        taking.waiting.pop("subtitle", "")
        taking.leave(frozenset(known), "the first page is the profile")
        jekyll_pages.leave_rest(taking)
    kept = {name: value for name, value in fields.items() if value}
    return Leaf(Place(path or "_config.yml"), "profile", kept, text, (), photo, (Place(path),) if path else ())


def resumes(site: Jekyll, pages: Sequence[Leaf]) -> list[Leaf]:
    """A page of the curriculum that stands in a data file; the first that says anything."""
    for path in _RESUMES:
        if path not in site.old.files:
            continue
        body = resume.markdown(site.data(path))
        if body:
            site.ledger.changed("page", path, "a page in Markdown", Place(path))
            taken = any(page.name in ("cv", "curriculum") for page in pages)
            name = "curriculum-data" if taken else "curriculum"
            return [Leaf(Place(path), name, {"title": "Curriculum vitae"}, Text(body), parts=(Place(path),))]
    return []
