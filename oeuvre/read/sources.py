"""What lies in a site's `content/`, by what it is for. Nothing is opened.

A paper's files are found by their names: `nets.md`, its translation `nets.de.md`, its companions `nets.pdf` and
`nets.slides.pdf`. What belongs to nothing, and names that make the same address or none, are findings.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from oeuvre.errors import UsageError
from oeuvre.read.languages import is_common, is_language
from oeuvre.read.listing import Listing, Source
from oeuvre.text.slugs import safe, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oeuvre.errors import Finding

RULES = {
    "file/clash": "two files have names that make the same address, or that some systems take for the same",
    "file/name": "the name of a file is not fit for an address, or for some systems",
    "file/orphan": "a file is named like a part of a paper that is not there",
    "file/unknown": "a file or folder lies where nothing reads it",
}

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".svg", ".avif", ".gif"))

_FOLDERS = ("papers", "people", "pages", "news", "files")
_OTHERS = frozenset(("site.yml", "profile.md", "citations.json", "imported.json"))
_PROPER = r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){1,9}")
_TAKEN = frozenset(("assets", "categories", "files", "news", "papers", "people", "years"))
"""Folders that every site has: no page can have their address."""


class PaperFiles(NamedTuple):
    """The files of one paper: `translations` by their languages, `companions` as (kind, name beside the page, file)."""

    slug: str
    main: Source
    translations: tuple[tuple[str, Source], ...] = ()
    companions: tuple[tuple[str, str, Source], ...] = ()

    @property
    def signature(self) -> tuple[Source, ...]:
        """What changes whenever one of the files does."""
        return (self.main, *(source for _, source in self.translations), *(source for *_, source in self.companions))


class Sources(NamedTuple):
    """All files of a site's content, sorted by name, and what is wrong with their names.

    Papers, people, pages and news are by slug. `pictures` lie beside the profile and the people, `files` in
    `content/files/`.
    """

    folder: str
    site: Source | None
    profile: Source | None
    papers: dict[str, PaperFiles]
    people: dict[str, Source]
    pages: dict[str, Source]
    news: dict[str, Source]
    pictures: tuple[Source, ...]
    files: tuple[Source, ...]
    findings: tuple[Finding, ...]
    citations: Source | None = None


def scan(folder: str | os.PathLike[str]) -> Sources:
    """Look at all that lies in `content/`, each folder once.

    Raises UsageError if the folder is not a site.
    """
    folder = os.fspath(folder)
    if not os.path.isdir(os.path.join(folder, "content")):
        raise UsageError(f'{folder} is not a site: it has no folder "content"; begin one with "oeuvre new"')
    return _Scan(Listing(folder)).sources()


class _Scan:
    """One look at a site's content."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.tell = listing.tell

    def sources(self) -> Sources:
        files, folders = self.listing.list("content")
        top = {source.name: source for source in files}
        inside = {name: self.inside(name) for name in _FOLDERS[:-1] if name in folders}
        pictures = self.pictures([*files, *inside.get("people", ())])
        self.strangers([source for source in files if source.name not in _OTHERS], folders, pictures)
        return Sources(
            folder=self.listing.folder,
            site=top.get("site.yml"),
            profile=top.get("profile.md"),
            papers=self.papers(inside.get("papers", [])),
            people=self.slugs(inside.get("people", []), pictures, small=True),
            pages=self.slugs(inside.get("pages", [])),
            news=self.slugs(inside.get("news", [])),
            pictures=pictures,
            files=self.copied() if "files" in folders else (),
            findings=tuple(self.listing.findings),
            citations=top.get("citations.json"),
        )

    def inside(self, name: str) -> list[Source]:
        files, folders = self.listing.list(f"content/{name}")
        for folder in folders:
            message = f"the folder is not read; {name} are files in content/{name}/ itself"
            self.tell(f"content/{name}/{folder}", message, "file/unknown", "warning")
        return files

    def pictures(self, sources: list[Source]) -> tuple[Source, ...]:
        return tuple(source for source in sources if source.ending in PICTURES)

    def strangers(self, files: list[Source], folders: list[str], pictures: tuple[Source, ...]) -> None:
        for source in files:
            if source.name.lower() in {"site.yaml", "config.yml", "config.yaml"}:
                self.tell(source.path, 'the settings are read from "site.yml"; rename the file', "file/unknown")
            elif source not in pictures:
                self.stranger(source)
        for name in folders:
            if name not in _FOLDERS:
                message = f"the folder is not read; those that are: {', '.join(_FOLDERS)}"
                self.tell(f"content/{name}", message, "file/unknown", "warning")

    def stranger(self, source: Source) -> None:
        message = "the file is not read; move it to content/files/ if it is to be on the site"
        if source.ending == ".bib":
            message = 'the file is not read; bring its entries in with "oeuvre import bibtex"'
        elif source.ending in {".markdown", ".mdown", ".mkd", ".txt"}:
            message = 'the file is not read; rename it so that it ends in ".md" if it is to be read'
        self.tell(source.path, message, "file/unknown", "warning")

    def papers(self, files: list[Source]) -> dict[str, PaperFiles]:
        """The papers, each with the files that are named like it."""
        stems = {_composed(source.stem) for source in files if source.ending == ".md"}
        mains: list[Source] = []
        translations: dict[str, list[tuple[str, Source]]] = {}
        companions: dict[str, list[tuple[str, Source]]] = {}
        for source in files:
            stem = _composed(source.stem)
            base, _, last = stem.rpartition(".")
            if source.ending != ".md":
                self.companion(source, stems, companions)
            elif base in stems and is_language(last):
                translations.setdefault(base, []).append((last, source))
            elif base and is_common(last):
                message = f'the name is that of a translation of "{base}.md", which is not there; rename the file'
                self.tell(source.path, message, "file/orphan")
            else:
                mains.append(source)
        slugs = self.slugs(mains)
        return {
            slug: PaperFiles(
                slug,
                main,
                tuple(translations.get(_composed(main.stem), ())),
                self.beside(slug, companions.get(_composed(main.stem), [])),
            )
            for slug, main in slugs.items()
        }

    def companion(self, source: Source, stems: set[str], companions: dict[str, list[tuple[str, Source]]]) -> None:
        """Put a file to the paper whose name it begins with; the longest such name counts."""
        name = _composed(source.name)
        base = name
        while base := base.rpartition(".")[0]:
            if base in stems:
                companions.setdefault(base, []).append((name[len(base) :], source))
                return
        near = _nearest(source.stem.partition(".")[0], stems)
        remedy = f'did you mean the paper "{near}"?' if near else "name it like its paper, or move it to content/files/"
        self.tell(source.path, f"the file belongs to no paper by its name; {remedy}", "file/orphan", "warning")

    def beside(self, slug: str, found: list[tuple[str, Source]]) -> tuple[tuple[str, str, Source], ...]:
        """The companions of a paper with their kinds and the names that they have beside its page."""
        names = {"index.html": ""}
        companions = []
        for rest, source in found:
            middle, _, ending = rest.removeprefix(".").rpartition(".")
            picture = f".{ending.lower()}" in PICTURES
            name = slug + rest
            if name.lower() in names:
                message = f'two files have the name "{name}" beside the paper; rename one of them'
                self.tell(source.path, message, "file/clash")
                continue
            names[name.lower()] = source.path
            companions.append((middle.lower() or ("image" if picture else ending.lower()), name, source))
        return tuple(companions)

    def slugs(
        self, files: Iterable[Source], known: tuple[Source, ...] = (), *, small: bool = False
    ) -> dict[str, Source]:
        """The Markdown files by their slugs; `known` are others that may lie there too."""
        found: dict[str, Source] = {}
        seen: dict[str, Source] = {}
        for source in files:
            if source.ending != ".md":
                if source not in known:
                    self.stranger(source)
                continue
            slug = self.slug(source, small=small)
            if not slug:
                continue
            other = seen.setdefault(slug.casefold(), source)
            if other is not source:
                message = f'"{other.name}" and "{source.name}" make the same address; rename one of them'
                self.tell(source.path, message, "file/clash")
            else:
                found[slug] = source
        return found

    def slug(self, source: Source, *, small: bool) -> str:
        """The slug that a file's name makes, or nothing; names that make another one than they look like are told."""
        stem = _composed(source.stem)
        if source.path.startswith("content/pages/") and stem.lower() in _TAKEN:
            message = f'"{stem}" is a folder of every site; rename the file, as in "my-{stem.lower()}.md"'
            self.tell(source.path, message, "file/name")
            return ""
        if _PLAIN.fullmatch(stem):
            return stem
        slug = slugify(stem)
        proper = re.fullmatch(_PROPER, stem) and (not small or stem == stem.lower())
        if (proper or stem == slug) and stem == safe(stem):
            return stem
        if not slug:
            self.tell(source.path, 'the name makes no address; rename the file, as in "my-paper.md"', "file/name")
            return ""
        slug = safe(slug)
        message = f'the name makes an awkward address; rename the file to "{slug}.md"'
        self.tell(source.path, message, "file/name", "warning")
        return slug

    def copied(self) -> tuple[Source, ...]:
        """What lies in `content/files/`, except for names that some systems cannot tell apart or do not allow."""
        found: dict[str, Source] = {}
        for source in self.listing.tree("content/files"):
            key = _composed(source.path).casefold()
            if key in found:
                message = f'"{found[key].path}" has the same name to some systems; rename one of them'
                self.tell(source.path, message, "file/clash")
                continue
            found[key] = source
            if any(safe(part) != part for part in _composed(source.path).split("/")):
                message = f'some systems do not allow this name; rename the file, as in "{safe(source.name)}"'
                self.tell(source.path, message, "file/name", "warning")
        return tuple(found.values())


def _nearest(stem: str, stems: set[str]) -> str:
    from difflib import get_close_matches

    few = stems if len(stems) < 300 else {other for other in stems if other[:3] == stem[:3]}
    return next(iter(get_close_matches(stem, sorted(few)[:300], 1, 0.8)), "")


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)
