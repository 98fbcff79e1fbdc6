"""HugoBlox (Wowchemy, Academic): a bundle a publication, with `cite.bib` beside it; people, pages, blocks.

Sources: the theme's archetypes and templates (academic-cv), its i18n of publication types, and `academic import`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oeuvre.entry_types import ENTRY_TYPES
from oeuvre.importers import bibtex, bibtex_ids
from oeuvre.importers.sheet import written
from oeuvre.migrate import hugo, profiles, resume, social, works
from oeuvre.migrate.authors import People
from oeuvre.migrate.beside import Bibliography, aside
from oeuvre.migrate.house import House, Leaf, Paper, Refused, Text, Translation
from oeuvre.migrate.matter import Matter, at, data, mapping, texts
from oeuvre.migrate.old import Place
from oeuvre.migrate.taking import Taking
from oeuvre.text import dates, identifiers, names
from oeuvre.text.slugs import slugify

if TYPE_CHECKING:
    from oeuvre.importers.sheet import Sheet
    from oeuvre.migrate.hugo import Hugo
    from oeuvre.migrate.ledger import Ledger
    from oeuvre.migrate.old import Old
    from oeuvre.text.emit import Value

SOURCE = "hugoblox"
_NUMBERED = ("", "inproceedings", "article", "preprint", "report", "book", "chapter", "thesis", "patent")
"""The types of old versions, by their numbers."""

_TYPES = {row.csl: row.type for row in reversed(ENTRY_TYPES.values())} | {
    "article-journal": "article", "article": "preprint", "preprint": "preprint", "manuscript": "manuscript", "speech": "talk",
    "book": "book", "thesis": "thesis", "document": "other", "article-newspaper": "magazine", "paper-conference": "inproceedings",
    "conference-paper": "inproceedings", "journal-article": "article", "chapter": "chapter", "uncategorized": "",
}  # fmt: skip
_BUTTONS = {
    "url_pdf": "pdf", "url_preprint": "preprint", "url_code": "code", "url_dataset": "data", "url_poster": "poster",
    "url_project": "project", "url_slides": "slides", "url_source": "source", "url_video": "video", "url_website": "website",
    "external_link": "html", "url_custom": "html", "url_html": "html",
}  # fmt: skip
_LABELS = {"url": "html", "dataset": "data", "data": "data", "site": "website", "paper": "pdf", "full text": "html"}
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif")
_ITALIC = re.compile(r"(?<!\w)(?:\*\*|[*_])(?=\S)([^*_]{2,300}?)(?<=\S)(?:\*\*|[*_])(?!\w)")
_BOILERPLATE = re.compile(
    r"(?:\{\{%.{0,20}callout|click the \*?cite\*? button|create your slides in markdown|supplementary notes can be added here|"
    r"add the (?:\*\*)?publication'?s? (?:\*\*)?full text|add the \*\*full text\*\*|you can use rich formatting such as)",
    re.IGNORECASE,
)
_ID = re.compile(r"[a-z]{2,}(?:[_-][a-z]{2,})+")
_OWNERS = ("admin", "me")
_COLOURS = {
    "red": "#dc2626", "orange": "#ea580c", "amber": "#d97706", "yellow": "#ca8a04", "lime": "#65a30d", "green": "#16a34a",
    "emerald": "#059669", "teal": "#0d9488", "cyan": "#0891b2", "sky": "#0284c7", "blue": "#2563eb", "indigo": "#4f46e5",
    "violet": "#7c3aed", "purple": "#9333ea", "fuchsia": "#c026d3", "pink": "#db2777", "rose": "#e11d48",
}  # fmt: skip
"""The names of colours that the theme's settings may have (Tailwind CSS, shade 600)."""

addresses = hugo.addresses


def read(old: Old, ledger: Ledger) -> House:
    """All of a HugoBlox site."""
    site = hugo.opened(old, ledger)
    people = _People(site)
    files = _publications(site)
    entries = Bibliography(old, [path for path in old.below("", ".bib") if not path.startswith(("public/", "static/"))])
    papers: list[Paper] = []
    others: list[Translation] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    for path in files:
        paper = _paper(site, site.matter(path), people, entries)
        papers.append(paper)
        for other, tag in hugo.translations(site, path):
            seen.add(other)
            others.append(_translation(site, paper, other, tag, entries))
    for folder in site.others:
        for path in _publications(site, folder):
            if path not in seen:
                papers.append(_paper(site, site.matter(path), people, entries, site.others[folder]))
    papers += aside(entries.unused(), "bibtex", refused)
    pages, news, left = hugo.sections(site, {*files, *seen})
    pages += people.pages
    carried = tuple(
        path
        for folder in ("static", "assets/media", "assets/images", site.content)
        for path in old.below(folder)
        if not _rendered(path)
    )
    return House(
        tuple(papers), tuple(pages), tuple(news), tuple(people.others()), people.profile, _settings(site, people),
        carried, (*refused, *left), tuple(site.findings), tuple(entries.used.items()), tuple(others),
    )  # fmt: skip


def _rendered(path: str) -> bool:
    return path.startswith(("static/css/", "static/js/", "static/admin/", "static/fonts/")) or path.endswith(
        (".bib", ".html")
    )


def _publications(site: Hugo, content: str = "") -> list[str]:
    """The files of publications: those in the sections of that name, and others that say what type they are."""
    content = content or site.content
    found = [path for name in ("publication", "publications") for path in hugo.bundles(site, f"{content}/{name}")]
    more = [
        path
        for path in hugo.bundles(site, content)
        if path not in found and not any(path.startswith(f"{folder}/") for folder in site.others)
    ]
    return found + [path for path in more if "publication_types" in site.matter(path).fields and "/home/" not in path]


def _paper(site: Hugo, matter: Matter, people: _People, entries: Bibliography, language: str = "") -> Paper:
    sheet = works.begun(matter)
    taking = Taking(matter, site.ledger, "paper")
    sheet.put("title", works.title(taking.text("title", "title")))
    _authors(sheet, taking, people)
    _date(sheet, taking, site, matter)
    _kind(sheet, taking)
    for name in ("doi", "arxiv", "isbn", "issn", "pmid"):
        sheet.identify(name, taking.text(name, name))
    ids = mapping(mapping(taking.changed("hugoblox", "doi, arxiv, …")).get("ids"))
    for name, value in ids.items():
        if name in ("doi", "arxiv", "isbn", "issn", "pmid") and isinstance(value, str):
            sheet.identify(name, value)
        elif isinstance(value, str):
            sheet.keep(name, value)
    _venue(sheet, taking)
    _links(sheet, taking, site, matter)
    _beside(sheet, site, matter)
    sheet.put("selected", "true" if taking.text("selected", "featured").lower() == "true" else "")
    sheet.put("selected", "true" if taking.text("selected", "selected").lower() == "true" else "")
    sheet.fields["keywords"] = list(
        dict.fromkeys(works.unmarked(one) for one in taking.list("keywords", "tags", "categories", "keywords"))
    )
    text = _text(sheet, taking, site, matter)
    caption = at(taking.waiting.get("image"), "alt_text") or at(taking.waiting.get("image"), "caption")
    if any(kind == "image" for kind, _ in sheet.files) and caption:
        sheet.put("image_alt", works.unmarked(caption))
        taking.changed("image", "image_alt")
    for name in ("slug", "url", "aliases"):
        taking.take(name, "aliases")
    if matter.flag("draft"):
        sheet.fields["draft"] = "true"
    taking.take("draft", "draft")
    for name in ("projects", "award", "note", "citation"):
        said = "; ".join(taking.list("award" if name == "award" else f"extra.{name}", name))
        if name == "award":
            sheet.put("award", works.unmarked(said))
        else:
            sheet.keep(name, works.unmarked(said))
    taking.leave(hugo.OF_THE_THEME, "it tells the old theme how to show the page")
    for name, rest in taking.rest():
        sheet.keep(name, rest)
    if language:
        sheet.put("lang", language)
    folder = matter.path.rpartition("/")[0]
    own = site.old.find(f"{folder}/cite.bib")
    entry = entries.alone(own, sheet.fields, matter, sheet.findings) if own else entries.take(sheet.fields, matter, "")
    if entry:
        works.fill_gaps(
            sheet, entry._replace(fields={**entry.fields, "links": _other_links(sheet, entry.fields.get("links"))})
        )
    if not text.markdown and entry:
        text = Text(entry.abstract, folder)
    record = works.finished(sheet, matter)
    site.findings.extend(sheet.findings)
    return Paper(Place(matter.path), record._replace(files=()), text, SOURCE, hugo.aliases(site, matter), record.files)


def _other_links(sheet: Sheet, links: Value | None) -> Value:
    """Those links of an entry that lead elsewhere than all links of the paper."""
    there = {str(one).rstrip("/").lower() for one in sheet.links.values()}
    return {label: one for label, one in mapping(links).items() if str(one).rstrip("/").lower() not in there}


def _authors(sheet: Sheet, taking: Taking, people: _People) -> None:
    """The authors, ids of people as their names, with who contributed equally by the notes."""
    value = taking.take("authors", "authors")
    items = value if isinstance(value, list) else [value] if value else []
    named: list[Value] = []
    groups: set[str] = set()
    for item in items:
        known = people.name(item) if isinstance(item, str) else ""
        named.append(f"{{{known}}}" if known else item)
        groups.add(known)
    found = works.listed(named)
    notes = texts(taking.take("author_notes", "equal, or extra.author_notes"))
    equal = [place for place, note in enumerate(notes) if re.search(r"equal|joint first|co-first", note, re.IGNORECASE)]
    shown = tuple(name[1:-1] if name.startswith("{") and name[1:-1] in groups else name for name in found.names)
    starred = tuple(equal) if len(equal) > 1 and len(shown) == len(items) else found.starred
    works.put_people(sheet, People(shown, starred, found.et_al))
    unknown = next((item for item in items if isinstance(item, str) and item in _OWNERS and not people.name(item)), "")
    if unknown:
        message = f'an author is "{unknown}", and no file says who that is; write the name, and take out "draft: true"'
        sheet.tell("warning", message, "draft")
        sheet.fields["draft"] = "true"
    rest = [note for place, note in enumerate(notes) if place not in equal]
    sheet.keep("author_notes", "; ".join(rest))
    editors = taking.take("editors", "editor") or taking.take("editor", "editor")
    if editors:
        works.put_people(sheet, works.listed(editors if isinstance(editors, list) else [editors]), "editor")


def _date(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> None:
    """The date; that of 1 January is what the theme's importer writes where only the year is known."""
    raw = taking.text("date", "date")
    found = works.dated(sheet, raw) if raw else None
    if not found and (other := matter.text("publishDate", "publishdate")):
        found = works.dated(sheet, other)
        site.ledger.changed(
            "paper", "publishDate", "date, where there is none", Place(matter.path, matter.lines.get("publishDate", 1))
        )
    if found and (found.month, found.day) == (1, 1):
        found = dates.parse(str(found.year))
        site.ledger.changed(
            "paper",
            "date",
            "1 January became the year alone: so the theme's importer writes what it does not know",
            Place(matter.path, matter.lines.get("date", 1)),
        )
    sheet.date(found)


def _kind(sheet: Sheet, taking: Taking) -> None:
    for said in taking.list("type", "publication_types"):
        known = _NUMBERED[int(said)] if said.isdecimal() and int(said) < len(_NUMBERED) else _TYPES.get(said.lower())
        if known is None:
            sheet.keep("publication_types", said)
        elif known:
            sheet.put("type", known, "publication_types")


def _venue(sheet: Sheet, taking: Taking) -> None:
    """`*West European Politics* 37(3): 475-496`, `In *ICW*`, or a name alone."""
    said = taking.text("venue, with volume, issue and pages where they stand behind it", "publication")
    sheet.put(
        "venue_short",
        re.sub(r"\A[Ii]n:?\s+", "", works.unmarked(taking.text("venue_short", "publication_short"))).strip(" ,."),
    )
    if not said:
        return
    if bibtex_ids.is_arxiv(sheet, works.unmarked(said), {}):
        return
    italic = _ITALIC.search(said)
    before, rest = (said[: italic.start()], said[italic.end() :]) if italic else ("", "")
    bare = works.unmarked(said)
    if not italic:
        sheet.put("venue", re.sub(r"\A[Ii]n:?\s+(?=[A-ZÀ-Þ])", "", bare).strip(" ,"))
        return
    name = works.unmarked(italic[1]).strip(" ,.")
    numbered = re.fullmatch(r"(.{3,}?),\s*(\d{1,4})", name)
    if numbered:  # *Journal of Source Themes, 1*(1)
        name, rest = numbered[1], numbered[2] + rest
    sheet.put("venue", name)
    plain_before = re.sub(r"\A\W*[Ii]n\b\W*\Z", "", before.strip())
    if not works.locator(sheet, works.unmarked(rest)) or plain_before:
        sheet.keep("publication", bare)


def _links(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> None:
    """Buttons by their fields, and `links` with a type or a name."""
    for name, label in _BUTTONS.items():
        for address in taking.list(f"links.{label}", name):
            works.link(sheet, label, address, site.addresses, Place(matter.path, matter.lines.get(name, 1)))
    value = taking.take("links", "links")
    for item in value if isinstance(value, list) else []:
        address = at(item, "url") or at(item, "link")
        said = at(item, "name") or at(item, "type") or at(item, "icon") or "html"
        label = _LABELS.get(said.lower(), said.lower() if said.lower() in works.LINKS else said)
        works.link(sheet, label, address, site.addresses, Place(matter.path, matter.lines.get("links", 1)))
    for name in [name for name in taking.waiting if name.startswith("url_")]:
        for address in taking.list(f"links.{name[4:]}", name):
            works.link(sheet, name[4:], address, site.addresses, Place(matter.path, matter.lines.get(name, 1)))


def _beside(sheet: Sheet, site: Hugo, matter: Matter) -> None:
    """The files in the paper's bundle: its picture, its PDF (named like the folder or alone), all else under its name."""
    folder = matter.path.rpartition("/")[0]
    if matter.path.rpartition("/")[2].partition(".")[0] != "index":
        return
    for path in site.old.below(folder):
        name = path.rpartition("/")[2]
        if (
            path.rpartition("/")[0] != folder
            or any(path == there for _, there in sheet.files)
            or name.endswith((".md", ".bib", ".html"))
        ):
            continue
        small = name.lower()
        if small.startswith("featured") and small.endswith(_PICTURES):
            sheet.files.append(("image", path))
        elif small.endswith(".pdf") and not any(kind == "pdf" for kind, _ in sheet.files):
            sheet.files.append(("pdf", path))
        elif not small.endswith(_PICTURES):
            sheet.files.append((slugify(name.rpartition(".")[0]) or "file", path))


def _text(sheet: Sheet, taking: Taking, site: Hugo, matter: Matter) -> Text:
    """The abstract, and what stands in the body below it."""
    abstract = taking.waiting.get("abstract")
    said = site.text(matter, "paper", abstract).markdown if isinstance(abstract, str) else ""
    taking.take("abstract", "the text")
    summary = taking.text("the text, where there is no abstract", "summary")
    parts = []
    for part in re.split(r"\n[ \t]*\n", matter.body):
        if _BOILERPLATE.search(part):
            site.ledger.left("paper", "text", "words that come with the theme", Place(matter.path, matter.body_line))
        elif not re.fullmatch(r"\s*\{\{[%<].{0,80}[%>]\}\}\s*", part):
            parts.append(part)
        else:
            parts.append(part)
    body = site.text(matter._replace(body="\n\n".join(parts)), "paper").markdown
    body = "" if works.folded(body) == works.folded(said) else body
    if summary and not said:
        said = site.text(matter, "paper", summary).markdown
    elif summary and works.folded(works.unmarked(summary))[:60] not in works.folded(works.unmarked(said)):
        sheet.keep("summary", works.unmarked(summary))
    return Text("\n\n".join(part for part in (said, body) if part), matter.path.rpartition("/")[0])


def _translation(site: Hugo, paper: Paper, path: str, language: str, entries: Bibliography) -> Translation:
    matter = site.matter(path)
    taking = Taking(matter, site.ledger, "paper in another language")
    fields: dict[str, Value] = {
        "title": works.title(taking.text("title", "title")) or str(paper.record.fields.get("title", "Untitled"))
    }
    sheet = works.begun(matter)
    text = _text(sheet, taking, site, matter)
    site.findings.extend(sheet.findings)
    taking.leave(frozenset(taking.waiting), "it is taken from the paper itself")
    own = site.old.find(f"{path.rpartition('/')[0]}/cite.bib")
    if own:
        entries.alone(own, paper.record.fields, matter, [])
    return Translation(Place(path), paper.place, language, fields, text)


def _spelt(icon: str) -> str:
    """The name of an icon as a label: `cv` is CV, `paper-plane` is Paper plane."""
    return icon.upper() if len(icon) < 4 and icon else icon.replace("-", " ").capitalize() or "Link"


def _guessed(site: Hugo) -> str:
    """Who `admin` is, where no file says: who stands in that place in `cite.bib`, else the author of most other papers."""
    counts: dict[str, float] = {}
    for path in _publications(site):
        listed = site.matter(path).texts("authors")
        place = next((place for place, name in enumerate(listed) if name in _OWNERS), -1)
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


class _People:
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
        return chosen or next((name for name in _OWNERS if name in self.files), "") or next(iter(self.files), "")

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
        if author in _OWNERS and self.owner:
            return works.unmarked(self._name(self.files[self.owner]))
        if author in _OWNERS:
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
        address = hugo.button(self.site) if taking.of == "profile" else ""
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
        for field, heading in (("education", "Education"), ("experience", "Experience"), ("work", "Experience"), ("awards", "Awards"),
                               ("certifications", "Certifications"), ("skills", "Skills"), ("languages", "Languages")):  # fmt: skip
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


def _settings(site: Hugo, people: _People) -> dict[str, Value]:
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
    described = works.unmarked(site.setting("params", "marketing", "seo", "description") or site.setting("params", "description")
                               or site.setting("params", "hugoblox", "identity", "description"))  # fmt: skip
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
